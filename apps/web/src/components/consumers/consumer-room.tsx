'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CirclePause, CirclePlay, FlaskConical, Inbox, KeyRound, Send } from 'lucide-react';
import Link from 'next/link';
import { Suspense, useState } from 'react';
import { useMay } from '@/lib/console-context.tsx';
import { onDemand } from '@/lib/on-demand.ts';
import { isStale, problemOf } from '@/lib/problem.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { textParam } from '@/lib/url-state.ts';
import { useUrlState } from '@/lib/use-url-state.ts';
import type { Consumer } from '@/lib/wire.ts';
import { text } from '@/messages/consumers.ts';
import { t } from '@/messages.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { DetailRoom, timeFact } from '../detail-room.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { ConsumerDetails } from './consumer-details.tsx';
import { ConsumerStatus } from './consumer-status.tsx';
import { DeliveryLog } from './delivery-log.tsx';
import { useVerification } from './use-verification.ts';
import { VerificationCard } from './verification-card.tsx';

const RotateSecret = onDemand(() => import('./rotate-secret.tsx').then((module) => module.RotateSecret));
const DeliveryDrawer = onDemand(() =>
  import('../deliveries/delivery-drawer.tsx').then((module) => module.DeliveryDrawer),
);

const params = { delivery: textParam };

/** One consumer: its state, its verification, what was sent to it, and the form over it. */
export function ConsumerRoom({ consumerId }: { consumerId: string }) {
  const [{ delivery }, setState] = useUrlState(params);
  const { isWaiting, verify, ...query } = useVerification(consumerId);
  return (
    <DetailRoom
      query={query}
      title={({ url }) => <span className="font-mono text-lg">{url}</span>}
      lead={({ kind }) => text.kinds[kind]}
      acts={(consumer) => (
        <Acts consumer={consumer} onSent={(sent) => setState({ delivery: sent }, 'push')} />
      )}
      facts={(consumer) => [
        [text.columns.status, <ConsumerStatus key="status" consumer={consumer} />],
        timeFact(text.verifiedAt, consumer.verifiedAt),
        timeFact(text.failingSince, consumer.failingSince),
        timeFact(text.previousUntil, consumer.previousSecretExpiresAt),
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
          <DeliveryLog consumer={consumer} />
          <Suspense>
            {delivery !== '' && (
              <DeliveryDrawer
                deliveryId={delivery}
                customerId={consumer.customerId}
                onClose={() => setState({ delivery: '' })}
              />
            )}
          </Suspense>
          <ConsumerDetails key={consumer.id} consumer={consumer} />
        </>
      )}
    </DetailRoom>
  );
}

/** Order to it, try it, see its messages, replace its secret, and switch it off and on. @param onSent is told of a test */
function Acts({ consumer, onSent }: { consumer: Consumer; onSent: (deliveryId: string) => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayWrite = useMay('updateConsumer');
  const mayOrder = useMay('getCustomerCallRecords');
  const mayTest = useMay('testConsumer');
  const mayRotate = useMay('rotateConsumerSecret');
  const [isAsked, setAsked] = useState(false);
  const [isRotating, setRotating] = useState(false);
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
  const test = useMutation(
    trpc.testConsumer.mutationOptions({
      onSuccess: (sent) => {
        queryClient.invalidateQueries(trpc.getConsumerDeliveries.pathFilter());
        toast.success(text.tested);
        onSent(sent.id);
      },
      onError: (error) => toast.error(problemOf(error)?.detail ?? t.common.offline),
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
      {mayTest && status === 'verified' && (
        <Button
          icon={<FlaskConical aria-hidden className="size-3.5" />}
          pending={test.isPending}
          onClick={() => test.mutate({ consumerId: id })}
        >
          {text.test}
        </Button>
      )}
      {mayRotate && (
        <Button icon={<KeyRound aria-hidden className="size-3.5" />} onClick={() => setRotating(true)}>
          {text.rotate}
        </Button>
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
      <Suspense>
        {isRotating && <RotateSecret consumer={consumer} onClose={() => setRotating(false)} />}
      </Suspense>
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
