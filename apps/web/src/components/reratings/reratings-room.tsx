'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Calculator, History } from 'lucide-react';
import Link from 'next/link';
import { compact } from '@/lib/compact.ts';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import { useCurl } from '@/lib/curl.ts';
import { formatCount, formatTime } from '@/lib/format.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import type { Rerating } from '@/lib/wire.ts';
import { text } from '@/messages/reratings.ts';
import { t } from '@/messages.ts';
import type { Column } from '../list/column.ts';
import { PAGE_ROWS_MAX } from '../list/list-params.ts';
import { ListRoom } from '../list/list-room.tsx';
import { RowLink } from '../list/row-link.tsx';
import { useListState } from '../list/use-list-state.ts';
import { Time } from '../time.tsx';
import { buttonClass } from '../ui/button.tsx';
import { reratingListInput, reratingListParams, reratingStatuses } from './list-state.ts';
import { isUnderWay, kindOf, ReratingStatus } from './rerating-status.tsx';

const OrderRerating = onDemand(() => import('./order-rerating.tsx').then((module) => module.OrderRerating));

const POLL_MS = 2_000;

/** `1 Nov 2026, 00:00 – 1 Dec 2026, 00:00`, or whatever has no price. */
export const periodOf = ({ from, to }: Rerating, timeZone: string): string =>
  from === null || to === null
    ? text.allTimes
    : `${formatTime(from, timeZone)} – ${formatTime(to, timeZone)}`;

const columnsOf = (address: string, timeZone: string): Column<Rerating>[] => [
  {
    key: 'period',
    header: text.columns.period,
    grow: true,
    value: ({ from, to }) => `${from ?? ''} – ${to ?? ''}`,
    cell: (rerating) => (
      <RowLink href={`${address}/${rerating.id}`} second={kindOf(rerating)}>
        {periodOf(rerating, timeZone)}
      </RowLink>
    ),
  },
  { key: 'kind', header: text.columns.kind, from: 'sm', value: kindOf },
  {
    key: 'status',
    header: text.columns.status,
    value: ({ status }) => text.statuses[status],
    cell: ({ status }) => <ReratingStatus status={status} />,
  },
  {
    key: 'progress',
    header: text.columns.progress,
    align: 'right',
    from: 'md',
    value: ({ examined }) => examined,
    cell: ({ examined, expectedCount }) =>
      expectedCount === null ? t.common.none : text.of2(formatCount(examined), formatCount(expectedCount)),
  },
  {
    key: 'changed',
    header: text.columns.changed,
    align: 'right',
    from: 'sm',
    value: ({ changed }) => changed,
    cell: ({ changed }) => formatCount(changed),
  },
  {
    key: 'createdAt',
    header: text.columns.createdAt,
    align: 'right',
    from: 'lg',
    value: ({ createdAt }) => createdAt,
    cell: ({ createdAt }) => <Time at={createdAt} />,
  },
];

const filters = [
  {
    name: 'status',
    label: text.columns.status,
    options: reratingStatuses.map((value) => ({ value, label: text.statuses[value] })),
  },
];

/** The re-ratings of the customer in focus; those that run are followed. */
export function ReratingsRoom({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const curl = useCurl();
  const { timeZone } = useConsole();
  const may = useMay('rerateCallRecords');
  const list = useListState(reratingListParams);
  const { data: customer } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const input = reratingListInput(customerId, list.state);
  const query = useQuery(
    trpc.getReratings.queryOptions(input, {
      placeholderData: keepPreviousData,
      refetchInterval: ({ state: { data } }) =>
        data?.items.some(({ status }) => isUnderWay(status)) ? POLL_MS : false,
    }),
  );
  return (
    <ListRoom
      name="reratings"
      text={text}
      lead={customer && text.of(customer.name)}
      list={list}
      query={query}
      columns={columnsOf(`${roomAddress(customerId, 'tariffplans')}/reratings`, timeZone)}
      filters={filters}
      acts={
        <Link href={roomAddress(customerId, 'tariffplans')} className={buttonClass()}>
          {t.rooms.tariffplans}
        </Link>
      }
      empty={{
        icon: <History aria-hidden className="size-5" />,
        title: text.empty,
        text: text.emptyText,
        curl: curl('POST', '/reratings', {
          customerId,
          from: '2026-11-01T00:00:00Z',
          to: '2026-12-01T00:00:00Z',
          dryRun: true,
        }),
      }}
      create={{
        may: may && customer?.kind !== 'end',
        label: text.create,
        icon: <Calculator aria-hidden className="size-3.5" />,
        preload: OrderRerating.preload,
        form: (onClose) => customer && <OrderRerating customer={customer} onClose={onClose} />,
      }}
      readPage={(cursor) =>
        client.getReratings.query({ ...input, limit: PAGE_ROWS_MAX, ...compact({ cursor }) })
      }
    />
  );
}
