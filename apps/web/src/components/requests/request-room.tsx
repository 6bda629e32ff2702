'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Ban, Inbox } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import { formatTime } from '@/lib/format.ts';
import { problemOf } from '@/lib/problem.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { toast } from '@/lib/toast.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { CallRecordRequest } from '@/lib/wire.ts';
import { text } from '@/messages/requests.ts';
import { t } from '@/messages.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { DetailRoom, timeFact } from '../detail-room.tsx';
import { ConsumerName, CustomerName } from '../names.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Batches } from './batches.tsx';
import { Download } from './download.tsx';
import { RequestFilters } from './request-filters.tsx';
import { RequestProgress } from './request-progress.tsx';
import { isRunning, RequestStatus } from './request-status.tsx';
import { SendAgain } from './send-again.tsx';

const POLL_MS = 1_000;
const HELD_POLL_MS = 5_000;
/** One order: how far it has come, second by second, and its batches. */
export function RequestRoom({ customerId, requestId }: { customerId: string; requestId: string }) {
  const trpc = useTRPC();
  const { timeZone } = useConsole();
  const query = useQuery(
    trpc.getCallRecordRequest.queryOptions(
      { requestId },
      {
        refetchInterval: ({ state: { data } }) => {
          if (data?.status === 'held') return HELD_POLL_MS;
          return isRunning(data?.status) ? POLL_MS : false;
        },
      },
    ),
  );
  return (
    <DetailRoom
      query={query}
      title={({ from, to }) => `${formatTime(from, timeZone)} – ${formatTime(to, timeZone)}`}
      lead={({ periodBy }) => text.periodBy[periodBy]}
      acts={(request) => <Acts request={request} customerId={customerId} />}
      above={(request) => <RequestProgress request={request} />}
      facts={(request) => [
        [text.columns.status, <RequestStatus key="status" status={request.status} />],
        [text.columns.scope, <CustomerName key="scope" id={request.scopeCustomerId} />],
        [text.columns.consumer, <ConsumerLink key="consumer" request={request} />],
        timeFact(text.orderedAt, request.createdAt, 'seconds'),
        timeFact(text.completedAt, request.completedAt, 'seconds'),
        [text.attempts, String(request.attempts)],
        timeFact(text.nextAttempt, request.nextAttemptAt, 'seconds'),
      ]}
    >
      {(request) => (
        <>
          <div className="mb-6 grid gap-3 empty:hidden">
            {request.status === 'held' && <Callout tone="warn">{text.heldText}</Callout>}
            {request.lastError !== null && (
              <Callout tone={request.status === 'failed' ? 'bad' : 'warn'} title={text.lastError}>
                <span className="break-words">{request.lastError}</span>
              </Callout>
            )}
          </div>
          <RequestFilters request={request} />
          <Batches requestId={requestId} customerId={customerId} isRunning={isRunning(request.status)} />
        </>
      )}
    </DetailRoom>
  );
}

function ConsumerLink({ request }: { request: CallRecordRequest }) {
  const trpc = useTRPC();
  const { consumerId } = request;
  const { data: consumer } = useQuery(trpc.getConsumer.queryOptions({ consumerId }));
  if (!consumer) return <ConsumerName id={consumerId} />;
  return (
    <Link
      href={`${roomAddress(consumer.customerId, 'consumers')}/${consumerId}`}
      className="rounded-sm text-accent hover:underline"
    >
      <ConsumerName id={consumerId} />
    </Link>
  );
}

function Acts({ request, customerId }: { request: CallRecordRequest; customerId: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayCancel = useMay('cancelCallRecordRequest');
  const [isAsked, setAsked] = useState(false);
  const { id, consumerId, status } = request;
  const { data: consumer } = useQuery(trpc.getConsumer.queryOptions({ consumerId }));
  const cancel = useMutation(
    trpc.cancelCallRecordRequest.mutationOptions({
      onSuccess: (cancelled) => {
        queryClient.setQueryData(trpc.getCallRecordRequest.queryKey({ requestId: id }), cancelled);
        queryClient.invalidateQueries(trpc.getCallRecordRequests.pathFilter());
        toast.success(text.cancelled);
      },
      onError: (error) => toast.error(problemOf(error)?.detail ?? t.common.offline),
    }),
  );
  return (
    <>
      {consumer?.kind === 'inbox' && (
        <Link href={`${roomAddress(customerId, 'inbox')}?inbox=${consumerId}`} className={buttonClass()}>
          <Inbox aria-hidden className="size-3.5" />
          {text.seeMessages}
        </Link>
      )}
      <Download request={request} />
      <SendAgain request={request} />
      {mayCancel && (isRunning(status) || status === 'held') && (
        <Button icon={<Ban aria-hidden className="size-3.5" />} onClick={() => setAsked(true)}>
          {text.cancel}
        </Button>
      )}
      <ConfirmDialog
        open={isAsked}
        onClose={() => setAsked(false)}
        title={text.cancelTitle}
        text={text.cancelText}
        confirm={text.cancelConfirm}
        keep={text.cancelKeep}
        onConfirm={() => cancel.mutateAsync({ requestId: id }).catch(() => undefined)}
      />
    </>
  );
}
