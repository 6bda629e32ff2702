'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FileClock, Send } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { lazy, Suspense } from 'react';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import { useCurl } from '@/lib/curl.ts';
import { formatCount, formatTime } from '@/lib/format.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { CallRecordRequest } from '@/lib/wire.ts';
import { t } from '@/messages.ts';
import { type Column, DataTable } from '../list/data-table.tsx';
import { ListBody } from '../list/list-body.tsx';
import { RowLink } from '../list/row-link.tsx';
import { ConsumerName, CustomerName } from '../names.tsx';
import { PageHeader } from '../page-header.tsx';
import { Time } from '../time.tsx';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import { EmptyState } from '../ui/states.tsx';
import { requestListInput, requestListState, requestStatuses } from './list-state.ts';
import { isRunning, RequestStatus } from './request-status.tsx';

const loadDrawer = () => import('./order-records.tsx').then((module) => ({ default: module.OrderRecords }));
const OrderRecords = lazy(loadDrawer);

const POLL_MS = 2_000;
const text = t.requests;

const columnsOf = (customerId: string, timeZone: string): Column<CallRecordRequest>[] => [
  {
    key: 'period',
    header: text.columns.period,
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
    cell: (request) => <CustomerName id={request.scopeCustomerId} />,
  },
  {
    key: 'consumer',
    header: text.columns.consumer,
    from: 'lg',
    cell: (request) => (
      <span className="block max-w-48 truncate">
        <ConsumerName id={request.consumerId} />
      </span>
    ),
  },
  { key: 'status', header: text.columns.status, cell: ({ status }) => <RequestStatus status={status} /> },
  {
    key: 'progress',
    header: text.columns.progress,
    align: 'right',
    from: 'sm',
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
    cell: ({ createdAt }) => <Time at={createdAt} />,
  },
];

/** The orders of call records of the customer in focus and below; those that run are followed. */
export function RequestsRoom({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const curl = useCurl();
  const { timeZone } = useConsole();
  const mayOrder = useMay('getCustomerCallRecords');
  const [state, setState] = useQueryStates(requestListState);
  const { data: customer } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const list = useQuery(
    trpc.getCallRecordRequests.queryOptions(requestListInput(customerId, state), {
      placeholderData: keepPreviousData,
      refetchInterval: ({ state: { data } }) =>
        data?.items.some((request) => isRunning(request.status)) ? POLL_MS : false,
    }),
  );
  const order = mayOrder && (
    <Button
      variant="primary"
      icon={<Send aria-hidden className="size-3.5" />}
      onClick={() => setState({ new: true })}
      onPointerEnter={loadDrawer}
      onFocus={loadDrawer}
    >
      {text.create}
    </Button>
  );
  return (
    <>
      <PageHeader title={text.title} lead={customer && text.of(customer.name)}>
        {order}
      </PageHeader>
      <div className="mb-2 flex items-center gap-2">
        <Select
          aria-label={text.columns.status}
          className="w-44 shrink-0"
          empty={`${text.columns.status}: ${t.common.all}`}
          options={requestStatuses.map((value) => ({ value, label: text.statuses[value] }))}
          value={state.status ?? ''}
          onChange={(event) =>
            setState({
              status: requestStatuses.find((status) => status === event.target.value) ?? null,
              cursor: null,
            })
          }
        />
      </div>
      <ListBody
        query={list}
        cursor={state.cursor}
        onCursor={(cursor) => setState({ cursor: cursor || null }, { history: 'push' })}
        filtered={state.status !== null}
        onClear={() => setState({ status: null, cursor: null })}
        noMatch={{ title: text.noMatch, text: text.noMatchText }}
        empty={
          <EmptyState
            icon={<FileClock aria-hidden className="size-5" />}
            title={text.empty}
            text={text.emptyText}
            action={order}
            curl={{
              label: text.emptyCurl,
              code: curl(
                'GET',
                `/customers/${customerId}/call-records?consumer=https://example.com/cdr&from=2026-11-01T00:00:00Z`,
              ),
            }}
          />
        }
      >
        <DataTable
          label={text.title}
          columns={columnsOf(customerId, timeZone)}
          rows={list.data?.items}
          rowKey={(request) => request.id}
          stale={list.isPlaceholderData}
        />
      </ListBody>
      <Suspense>
        {mayOrder && state.new && customer && (
          <OrderRecords
            customer={customer}
            consumerId={state.consumer}
            onClose={() => setState({ new: null, consumer: null })}
          />
        )}
      </Suspense>
    </>
  );
}
