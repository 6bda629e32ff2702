'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FileClock, Send } from 'lucide-react';
import { compact } from '@/lib/compact.ts';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import { useCurl } from '@/lib/curl.ts';
import { formatCount, formatTime } from '@/lib/format.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { CallRecordRequest } from '@/lib/wire.ts';
import { text } from '@/messages/requests.ts';
import { t } from '@/messages.ts';
import type { Column } from '../list/column.ts';
import { PAGE_ROWS_MAX } from '../list/list-params.ts';
import { ListRoom } from '../list/list-room.tsx';
import { RowLink } from '../list/row-link.tsx';
import { useListState } from '../list/use-list-state.ts';
import { ConsumerName, CustomerName } from '../names.tsx';
import { Time } from '../time.tsx';
import { draftOf, noDraft, requestListInput, requestListParams, requestStatuses } from './list-state.ts';
import { isRunning, RequestStatus } from './request-status.tsx';

const OrderRecords = onDemand(() => import('./order-records.tsx').then((module) => module.OrderRecords));

const POLL_MS = 2_000;
const columnsOf = (customerId: string, timeZone: string): Column<CallRecordRequest>[] => [
  {
    key: 'period',
    header: text.columns.period,
    value: ({ from, to }) => `${from} – ${to}`,
    grow: true,
    cell: (request) => (
      <RowLink
        href={`${roomAddress(customerId, 'requests')}/${request.id}`}
        second={text.records(formatCount(request.deliveredRecords))}
      >
        {`${formatTime(request.from, timeZone)} – ${formatTime(request.to, timeZone)}`}
      </RowLink>
    ),
  },
  {
    key: 'scope',
    header: text.columns.scope,
    from: 'lg',
    value: ({ scopeCustomerId }) => scopeCustomerId,
    cell: (request) => <CustomerName id={request.scopeCustomerId} />,
  },
  {
    key: 'consumer',
    header: text.columns.consumer,
    from: 'lg',
    value: ({ consumerId }) => consumerId,
    cell: (request) => (
      <span className="block max-w-48 truncate">
        <ConsumerName id={request.consumerId} />
      </span>
    ),
  },
  {
    key: 'status',
    header: text.columns.status,
    value: ({ status }) => text.statuses[status],
    cell: ({ status }) => <RequestStatus status={status} />,
  },
  {
    key: 'progress',
    header: text.columns.progress,
    align: 'right',
    from: 'sm',
    value: ({ deliveredRecords }) => deliveredRecords,
    cell: ({ deliveredRecords, expectedCount }) =>
      expectedCount === null
        ? t.common.none
        : `${formatCount(deliveredRecords)} / ${formatCount(expectedCount)}`,
  },
  {
    key: 'createdAt',
    header: text.columns.createdAt,
    align: 'right',
    from: 'md',
    value: ({ createdAt }) => createdAt,
    cell: ({ createdAt }) => <Time at={createdAt} />,
  },
];

const filters = [
  {
    name: 'status',
    label: text.columns.status,
    options: requestStatuses.map((value) => ({ value, label: text.statuses[value] })),
  },
];

/** The orders of call records of the customer in focus and below; those that run are followed. */
export function RequestsRoom({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const curl = useCurl();
  const { timeZone } = useConsole();
  const may = useMay('getCustomerCallRecords');
  const list = useListState(requestListParams);
  const { data: customer } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const input = requestListInput(customerId, list.state);
  const query = useQuery(
    trpc.getCallRecordRequests.queryOptions(input, {
      placeholderData: keepPreviousData,
      refetchInterval: ({ state: { data } }) =>
        data?.items.some((request) => isRunning(request.status)) ? POLL_MS : false,
    }),
  );
  const example = `/customers/${customerId}/call-records?consumer=https://example.com/cdr&from=2026-11-01T00:00:00Z`;
  return (
    <ListRoom
      name="requests"
      text={text}
      lead={customer && text.of(customer.name)}
      list={list}
      query={query}
      columns={columnsOf(customerId, timeZone)}
      filters={filters}
      empty={{
        icon: <FileClock aria-hidden className="size-5" />,
        title: text.empty,
        text: text.emptyText,
        curl: curl('GET', example),
      }}
      create={{
        may,
        label: text.create,
        icon: <Send aria-hidden className="size-3.5" />,
        preload: OrderRecords.preload,
        form: (onClose) =>
          customer && (
            <OrderRecords
              customer={customer}
              draft={draftOf(list.state)}
              onClose={() => {
                list.set(noDraft);
                onClose();
              }}
            />
          ),
      }}
      readPage={(cursor) =>
        client.getCallRecordRequests.query({ ...input, limit: PAGE_ROWS_MAX, ...compact({ cursor }) })
      }
    />
  );
}
