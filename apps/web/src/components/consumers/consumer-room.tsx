'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CirclePause, CirclePlay, Inbox, Send } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useMay } from '@/lib/console-context.tsx';
import { isStale, problemOf } from '@/lib/problem.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Consumer } from '@/lib/wire.ts';
import { text } from '@/messages/consumers.ts';
import { t } from '@/messages.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { DetailRoom, timeFact } from '../detail-room.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { ConsumerDetails } from './consumer-details.tsx';
import { ConsumerStatus } from './consumer-status.tsx';
import { useVerification } from './use-verification.ts';
import { VerificationCard } from './verification-card.tsx';

/** One consumer: its state, its verification, and the form over it. */
export function ConsumerRoom({ consumerId }: { consumerId: string }) {
  const { isWaiting, verify, ...query } = useVerification(consumerId);
  return (
    <DetailRoom
      query={query}
      title={({ url }) => <span className="font-mono text-lg">{url}</span>}
      lead={({ kind }) => text.kinds[kind]}
      acts={(consumer) => <Acts consumer={consumer} />}
      facts={(consumer) => [
        [text.columns.status, <ConsumerStatus key="status" consumer={consumer} />],
        timeFact(text.verifiedAt, consumer.verifiedAt),
        timeFact(text.failingSince, consumer.failingSince),
        timeFact(text.expires, consumer.expiresAt),
        timeFact(text.columns.createdAt, consumer.createdAt),
      ]}
    >
      {(consumer) => (
        <>
          {consumer.disabledReason !== null && (
            <div className="mb-6 max-w-3xl">
              <Callout tone="warn">{text.disabledBecause(consumer.disabledReason)}</Callout>
            </div>
          )}
          {consumer.kind === 'webhook' && (
            <VerificationCard consumer={consumer} isWaiting={isWaiting} verify={verify} />
          )}
          <ConsumerDetails key={consumer.id} consumer={consumer} />
        </>
      )}
    </DetailRoom>
  );
}

/** Order to it, see its messages, and switch it off and on. */
function Acts({ consumer }: { consumer: Consumer }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayWrite = useMay('updateConsumer');
  const mayOrder = useMay('getCustomerCallRecords');
  const [isAsked, setAsked] = useState(false);
  const { id, customerId, status, version } = consumer;
  const key = trpc.getConsumer.queryKey({ consumerId: id });
  const change = useMutation(
    trpc.updateConsumer.mutationOptions({
      onSuccess: (saved) => {
        queryClient.setQueryData(key, saved);
        queryClient.invalidateQueries(trpc.getCustomerConsumers.pathFilter());
        toast.success(saved.status === 'disabled' ? text.disabled : text.enabled);
      },
      onError: (error) => {
        // Somebody was quicker: what is stored now is shown, and the button says what it would do then.
        if (isStale(error)) queryClient.invalidateQueries({ queryKey: key });
        toast.error(problemOf(error)?.detail ?? t.common.offline);
      },
    }),
  );
  const set = (next: 'verified' | 'disabled') =>
    change.mutateAsync({ consumerId: id, status: next, ifVersion: version }).catch(() => undefined);
  return (
    <>
      {consumer.kind === 'inbox' && (
        <Link href={`${roomAddress(customerId, 'inbox')}?inbox=${id}`} className={buttonClass()}>
          <Inbox aria-hidden className="size-3.5" />
          {text.messages}
        </Link>
      )}
      {status === 'verified' && mayOrder && (
        <Link
          href={`${roomAddress(customerId, 'requests')}?new=true&consumer=${id}`}
          className={buttonClass()}
        >
          <Send aria-hidden className="size-3.5" />
          {text.order}
        </Link>
      )}
      {mayWrite && status === 'verified' && (
        <Button icon={<CirclePause aria-hidden className="size-3.5" />} onClick={() => setAsked(true)}>
          {text.disable}
        </Button>
      )}
      {mayWrite && status === 'disabled' && consumer.verifiedAt !== null && (
        <Button
          icon={<CirclePlay aria-hidden className="size-3.5" />}
          pending={change.isPending}
          onClick={() => set('verified')}
        >
          {text.enable}
        </Button>
      )}
      <ConfirmDialog
        open={isAsked}
        onClose={() => setAsked(false)}
        title={text.disableTitle}
        text={text.disableText}
        confirm={text.disable}
        onConfirm={() => set('disabled')}
      />
    </>
  );
}
