'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { PhoneCall, Send, SlidersVertical } from 'lucide-react';
import Link from 'next/link';
import { Suspense, useState } from 'react';
import { compact } from '@/lib/compact.ts';
import { useConsole, useMay } from '@/lib/console-context.tsx';
import { useCurl } from '@/lib/curl.ts';
import { cx } from '@/lib/cx.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';
import { text } from '@/messages/call-records.ts';
import { PAGE_ROWS_MAX } from '../list/list-params.ts';
import { ListRoom } from '../list/list-room.tsx';
import { useListState } from '../list/use-list-state.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import {
  directions,
  dispositions,
  orderFilters,
  type RecordListState,
  ratings,
  recordListInput,
  recordListParams,
  recordPeriods,
} from './list-state.ts';
import { recordColumns } from './record-columns.tsx';

const MoreFilters = onDemand(() => import('./more-filters.tsx').then((module) => module.MoreFilters));

const POLL_MS = 5_000;
const optionsOf = <T extends string>(values: readonly T[], labels: Record<T, string>) =>
  values.map((value) => ({ value, label: labels[value] }));

const filters = [
  { name: 'period', label: text.period, options: optionsOf(recordPeriods, text.periods) },
  { name: 'direction', label: text.columns.direction, options: optionsOf(directions, text.directions) },
  {
    name: 'disposition',
    label: text.columns.disposition,
    options: optionsOf(dispositions, text.dispositions),
  },
  { name: 'ratingStatus', label: text.columns.rating, options: optionsOf(ratings, text.ratings) },
];
const moreNames = ['from', 'to', 'userId', 'fromNumber', 'toNumber'] as const;

const hasMore = (state: RecordListState): boolean =>
  state.period === 'custom' || moreNames.some((name) => state[name] !== '');

type RecordsRoomProps = {
  customerId: string;
  /** When the page was made: what "the last hour" counts from. */
  now: string;
};

/** The calls of the customer in focus and of all below it. */
export function RecordsRoom({ customerId, now }: RecordsRoomProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const curl = useCurl();
  const { timeZone } = useConsole();
  const mayOrder = useMay('getCustomerCallRecords');
  const list = useListState(recordListParams);
  const { state, set } = list;
  const [isOpen, setOpen] = useState(false);
  const { data: customer } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const input = recordListInput(customerId, state, now);
  const isLive = state.live && state.cursor === '';
  const query = useQuery(
    trpc.getCallRecordSearch.queryOptions(input, {
      placeholderData: keepPreviousData,
      refetchInterval: isLive && POLL_MS,
    }),
  );
  const isShown = isOpen || hasMore(state);
  const order = new URLSearchParams({ new: 'true', ...orderFilters(state, now) });
  return (
    <ListRoom
      name="call-records"
      text={text}
      lead={customer && text.of(customer.name)}
      list={list}
      query={query}
      columns={recordColumns(customerId, timeZone, now, query.data?.items ?? [])}
      filters={filters}
      moreFilters={{
        names: moreNames,
        controls: (
          <Button
            aria-expanded={isShown}
            icon={<SlidersVertical aria-hidden className="size-3.5" />}
            onPointerEnter={MoreFilters.preload}
            onFocus={MoreFilters.preload}
            onClick={() => setOpen(!isOpen)}
          >
            {text.moreFilters}
          </Button>
        ),
      }}
      acts={
        <>
          <Button
            aria-pressed={state.live}
            title={text.liveHint}
            icon={
              <span
                aria-hidden
                className={cx('size-1.5 rounded-full', state.live ? 'animate-pulse bg-good' : 'bg-control')}
              />
            }
            onClick={() => set({ live: !state.live, cursor: '' })}
          >
            {text.live}
          </Button>
          {mayOrder && (
            <Link
              href={`${roomAddress(customerId, 'requests')}?${order}`}
              title={text.orderHint}
              className={buttonClass()}
            >
              <Send aria-hidden className="size-3.5" />
              {text.order}
            </Link>
          )}
        </>
      }
      empty={{
        icon: <PhoneCall aria-hidden className="size-5" />,
        title: text.empty,
        text: text.emptyText,
        curl: curl('GET', `/call-record-search?customerId=${customerId}`),
      }}
      readPage={(cursor) =>
        client.getCallRecordSearch.query({ ...input, limit: PAGE_ROWS_MAX, ...compact({ cursor }) })
      }
    >
      {isShown && (
        <Suspense fallback={<div className="mb-3 h-16" />}>
          <MoreFilters customerId={customerId} state={state} set={set} />
        </Suspense>
      )}
    </ListRoom>
  );
}
