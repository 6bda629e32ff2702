import { formatDate } from '@/lib/format.ts';
import type { Rate } from '@/lib/wire.ts';
import { text } from '@/messages/rates.ts';
import { t } from '@/messages.ts';
import type { Column } from '../list/column.ts';
import { Time } from '../time.tsx';
import { Badge, Status } from '../ui/status.tsx';
import { periodState } from './validity.ts';

const tones = { valid: 'good', future: 'accent', ended: 'neutral' } as const;

/** Whether a rate is valid, is to come or has ended. */
export function RateState({ rate, now }: { rate: Rate; now: Date }) {
  const state = periodState(rate, now);
  return <Status tone={tones[state]}>{text.states[state]}</Status>;
}

/** A price without zeros at its end, but two decimals at least: prices are compared by eye. */
export const shortPrice = (price: string): string => {
  const [whole = '0', decimals = ''] = price.split('.');
  return `${whole}.${decimals.replace(/0+$/, '').padEnd(2, '0')}`;
};

const price = (
  key: 'pricePerMinute' | 'offPeakPricePerMinute' | 'connectionFee' | 'minimumCharge',
  more?: Partial<Column<Rate>>,
): Column<Rate> => ({
  key,
  header: text.columns[key],
  align: 'right',
  value: (rate) => rate[key],
  cell: (rate) => {
    const shown = rate[key];
    return shown === null ? t.common.none : <span className="font-mono text-xs">{shortPrice(shown)}</span>;
  },
  ...more,
});

/** What a list of rates tells beside the prefix. */
export const termColumns: Column<Rate>[] = [
  price('pricePerMinute'),
  price('offPeakPricePerMinute', { from: 'lg' }),
  price('connectionFee', { optional: true }),
  {
    key: 'interval',
    header: text.columns.interval,
    align: 'right',
    from: 'md',
    value: ({ initialSeconds, incrementSeconds }) => text.interval(initialSeconds, incrementSeconds),
  },
  price('minimumCharge', { optional: true }),
  {
    key: 'graceSeconds',
    header: text.columns.graceSeconds,
    align: 'right',
    optional: true,
    value: ({ graceSeconds }) => text.seconds(graceSeconds),
  },
];

/** What a rate is called, and that its calls are refused. */
export const nameColumn: Column<Rate> = {
  key: 'name',
  header: text.columns.name,
  grow: true,
  value: ({ name }) => name,
  cell: ({ name, blocked }) => (
    <span className="flex min-w-0 items-center gap-2">
      <span className="truncate">{name}</span>
      {blocked && <Badge tone="bad">{text.blocked}</Badge>}
    </span>
  ),
};

const blockedColumn: Column<Rate> = {
  key: 'blocked',
  header: text.columns.blocked,
  optional: true,
  value: ({ blocked }) => blocked,
};

/** From when to when a rate is valid, and what else there is of it. */
export const moreColumns: Column<Rate>[] = [
  blockedColumn,
  {
    key: 'validFrom',
    header: text.columns.validFrom,
    align: 'right',
    from: 'md',
    value: ({ validFrom }) => validFrom,
    cell: ({ validFrom }) => <Time at={validFrom} as="date" />,
  },
  {
    key: 'validTo',
    header: text.columns.validTo,
    align: 'right',
    from: 'lg',
    optional: true,
    value: ({ validTo }) => validTo,
    cell: ({ validTo }) => (validTo === null ? text.open : <Time at={validTo} as="date" />),
  },
];

/** `1 Nov 2026 – without end`, of one rate. */
export const ratePeriod = ({ validFrom, validTo }: Rate, timeZone: string): string =>
  `${formatDate(validFrom, timeZone)} – ${validTo === null ? text.open.toLowerCase() : formatDate(validTo, timeZone)}`;
