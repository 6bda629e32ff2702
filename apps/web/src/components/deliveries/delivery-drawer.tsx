'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import Link from 'next/link';
import { useMay } from '@/lib/console-context.tsx';
import { formatBytes } from '@/lib/format.ts';
import { problemOf } from '@/lib/problem.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Delivery } from '@/lib/wire.ts';
import { text } from '@/messages/deliveries.ts';
import { t } from '@/messages.ts';
import { ErrorState } from '../error-state.tsx';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { CopyId } from '../ui/copy-id.tsx';
import { Dialog, DialogBody, DialogFooter } from '../ui/dialog.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Attempts } from './attempts.tsx';
import { DeliveryStatus, deliveryName } from './delivery-words.tsx';
import { SentMessage } from './sent-message.tsx';

const POLL_MS = 1_000;

type DeliveryDrawerProps = { deliveryId: string; customerId: string; onClose: () => void };

/** One message: what was sent, each attempt with what came back, live while it is on its way. */
export function DeliveryDrawer({ deliveryId, customerId, onClose }: DeliveryDrawerProps) {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.getDelivery.queryOptions(
      { deliveryId },
      { refetchInterval: ({ state: { data } }) => data?.status === 'pending' && POLL_MS },
    ),
  );
  const delivery = query.data;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      placement="drawer"
      title={delivery ? deliveryName(delivery) : text.columns.type}
    >
      <DialogBody>
        {query.error && !delivery && <ErrorState error={query.error} onRetry={() => query.refetch()} />}
        {!delivery && !query.error && <Skeleton className="h-40" />}
        {delivery && (
          <div className="grid gap-6">
            <Facts delivery={delivery} customerId={customerId} />
            <Attempts delivery={delivery} />
            <SentMessage delivery={delivery} />
          </div>
        )}
      </DialogBody>
      {delivery && <Again delivery={delivery} onClose={onClose} />}
    </Dialog>
  );
}

function Facts({ delivery, customerId }: { delivery: Delivery; customerId: string }) {
  const { id, requestId, bodyBytes, lastError, status } = delivery;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span role="status">
          <DeliveryStatus delivery={delivery} />
        </span>
        <span className="text-muted">{formatBytes(bodyBytes)}</span>
        <CopyId id={id} />
      </div>
      {requestId !== null && (
        <p className="text-muted">
          {text.order}{' '}
          <Link
            href={`${roomAddress(customerId, 'requests')}/${requestId}`}
            prefetch={false}
            className="break-all rounded-sm font-mono text-accent text-xs hover:underline"
          >
            {requestId}
          </Link>
        </p>
      )}
      {lastError !== null && (
        <Callout tone={status === 'dead' ? 'bad' : 'warn'}>
          <span className="break-words">{lastError}</span>
        </Callout>
      )}
    </div>
  );
}

const ended = new Set(['completed', 'failed']);

/** An event goes again by itself, a batch through its order, and only once that has ended. */
function Again({ delivery, onClose }: { delivery: Delivery; onClose: () => void }) {
  const { id, kind, sequence, requestId, status } = delivery;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayEvent = useMay('redeliverEvent');
  const mayRequest = useMay('redeliverCallRecordRequest');
  const request = useQuery(
    trpc.getCallRecordRequest.queryOptions({ requestId: requestId ?? '' }, { enabled: requestId !== null }),
  );
  const told = {
    onSuccess: async () => {
      toast.success(text.sentAgain);
      await Promise.all(
        [
          trpc.getDelivery,
          trpc.getConsumerDeliveries,
          trpc.getCallRecordRequest,
          trpc.getCallRecordRequestDeliveries,
        ].map((procedure) => queryClient.invalidateQueries(procedure.pathFilter())),
      );
    },
    onError: (error: unknown) => toast.error(problemOf(error)?.detail ?? t.common.offline),
  };
  const event = useMutation(trpc.redeliverEvent.mutationOptions(told));
  const batch = useMutation(trpc.redeliverCallRecordRequest.mutationOptions(told));
  const isEvent = kind === 'event';
  const may = isEvent ? mayEvent : mayRequest && kind === 'batch' && status !== 'retired';
  const isReady = isEvent || (request.data !== undefined && ended.has(request.data.status));
  const send = () =>
    isEvent
      ? event.mutate({ deliveryId: id })
      : batch.mutate({ requestId: requestId ?? '', scope: 'sequence', sequence });
  return (
    <DialogFooter>
      {may && !isReady && (
        <p className="min-w-0 flex-1 self-center text-muted text-xs">{text.againOnceEnded}</p>
      )}
      <Button onClick={onClose}>{t.common.close}</Button>
      {may && (
        <Button
          icon={<RotateCcw aria-hidden className="size-3.5" />}
          disabled={!isReady || status === 'pending'}
          pending={event.isPending || batch.isPending}
          onClick={send}
        >
          {text.again}
        </Button>
      )}
    </DialogFooter>
  );
}
