'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Ban, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '@/lib/console-context.tsx';
import { isStale, problemOf } from '@/lib/problem.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { ApiKey } from '@/lib/wire.ts';
import { text } from '@/messages/api-keys.ts';
import { t } from '@/messages.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { SecretDialog } from '../secret-dialog.tsx';
import { Button } from '../ui/button.tsx';
import { keyState } from './key-status.tsx';

/** A new secret for a key, and its end. */
export function KeyActs({ apiKey }: { apiKey: ApiKey }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayWrite = useMay('revokeApiKey');
  const [asked, ask] = useState<'rotate' | 'revoke'>();
  const [secret, setSecret] = useState<string>();
  const input = { apiKeyId: apiKey.id, ifVersion: apiKey.version };
  const cached = trpc.getApiKey.queryKey({ apiKeyId: apiKey.id });

  const settled = {
    onError: (error: unknown) => {
      if (isStale(error)) queryClient.invalidateQueries({ queryKey: cached });
      toast.error(problemOf(error)?.detail ?? t.common.offline);
    },
    // The secret of the reply is kept nowhere else.
    gcTime: 0,
  };
  const show = (saved: ApiKey) => {
    queryClient.setQueryData(cached, { ...saved, key: null });
    queryClient.invalidateQueries(trpc.getCustomerApiKeys.pathFilter());
  };
  const rotate = useMutation(
    trpc.rotateApiKey.mutationOptions({
      ...settled,
      onSuccess: (saved) => {
        show(saved);
        setSecret(saved.key ?? undefined);
      },
    }),
  );
  const revoke = useMutation(
    trpc.revokeApiKey.mutationOptions({
      ...settled,
      onSuccess: (saved) => {
        show(saved);
        toast.success(text.revoked(saved.name));
      },
    }),
  );
  if (!mayWrite || keyState(apiKey) === 'revoked') return null;
  const isRotation = asked === 'rotate';
  return (
    <>
      <Button icon={<RotateCw aria-hidden className="size-3.5" />} onClick={() => ask('rotate')}>
        {text.rotate}
      </Button>
      <Button icon={<Ban aria-hidden className="size-3.5" />} onClick={() => ask('revoke')}>
        {text.revoke}
      </Button>
      <ConfirmDialog
        open={asked !== undefined}
        onClose={() => ask(undefined)}
        title={isRotation ? text.rotateTitle : text.revokeTitle}
        text={isRotation ? text.rotateText : text.revokeText(apiKey.name)}
        confirm={isRotation ? text.rotateConfirm : text.revokeConfirm}
        onConfirm={() => (isRotation ? rotate : revoke).mutateAsync(input).catch(() => undefined)}
      />
      {secret !== undefined && (
        <SecretDialog
          title={text.secretTitle}
          label={text.secret}
          secret={secret}
          text={text.secretText}
          onClose={() => setSecret(undefined)}
        />
      )}
    </>
  );
}
