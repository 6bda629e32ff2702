'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { problemOf } from '@/lib/problem.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Consumer } from '@/lib/wire.ts';
import { text } from '@/messages/consumers.ts';
import { t } from '@/messages.ts';
import { optionsOf } from '../form/options-of.ts';
import { SecretDialog } from '../secret-dialog.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Dialog, DialogFooter } from '../ui/dialog.tsx';
import { Select } from '../ui/select.tsx';

// The longest first: an object would put its keys in order of their numbers.
const overlaps = optionsOf(text.overlaps).toReversed();

type RotateSecretProps = { consumer: Consumer; onClose: () => void };

/** Replaces the signing secret of a consumer, and shows the new one, once. */
export function RotateSecret({ consumer, onClose }: RotateSecretProps) {
  const [secret, setSecret] = useState<string>();
  if (secret === undefined) return <Question consumer={consumer} onClose={onClose} onRotated={setSecret} />;
  return (
    <SecretDialog
      title={text.secretTitle}
      label={text.secret}
      secret={secret}
      text={text.secretText}
      onClose={onClose}
    />
  );
}

function Question({
  consumer,
  onClose,
  onRotated,
}: RotateSecretProps & { onRotated: (secret: string) => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const id = useId();
  const [overlap, setOverlap] = useState(overlaps[0]?.value ?? '');
  const consumerId = consumer.id;
  const rotate = useMutation(
    trpc.rotateConsumerSecret.mutationOptions({
      gcTime: 0,
      onSuccess: (rotated) => {
        onRotated(rotated.secret ?? '');
        // The secret is kept nowhere but in the dialog.
        queryClient.setQueryData(trpc.getConsumer.queryKey({ consumerId }), { ...rotated, secret: null });
      },
      onError: () => queryClient.invalidateQueries(trpc.getConsumer.queryFilter({ consumerId })),
    }),
  );
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={text.rotateTitle}>
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
    </Dialog>
  );
}
