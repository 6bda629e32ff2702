import { formatCount } from '@/lib/format.ts';
import type { Usage, UsageRow } from '@/lib/wire.ts';
import { text } from '@/messages/overview.ts';
import { t } from '@/messages.ts';
import { BarChart, type Series, type Slot } from '../charts/bar-chart.tsx';
import { drawnAmount, mainCurrency, minutesOf } from './figures.ts';

/** The values of a slot from its row; undefined where nothing was counted. */
export type ValuesOf = (row: UsageRow | undefined) => (number | null)[];

type UsageBarsProps = {
  total: Usage['total'];
  slotsOf: (valuesOf: ValuesOf) => Slot[];
  /** Where the last slot ends, where that is told. */
  endTick?: string;
};

const moneySeries: Series[] = [
  { name: text.revenue, tone: 'accent' },
  { name: text.cost, tone: 'control' },
];
const money = (value: number) => value.toLocaleString('en-GB', { maximumFractionDigits: 2 });

/** Revenue and cost in the currency of the larger part. */
export function MoneyBars({ total, slotsOf, ...rest }: UsageBarsProps) {
  const currency = mainCurrency(total);
  const totalOf = (amounts: Usage['total']['cost']) => {
    const value = drawnAmount(amounts, currency);
    return value === null ? t.common.none : money(value);
  };
  return (
    <BarChart
      title={currency === undefined ? text.money : text.moneyIn(currency)}
      series={moneySeries}
      layout="grouped"
      slots={slotsOf((row) =>
        row ? [drawnAmount(row.revenue, currency), drawnAmount(row.cost, currency)] : [0, 0],
      )}
      totals={[totalOf(total.revenue), totalOf(total.cost)]}
      format={money}
      {...rest}
    />
  );
}

const minuteSeries: Series[] = [{ name: text.minutes, tone: 'accent' }];
const minutes = (value: number) => formatCount(Math.round(value));

/** @param title where it is not just what is drawn */
export function MinuteBars({
  total,
  slotsOf,
  title = text.minutes,
  ...rest
}: UsageBarsProps & { title?: string }) {
  return (
    <BarChart
      title={title}
      series={minuteSeries}
      layout="stacked"
      slots={slotsOf((row) => [row ? minutesOf(row) : 0])}
      totals={[minutes(minutesOf(total))]}
      format={minutes}
      {...rest}
    />
  );
}
