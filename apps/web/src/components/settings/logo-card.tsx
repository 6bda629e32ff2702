'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ImageUp, Trash2 } from 'lucide-react';
import { type ChangeEvent, useId, useRef, useState } from 'react';
import { isStale, problemOf } from '@/lib/problem.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Customer } from '@/lib/wire.ts';
import { text } from '@/messages/settings.ts';
import { t } from '@/messages.ts';
import { StoredLogo } from '../stored-logo.tsx';
import { Button } from '../ui/button.tsx';

type LogoCardProps = {
  customer: Customer;
  mayWrite: boolean;
  /** The form beside has changes: they would be of an older version afterwards. */
  isUnsaved: boolean;
  onStored: (customer: Customer) => void;
};

const BYTES_MAX = 65_536;
const stored = /\/logos\/[0-9a-f]{64}$/;

/** The logo of a customer: shown, replaced, taken away. */
export function LogoCard({ customer, mayWrite, isUnsaved, onStored }: LogoCardProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const [failure, setFailure] = useState<string>();
  const hint = useId();
  const { id: customerId, version, branding } = customer;
  const path = branding.logoUrl === undefined ? undefined : stored.exec(branding.logoUrl)?.[0];
  const set = useMutation(trpc.setCustomerLogo.mutationOptions({ gcTime: 0 }));

  const store = async (image: string | null) => {
    setFailure(undefined);
    try {
      onStored(await set.mutateAsync({ customerId, image, ifVersion: version }));
      toast.success(image === null ? text.logoRemoved : text.logoStored);
    } catch (error) {
      if (isStale(error))
        queryClient.invalidateQueries({ queryKey: trpc.getCustomer.queryKey({ customerId }) });
      setFailure(problemOf(error)?.detail ?? t.common.offline);
    }
  };
  const onFile = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    // The same file can be chosen again after it was refused.
    target.value = '';
    if (!file) return;
    if (file.size > BYTES_MAX) return setFailure(text.logoHint);
    await store(await asBase64(file));
  };
  return (
    <section aria-labelledby="logo" className="mt-8 max-w-3xl">
      <h2 id="logo" className="mb-3 font-semibold text-base">
        {text.logo}
      </h2>
      <div className="flex flex-wrap items-center gap-4">
        {path === undefined ? (
          <p className="text-muted">{branding.logoUrl === undefined ? text.logoNone : text.logoElsewhere}</p>
        ) : (
          <StoredLogo path={path} alt={text.logo} className="max-h-12 max-w-48 rounded-md border p-1" />
        )}
        {mayWrite && (
          <>
            <input
              ref={field}
              type="file"
              accept="image/png,image/jpeg,image/webp"
              aria-label={text.logoChoose}
              onChange={onFile}
              className="hidden"
            />
            <Button
              icon={<ImageUp aria-hidden className="size-3.5" />}
              aria-describedby={hint}
              disabled={isUnsaved}
              pending={set.isPending}
              onClick={() => field.current?.click()}
            >
              {path === undefined ? text.logoChoose : text.logoReplace}
            </Button>
            {branding.logoUrl !== undefined && (
              <Button
                icon={<Trash2 aria-hidden className="size-3.5" />}
                disabled={isUnsaved || set.isPending}
                onClick={() => store(null)}
              >
                {text.logoRemove}
              </Button>
            )}
          </>
        )}
      </div>
      {mayWrite && (
        <p id={hint} className="mt-2 text-muted text-xs">
          {isUnsaved ? text.logoUnsaved : text.logoHint}
        </p>
      )}
      <p role="alert" className="mt-2 text-bad empty:hidden">
        {failure}
      </p>
    </section>
  );
}

async function asBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
