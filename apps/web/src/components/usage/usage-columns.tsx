import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { formatAmount, formatCount, formatDate, formatPercent } from '@/lib/format.ts';
import { roomAddress } from '@/lib/rooms.ts';
import type { UsageRow } from '@/lib/wire.ts';
import { text } from '@/messages/usage.ts';
import { t } from '@/messages.ts';
import { CountryName } from '../country-name.tsx';
import type { Column } from '../list/column.ts';
import { CustomerName } from '../names.tsx';
import { minutesOf } from '../overview/figures.ts';
import type { UsageSpan } from './period.ts';
import type { Grouping } from './usage-state.ts';

/** A row with a name of its own: rows of usage have no id. */
export type NamedRow = UsageRow & { id: string };

export const nameRow = (row: UsageRow): NamedRow => ({
  ...row,
  id: row.customerId ?? row.country ?? row.direction ?? row.from,
});

type Amounts = UsageRow['cost'];

/** Amounts of several currencies stand below each other: there is no conversion. */
const amountColumn = (key: 'revenue' | 'cost', from?: 'sm'): Column<NamedRow> => ({
  key,
  header: text.columns[key],
  align: 'right',
  ...(from && { from }),
  value: (row) => row[key].map(({ amount, currency }) => `${amount} ${currency}`).join('; '),
  cell: (row) => <Money amounts={row[key]} />,
});

function Money({ amounts }: { amounts: Amounts }) {
  if (amounts.length === 0) return t.common.none;
  return amounts.map(({ amount, currency }) => (
    <span key={currency} className="block">
      {formatAmount(amount, currency)}
    </span>
  ));
}

const count = (key: 'calls' | 'answered', from?: 'lg'): Column<NamedRow> => ({
  key,
  header: text.columns[key],
  align: 'right',
  ...(from && { from }),
  value: (row) => row[key],
  cell: (row) => formatCount(row[key]),
});

const figures: Column<NamedRow>[] = [
  count('calls'),
  count('answered', 'lg'),
  {
    key: 'minutes',
    header: text.columns.minutes,
    align: 'right',
    from: 'md',
    value: (row) => minutesOf(row).toFixed(1),
    cell: (row) => formatCount(Math.round(minutesOf(row))),
  },
  amountColumn('revenue'),
  amountColumn('cost', 'sm'),
  {
    key: 'margin',
    header: text.columns.margin,
    align: 'right',
    from: 'sm',
    value: ({ margin }) => margin && `${margin.amount} ${margin.currency}`,
    cell: ({ margin }) =>
      margin ? (
        <span className={margin.amount.startsWith('-') ? 'text-bad' : undefined}>
          {formatAmount(margin.amount, margin.currency)}
        </span>
      ) : (
        t.common.none
      ),
  },
  {
    key: 'marginPercent',
    header: text.columns.marginPercent,
    align: 'right',
    from: 'lg',
    value: ({ margin }) => margin?.percent,
    cell: ({ margin }) => (margin?.percent == null ? t.common.none : formatPercent(margin.percent / 100)),
  },
  {
    key: 'unrated',
    header: text.columns.unrated,
    align: 'right',
    optional: true,
    value: ({ unratedCalls }) => unratedCalls,
  },
];

type ColumnsOptions = { customerId: string; by: Grouping; span: UsageSpan; query: string; timeZone: string };

/** What is told of each day, month, direction, country or customer. */
export function usageColumns(options: ColumnsOptions): Column<NamedRow>[] {
  const columns = [nameColumn(options), ...figures];
  const leads = options.by === 'time' || options.by === 'direction';
  return leads ? [...columns, recordsColumn(options)] : columns;
}

function nameColumn({ by, span, query, timeZone }: ColumnsOptions): Column<NamedRow> {
  const key = by === 'time' ? span.step : by;
  const header = text.columns[key];
  const named = { key, header, grow: true };
  if (by === 'time') return { ...named, value: ({ from }) => timeName(from, span.step, timeZone) };
  if (by === 'direction')
    return { ...named, value: ({ direction }) => (direction ? text.directions[direction] : t.common.none) };
  if (by === 'country') {
    return {
      ...named,
      value: ({ country }) => country,
      cell: ({ country }) => <CountryName code={country} />,
    };
  }
  return {
    ...named,
    value: (row) => row.customerId,
    cell: (row) =>
      row.customerId && (
        <Link
          href={`${roomAddress(row.customerId, 'usage')}${query}`}
          prefetch={false}
          className="block truncate rounded-sm font-medium -outline-offset-1! after:absolute after:inset-0"
        >
          <CustomerName id={row.customerId} />
        </Link>
      ),
  };
}

export const timeName = (from: string, step: 'day' | 'month', timeZone: string): string => {
  const date = formatDate(from, timeZone);
  return step === 'day' ? date : date.slice(date.indexOf(' ') + 1);
};

/** The records behind a row. */
function recordsColumn({ customerId, by, span, timeZone }: ColumnsOptions): Column<NamedRow> {
  return {
    key: 'records',
    header: text.columns.records,
    align: 'right',
    from: 'sm',
    cell: (row) => {
      const what =
        by === 'time'
          ? timeName(row.from, span.step, timeZone)
          : row.direction && text.directions[row.direction];
      return (
        <Link
          href={recordsAddress(customerId, row, row.direction)}
          prefetch={false}
          aria-label={text.seeRecords(what ?? '')}
          className="inline-flex items-center gap-1 rounded-sm text-accent hover:underline"
        >
          {text.records}
          <ArrowRight aria-hidden className="size-3" />
        </Link>
      );
    },
  };
}

/** The call records of a period, of one direction, or of those without a price. */
export function recordsAddress(
  customerId: string,
  { from, to }: { from: string; to: string },
  direction: string | null,
  ratingStatus?: 'unrated',
): string {
  const query = new URLSearchParams({
    period: 'custom',
    from,
    to,
    ...(direction !== null && { direction }),
    ...(ratingStatus !== undefined && { ratingStatus }),
  });
  return `${roomAddress(customerId, 'call-records')}?${query}`;
}
