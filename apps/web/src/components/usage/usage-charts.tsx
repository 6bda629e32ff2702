import { useConsole } from '@/lib/console-context.tsx';
import { formatDay } from '@/lib/format.ts';
import type { Usage } from '@/lib/wire.ts';
import { text } from '@/messages/usage.ts';
import type { Slot } from '../charts/bar-chart.tsx';
import { rowsBySlot } from '../overview/figures.ts';
import { MinuteBars, MoneyBars, type ValuesOf } from '../overview/usage-bars.tsx';
import type { UsageSpan } from './period.ts';
import { timeName } from './usage-columns.tsx';

/** Money and minutes by the days of a month, or the months of a year. What is to come has no bar. */
export function UsageCharts({ usage, span, now }: { usage: Usage; span: UsageSpan; now: Date }) {
  const { timeZone } = useConsole();
  const rows = rowsBySlot(usage.rows, span.slots);
  const slotsOf = (valuesOf: ValuesOf): Slot[] =>
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
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <MoneyBars total={usage.total} slotsOf={slotsOf} />
      <MinuteBars total={usage.total} slotsOf={slotsOf} title={text.minutesBy} />
    </div>
  );
}
