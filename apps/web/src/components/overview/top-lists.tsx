'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { formatAmount, formatCount } from '@/lib/format.ts';
import { roomAddress } from '@/lib/rooms.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import type { UsageRow } from '@/lib/wire.ts';
import { text } from '@/messages/overview.ts';
import { t } from '@/messages.ts';
import { CountryName } from '../country-name.tsx';
import { CustomerName } from '../names.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { minutesOf } from './figures.ts';
import type { overviewInputs } from './inputs.ts';

type Inputs = ReturnType<typeof overviewInputs>;

/** The countries that were called most. */
export function TopDestinations({ input }: { input: Inputs['destinations'] }) {
  return (
    <TopList
      title={text.topDestinations}
      none={text.noCalls}
      input={input}
      nameOf={({ country }) => <CountryName code={country} />}
      keyOf={({ country }) => country ?? ''}
    />
  );
}

/** The direct customers that called most. */
export function TopCustomers({ input }: { input: Inputs['customers'] }) {
  return (
    <TopList
      title={text.topCustomers}
      none={text.noCustomerCalls}
      input={input}
      nameOf={({ customerId }) =>
        customerId && (
          <Link
            href={roomAddress(customerId, 'overview')}
            prefetch={false}
            className="rounded-sm font-medium hover:underline"
          >
            <CustomerName id={customerId} />
          </Link>
        )
      }
      keyOf={({ customerId }) => customerId ?? ''}
    />
  );
}

type TopListProps = {
  title: string;
  none: string;
  input: Inputs['destinations'] | Inputs['customers'];
  nameOf: (row: UsageRow) => ReactNode;
  keyOf: (row: UsageRow) => string;
};

function TopList({ title, none, input, nameOf, keyOf }: TopListProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.getCustomerUsage.queryOptions(input, { placeholderData: keepPreviousData }));
  const most = data?.rows[0]?.calls ?? 0;
  return (
    <section aria-label={title} className="min-w-0 rounded-lg border p-4">
      <h2 className="mb-2 font-medium">{title}</h2>
      {!data && <Skeleton className="h-40" />}
      {data?.rows.length === 0 && <p className="py-6 text-center text-muted">{none}</p>}
      {data && data.rows.length > 0 && (
        <table className="w-full">
          <thead>
            <tr className="text-muted text-xs">
              <th scope="col" className="pb-1 text-left font-normal">
                <span className="sr-only">{text.name}</span>
              </th>
              <th scope="col" className="pb-1 pl-3 text-right font-normal">
                {text.calls}
              </th>
              <th scope="col" className="pb-1 pl-3 text-right font-normal max-sm:hidden">
                {text.minutes}
              </th>
              <th scope="col" className="pb-1 pl-3 text-right font-normal">
                {text.revenue}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={keyOf(row)} className="border-t">
                <td className="w-full max-w-0 py-1.5">
                  <span className="block truncate">{nameOf(row)}</span>
                  <Share of={most} value={row.calls} />
                </td>
                <td className="py-1.5 pl-3 text-right align-top">{formatCount(row.calls)}</td>
                <td className="py-1.5 pl-3 text-right align-top max-sm:hidden">
                  {formatCount(Math.round(minutesOf(row)))}
                </td>
                <td className="whitespace-nowrap py-1.5 pl-3 text-right align-top">
                  {row.revenue.length === 0
                    ? t.common.none
                    : row.revenue.map(({ amount, currency }) => (
                        <span key={currency} className="block">
                          {formatAmount(amount, currency)}
                        </span>
                      ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** How much it is beside the first of the list. */
function Share({ of, value }: { of: number; value: number }) {
  const width = of === 0 ? 0 : (value / of) * 100;
  return (
    <svg aria-hidden viewBox="0 0 100 1" preserveAspectRatio="none" className="mt-1 block h-0.5 w-full">
      <rect width={width} height={1} className="fill-accent" />
    </svg>
  );
}
