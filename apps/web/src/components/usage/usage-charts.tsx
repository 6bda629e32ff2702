import { useConsole } from '@/lib/console-context.tsx';
import { formatCount, formatDay } from '@/lib/format.ts';
import type { Usage, UsageRow } from '@/lib/wire.ts';
import { text as overviewText } from '@/messages/overview.ts';
import { text } from '@/messages/usage.ts';
import { t } from '@/messages.ts';
import { BarChart, type Series, type Slot } from '../charts/bar-chart.tsx';
import { drawnAmount, mainCurrency, minutesOf, rowsBySlot } from '../overview/figures.ts';
import type { UsageSpan } from './period.ts';
import { timeName } from './usage-columns.tsx';

const moneySeries: Series[] = [
  { name: overviewText.revenue, tone: 'accent' },
  { name: overviewText.cost, tone: 'control' },
];
const minuteSeries: Series[] = [{ name: overviewText.minutes, tone: 'accent' }];

/** Money and minutes by the days of a month, or the months of a year. What is to come has no bar. */
export function UsageCharts({ usage, span, now }: { usage: Usage; span: UsageSpan; now: Date }) {
  const { timeZone } = useConsole();
  const rows = rowsBySlot(usage.rows, span.slots);
  const currency = mainCurrency(usage.total);
  const slotsOf = (valuesOf: (row: UsageRow | undefined) => (number | null)[]): Slot[] =>
    span.slots.map((slot, place) => {
      const at = slot.toISOString();
      const values = valuesOf(rows[place]);
      return {
        key: at,
        label: timeName(at, span.step, timeZone),
        tick: span.step === 'day' ? formatDay(at, timeZone) : timeName(at, 'month', timeZone),
        values: slot > now ? values.map(() => null) : values,
      };
    });
  const money = (value: number) => value.toLocaleString('en-GB', { maximumFractionDigits: 2 });
  const totalOf = (amounts: Usage['total']['cost']) => {
    const value = drawnAmount(amounts, currency);
    return value === null ? t.common.none : money(value);
  };
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <BarChart
        title={currency === undefined ? overviewText.money : overviewText.moneyIn(currency)}
        series={moneySeries}
        layout="grouped"
        slots={slotsOf((row) =>
          row ? [drawnAmount(row.revenue, currency), drawnAmount(row.cost, currency)] : [0, 0],
        )}
        totals={[totalOf(usage.total.revenue), totalOf(usage.total.cost)]}
        format={money}
      />
      <BarChart
        title={text.minutesBy}
        series={minuteSeries}
        layout="stacked"
        slots={slotsOf((row) => [row ? minutesOf(row) : 0])}
        totals={[formatCount(Math.round(minutesOf(usage.total)))]}
        format={(value) => formatCount(Math.round(value))}
      />
    </div>
  );
}
