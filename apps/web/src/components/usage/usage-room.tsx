'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChartColumn, ChevronLeft, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { Suspense } from 'react';
import { useConsole } from '@/lib/console-context.tsx';
import { useCurl } from '@/lib/curl.ts';
import { cx } from '@/lib/cx.ts';
import { formatCount } from '@/lib/format.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Customer, Usage } from '@/lib/wire.ts';
import { text } from '@/messages/usage.ts';
import { ListRoom } from '../list/list-room.tsx';
import { type ListState, useListState } from '../list/use-list-state.ts';
import { KeyFigures } from '../overview/key-figures.tsx';
import { useHour } from '../overview/use-hour.ts';
import { PageHeader } from '../page-header.tsx';
import { buttonClass, IconButton } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { monthOf, shiftMonth, type UsageSpan } from './period.ts';
import { UsageCharts } from './usage-charts.tsx';
import { nameRow, recordsAddress, timeName, usageColumns } from './usage-columns.tsx';
import {
  type Grouping,
  monthOfState,
  spanOfState,
  type UsageState,
  usageInputs,
  usageParams,
  usagePeriods,
} from './usage-state.ts';

const ErrorState = onDemand(() => import('../error-state.tsx').then((module) => module.ErrorState));

type UsageRoomProps = {
  customerId: string;
  /** When the page was rendered: the first view in the browser is of the same hour. */
  renderedAt: string;
};

/** What a customer cost and earned in a month or a year, and what of it fell on which day, direction, country or customer. */
export function UsageRoom({ customerId, renderedAt }: UsageRoomProps) {
  const trpc = useTRPC();
  const { timeZone, operator } = useConsole();
  const list = useListState(usageParams);
  const { state } = list;
  const now = useHour(renderedAt);
  const span = spanOfState(state, now, timeZone);
  const { data: customer } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const isOwn = customerId === operator.customerId;
  // Only of one's own usage the direct customers are told.
  const by = state.by === 'customer' && !isOwn ? 'time' : state.by;
  const inputs = usageInputs(customerId, span, by, timeZone);
  const kept = { placeholderData: keepPreviousData } as const;
  const course = useQuery(trpc.getCustomerUsage.queryOptions(inputs.course, kept));
  const before = useQuery(trpc.getCustomerUsage.queryOptions(inputs.before, kept));
  return (
    <>
      <PageHeader title={text.title} lead={customer && leadOf(customer, state, span, timeZone)}>
        <Months list={list} now={now} timeZone={timeZone} />
      </PageHeader>
      {course.error && !course.data && (
        <Suspense>
          <ErrorState error={course.error} onRetry={() => course.refetch()} />
        </Suspense>
      )}
      {course.isPending && <Skeleton className="h-96" />}
      {course.data && customer && (
        <div
          aria-busy={course.isPlaceholderData}
          className={cx('grid gap-4 transition-opacity', course.isPlaceholderData && 'opacity-60')}
        >
          <Notes customer={customer} usage={course.data} span={span} />
          <KeyFigures customer={customer} now={course.data.total} before={before.data?.total} />
          <UsageCharts usage={course.data} span={span} now={now} />
          <div>
            <Breakdown
              list={list}
              customer={customer}
              by={by}
              span={span}
              input={inputs.rows}
              withCustomers={isOwn && customer.kind !== 'end'}
            />
          </div>
        </div>
      )}
    </>
  );
}

/** `Noordzee in Nov 2026 so far, …`, or of the twelve months that end with it. */
function leadOf({ name }: Customer, { period }: UsageState, span: UsageSpan, timeZone: string): string {
  const nameOf = (at: Date | undefined) => (at ? timeName(at.toISOString(), 'month', timeZone) : '');
  const last = nameOf(period === 'month' ? span.from : span.slots.at(-1));
  const months = period === 'month' ? last : `${nameOf(span.from)} – ${last}`;
  return `${text.of(name, months)}${span.isPresent ? text.sincePart : text.whole}`;
}

type UsageList = ListState<typeof usageParams>;

/** Which month, or which twelve. */
function Months({ list, now, timeZone }: { list: UsageList; now: Date; timeZone: string }) {
  const { state, set } = list;
  const month = monthOfState(state, now, timeZone);
  const present = monthOf(now, timeZone);
  const go = (by: number) => {
    const next = shiftMonth(month, by);
    set({ month: next === present ? '' : next }, 'push');
  };
  const step = state.period === 'month' ? 1 : 12;
  return (
    <>
      <Segmented
        label={text.period}
        options={usagePeriods}
        names={text.periods}
        value={state.period}
        onChoose={(period) => set({ period }, 'push')}
      />
      <span className="flex items-center gap-1">
        <IconButton label={text.earlier} variant="secondary" onClick={() => go(-step)}>
          <ChevronLeft aria-hidden className="size-4" />
        </IconButton>
        <IconButton
          label={text.later}
          variant="secondary"
          disabled={month >= present}
          onClick={() => go(month < shiftMonth(present, -step) ? step : monthsBetween(month, present))}
        >
          <ChevronRight aria-hidden className="size-4" />
        </IconButton>
      </span>
    </>
  );
}

function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + toMonth - fromMonth;
}

type NotesProps = { customer: Customer; usage: Usage; span: UsageSpan };

/** What one must know to read the figures. */
function Notes({ customer, usage, span }: NotesProps) {
  const { total } = usage;
  const hasNoAmounts = total.answered > 0 && total.cost.length === 0 && total.revenue.length === 0;
  const isRated = total.unratedCalls < total.calls;
  const period = { from: span.from.toISOString(), to: span.to.toISOString() };
  return (
    <div className="grid gap-3 empty:hidden">
      {hasNoAmounts && isRated && <Callout>{text.countsOnly}</Callout>}
      {total.unratedCalls > 0 && (
        <Callout
          tone="warn"
          title={text.unratedTitle(formatCount(total.unratedCalls))}
          action={
            <Link
              href={recordsAddress(customer.id, period, null, 'unrated')}
              prefetch={false}
              className={buttonClass('secondary', 'sm')}
            >
              {text.seeUnrated}
            </Link>
          }
        >
          {text.unratedText}
        </Callout>
      )}
    </div>
  );
}

type BreakdownProps = {
  list: UsageList;
  customer: Customer;
  by: Grouping;
  span: UsageSpan;
  input: ReturnType<typeof usageInputs>['rows'];
  withCustomers: boolean;
};

/** The rows of the period, which can be exported. */
function Breakdown({ list, customer, by, span, input, withCustomers }: BreakdownProps) {
  const trpc = useTRPC();
  const curl = useCurl();
  const { timeZone } = useConsole();
  const { state, set } = list;
  const query = useQuery(trpc.getCustomerUsage.queryOptions(input, { placeholderData: keepPreviousData }));
  const items = query.data?.rows.map(nameRow);
  const page = items && { items, nextCursor: null };
  const kept = new URLSearchParams();
  if (state.period === 'year') kept.set('period', 'year');
  if (state.month !== '') kept.set('month', state.month);
  const choices: Grouping[] = [
    'time',
    'direction',
    'country',
    ...(withCustomers ? ['customer' as const] : []),
  ];
  return (
    <ListRoom
      name={`usage-${by}`}
      text={text}
      embedded
      list={list}
      query={{ ...query, data: page }}
      columns={usageColumns({
        customerId: customer.id,
        by,
        span,
        query: kept.size === 0 ? '' : `?${kept}`,
        timeZone,
      })}
      moreFilters={{
        names: [],
        controls: (
          <fieldset className="flex flex-wrap gap-1.5">
            <legend className="sr-only">{text.by}</legend>
            {choices.map((choice) => (
              <button
                key={choice}
                type="button"
                aria-pressed={choice === by}
                onClick={() => set({ by: choice }, 'push')}
                className={buttonClass(choice === by ? 'primary' : 'secondary', 'sm')}
              >
                {text.bys[choice === 'time' ? span.step : choice]}
              </button>
            ))}
          </fieldset>
        ),
      }}
      empty={{
        icon: <ChartColumn aria-hidden className="size-5" />,
        title: text.empty,
        text: text.emptyText,
        curl: curl('GET', `/customers/${customer.id}/usage?from=${input.from}&to=${input.to}`),
      }}
      readPage={async () => page ?? { items: [], nextCursor: null }}
    />
  );
}
