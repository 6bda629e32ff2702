'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useConsole } from '@/lib/console-context.tsx';
import { cx } from '@/lib/cx.ts';
import { formatClock, formatDate } from '@/lib/format.ts';
import { onDemand } from '@/lib/on-demand.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { useUrlState } from '@/lib/use-url-state.ts';
import type { Customer } from '@/lib/wire.ts';
import { text } from '@/messages/overview.ts';
import { PageHeader } from '../page-header.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Attention } from './attention.tsx';
import { Charts } from './charts.tsx';
import { overviewInputs } from './inputs.ts';
import { KeyFigures } from './key-figures.tsx';
import { type OverviewPeriod, overviewParams, periods, type Span, spanOf } from './period.ts';
import { TopCustomers, TopDestinations } from './top-lists.tsx';
import { useHour } from './use-hour.ts';

const ErrorState = onDemand(() => import('../error-state.tsx').then((module) => module.ErrorState));

const REFRESH_MS = 60_000;

type OverviewProps = {
  customerId: string;
  /** When the page was rendered: the first view in the browser is of the same hour. */
  renderedAt: string;
};

/** What happened in a period, and whether something is wrong. */
export function OverviewRoom({ customerId, renderedAt }: OverviewProps) {
  const trpc = useTRPC();
  const { timeZone, operator } = useConsole();
  const [{ period }, set] = useUrlState(overviewParams);
  const hour = useHour(renderedAt);
  const span = spanOf(period, hour, timeZone);
  const inputs = overviewInputs(customerId, span, timeZone);
  const live = { placeholderData: keepPreviousData, refetchInterval: REFRESH_MS } as const;
  const { data: customer } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const usage = useQuery(trpc.getCustomerUsage.queryOptions(inputs.usage, live));
  const before = useQuery(trpc.getCustomerUsage.queryOptions(inputs.before, live));
  const header = (
    <PageHeader title={text.title} lead={customer && leadOf(customer, period, span, timeZone)}>
      <Segmented
        label={text.period}
        options={periods}
        names={text.periods}
        value={period}
        onChoose={(next) => set({ period: next }, 'push')}
      />
    </PageHeader>
  );
  if (usage.error && !usage.data) {
    return (
      <>
        {header}
        <Suspense>
          <ErrorState error={usage.error} onRetry={() => usage.refetch()} />
        </Suspense>
      </>
    );
  }
  return (
    <>
      {header}
      <div className="grid gap-4">
        <Attention customerId={customerId} now={usage.data?.total} before={before.data?.total} />
        {usage.data && customer ? (
          <div
            aria-busy={usage.isPlaceholderData}
            className={cx('grid gap-4 transition-opacity', usage.isPlaceholderData && 'opacity-60')}
          >
            <KeyFigures customer={customer} now={usage.data.total} before={before.data?.total} />
            {/* Boundaries, so that what is above comes alive without waiting for what is below. */}
            <Suspense>
              <Charts usage={usage.data} span={span} period={period} />
            </Suspense>
            <div className="grid gap-4 lg:grid-cols-2">
              <Suspense>
                <TopDestinations input={inputs.destinations} />
              </Suspense>
              <Suspense>
                {/* Which of the customers below called is told of one's own usage only. */}
                {customer.kind !== 'end' && customerId === operator.customerId && (
                  <TopCustomers input={inputs.customers} />
                )}
              </Suspense>
            </div>
          </div>
        ) : (
          <div aria-busy="true" className="grid gap-4">
            <Skeleton className="h-40" />
            <div className="grid gap-4 lg:grid-cols-2">
              <Skeleton className="h-72" />
              <Skeleton className="h-72" />
            </div>
          </div>
        )}
      </div>
    </>
  );
}

/** What is looked at, and what it is compared with. */
function leadOf({ name }: Customer, period: OverviewPeriod, span: Span, timeZone: string): string {
  const clock = formatClock(span.before.to.toISOString(), timeZone);
  const from = formatDate(span.from.toISOString(), timeZone);
  return text.leads[period](name, from, clock);
}
