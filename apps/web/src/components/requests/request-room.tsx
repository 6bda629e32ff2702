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
import { t } from '@/messages.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { ErrorState } from '../error-state.tsx';
import { Facts } from '../facts.tsx';
import { ConsumerName, CustomerName } from '../names.tsx';
import { PageHeader } from '../page-header.tsx';
import { Time } from '../time.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { CopyId } from '../ui/copy-id.tsx';
import { Batches } from './batches.tsx';
import { RequestFilters } from './request-filters.tsx';
import { RequestProgress } from './request-progress.tsx';
import { isRunning, RequestStatus } from './request-status.tsx';

const POLL_MS = 1_000;
const HELD_POLL_MS = 5_000;
const text = t.requests;

/** One order: how far it has come, second by second, and its batches. */
export function RequestRoom({ customerId, requestId }: { customerId: string; requestId: string }) {
  const trpc = useTRPC();
  const { timeZone } = useConsole();
  const {
    data: request,
    error,
    refetch,
  } = useQuery(
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
  if (!request) return error ? <ErrorState error={error} onRetry={() => refetch()} /> : null;
  const { from, to, status, nextAttemptAt, completedAt, lastError } = request;
  return (
    <>
      <PageHeader
        title={`${formatTime(from, timeZone)} – ${formatTime(to, timeZone)}`}
        lead={
          <span className="flex flex-wrap items-center gap-x-3">
            {text.periodBy[request.periodBy]}
            <CopyId id={request.id} />
          </span>
        }
      >
        <Acts request={request} customerId={customerId} />
      </PageHeader>
      <RequestProgress request={request} />
      <Facts
        items={[
          [text.columns.status, <RequestStatus key="status" status={status} />],
          [text.columns.scope, <CustomerName key="scope" id={request.scopeCustomerId} />],
          [text.columns.consumer, <ConsumerLink key="consumer" request={request} />],
          [text.orderedAt, <Time key="ordered" at={request.createdAt} as="seconds" />],
          ...(completedAt === null
            ? []
            : [[text.completedAt, <Time key="done" at={completedAt} as="seconds" />] as const]),
          [text.attempts, String(request.attempts)],
          ...(nextAttemptAt === null
            ? []
            : [[text.nextAttempt, <Time key="next" at={nextAttemptAt} as="seconds" />] as const]),
        ]}
      />
      <div className="mb-6 grid gap-3 empty:hidden">
        {status === 'held' && <Callout tone="warn">{text.heldText}</Callout>}
        {lastError !== null && (
          <Callout tone={status === 'failed' ? 'bad' : 'warn'} title={text.lastError}>
            <span className="break-words">{lastError}</span>
          </Callout>
        )}
      </div>
      <RequestFilters request={request} />
      <Batches requestId={requestId} isRunning={isRunning(status)} />
    </>
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
      onError: (error) => toast.error(problemOf(error)?.detail ?? t.errors.offline),
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
