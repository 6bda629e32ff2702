'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { compact } from '@/lib/compact.ts';
import { formatBytes, formatCount } from '@/lib/format.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { textParam } from '@/lib/url-state.ts';
import { useUrlState } from '@/lib/use-url-state.ts';
import type { Delivery } from '@/lib/wire.ts';
import { text } from '@/messages/requests.ts';
import { t } from '@/messages.ts';
import type { Column } from '../list/column.ts';
import { DataTable } from '../list/data-table.tsx';
import { ListBody } from '../list/list-body.tsx';
import { Time } from '../time.tsx';
import { CopyId } from '../ui/copy-id.tsx';
import { Status, type Tone } from '../ui/status.tsx';

const POLL_MS = 1_000;
const params = { cursor: textParam };
const { batchColumns } = text;
const tones: Record<Delivery['status'], Tone> = {
  pending: 'accent',
  delivered: 'good',
  dead: 'bad',
  retired: 'neutral',
};

const columns: Column<Delivery>[] = [
  {
    key: 'sequence',
    header: batchColumns.sequence,
    cell: ({ sequence }) => <span className="text-muted">{sequence}</span>,
  },
  { key: 'kind', header: batchColumns.kind, cell: ({ kind }) => text.batchKinds[kind] },
  {
    key: 'status',
    header: batchColumns.status,
    cell: ({ status, lastError }) => (
      <span title={lastError ?? undefined}>
        <Status tone={tones[status]}>{text.batchStatuses[status]}</Status>
      </span>
    ),
  },
  {
    key: 'records',
    header: batchColumns.records,
    align: 'right',
    cell: ({ recordCount }) => formatCount(recordCount),
  },
  {
    key: 'size',
    header: batchColumns.size,
    align: 'right',
    from: 'sm',
    cell: ({ bodyBytes }) => formatBytes(bodyBytes),
  },
  {
    key: 'attempts',
    header: batchColumns.attempts,
    align: 'right',
    from: 'md',
    cell: ({ attempts }) => attempts,
  },
  {
    key: 'answer',
    header: batchColumns.answer,
    align: 'right',
    from: 'md',
    cell: ({ lastResponseStatus, lastError }) => lastResponseStatus ?? lastError ?? t.common.none,
  },
  {
    key: 'delivered',
    header: batchColumns.delivered,
    align: 'right',
    from: 'lg',
    cell: ({ deliveredAt, nextAttemptAt, attempts }) =>
      deliveredAt === null && attempts > 0 && nextAttemptAt !== null ? (
        <span className="text-muted">
          {text.nextAttempt} <Time at={nextAttemptAt} as="seconds" />
        </span>
      ) : (
        <Time at={deliveredAt} as="seconds" />
      ),
  },
  {
    key: 'id',
    header: batchColumns.id,
    from: 'xl',
    grow: true,
    cell: ({ id }) => (
      <span className="flex min-w-0">
        <CopyId id={id} />
      </span>
    ),
  },
];

/** What was cut and sent so far, and the manifest that closes it. */
export function Batches({ requestId, isRunning }: { requestId: string; isRunning: boolean }) {
  const trpc = useTRPC();
  const [{ cursor }, setState] = useUrlState(params);
  const list = useQuery(
    trpc.getCallRecordRequestDeliveries.queryOptions(
      { requestId, ...compact({ cursor }) },
      { placeholderData: keepPreviousData, refetchInterval: isRunning ? POLL_MS : false },
    ),
  );
  // The last answer of a running order may be older than its end.
  const { refetch } = list;
  useEffect(() => {
    if (!isRunning) refetch();
  }, [isRunning, refetch]);
  return (
    <section aria-labelledby="batches">
      <h2 id="batches" className="mb-2 font-semibold text-base">
        {text.batches}
      </h2>
      <ListBody
        query={list}
        cursor={cursor}
        onCursor={(next) => setState({ cursor: next }, 'push')}
        empty={<p className="border-y py-3 text-muted">{text.batchesEmpty}</p>}
      >
        <DataTable
          label={text.batches}
          columns={columns}
          rows={list.data?.items}
          rowKey={(delivery) => delivery.id}
          skeletonRows={3}
        />
      </ListBody>
    </section>
  );
}
