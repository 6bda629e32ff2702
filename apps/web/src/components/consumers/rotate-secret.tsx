'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { problemOf } from '@/lib/problem.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Consumer } from '@/lib/wire.ts';
import { text } from '@/messages/consumers.ts';
import { t } from '@/messages.ts';
import { optionsOf } from '../form/options-of.ts';
import { SecretOnce } from '../secret-once.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Dialog, DialogFooter } from '../ui/dialog.tsx';
import { Select } from '../ui/select.tsx';

// The longest first: an object would put its keys in order of their numbers.
const overlaps = optionsOf(text.overlaps).toReversed();

/** Replaces the signing secret of a consumer, and shows the new one, once. */
export function RotateSecret({ consumer, onClose }: { consumer: Consumer; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const id = useId();
  const [overlap, setOverlap] = useState(overlaps[0]?.value ?? '');
  const [secret, setSecret] = useState<string>();
  const consumerId = consumer.id;
  const rotate = useMutation(
    trpc.rotateConsumerSecret.mutationOptions({
      gcTime: 0,
      onSuccess: (rotated) => {
        setSecret(rotated.secret ?? '');
        // The secret is kept nowhere but in this dialog.
        queryClient.setQueryData(trpc.getConsumer.queryKey({ consumerId }), { ...rotated, secret: null });
      },
      onError: () => queryClient.invalidateQueries(trpc.getConsumer.queryFilter({ consumerId })),
    }),
  );
  const title = secret === undefined ? text.rotateTitle : text.secretTitle;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={title} sticky={secret !== undefined}>
      {secret === undefined ? (
        <>
          <div className="grid gap-4 px-5 pb-5">
            <p className="text-muted">{text.rotateText}</p>
            <div className="grid gap-1">
              <label htmlFor={id} className="font-medium">
                {text.rotateOverlap}
              </label>
              <Select
                id={id}
                value={overlap}
                options={overlaps}
                onChange={({ target }) => setOverlap(target.value)}
              />
            </div>
            {rotate.error !== null && (
              <Callout tone="bad" title={text.rotateFailed} live>
                {problemOf(rotate.error)?.detail ?? t.common.offline}
              </Callout>
            )}
          </div>
          <DialogFooter>
            <Button onClick={onClose}>{t.common.cancel}</Button>
            <Button
              variant="danger"
              pending={rotate.isPending}
              onClick={() =>
                rotate.mutate({ consumerId, overlapSeconds: Number(overlap), ifVersion: consumer.version })
              }
            >
              {text.rotateConfirm}
            </Button>
          </DialogFooter>
        </>
      ) : (
        <>
          <div className="px-5 pb-5">
            <SecretOnce label={text.secret} secret={secret} text={text.secretText} />
          </div>
          <DialogFooter>
            <Button variant="primary" onClick={onClose}>
              {t.common.done}
            </Button>
          </DialogFooter>
        </>
      )}
    </Dialog>
  );
}
