import { useConsole } from '@/lib/console-context.tsx';
import { formatClock, formatCount, formatDay, formatPercent } from '@/lib/format.ts';
import type { Usage } from '@/lib/wire.ts';
import { text } from '@/messages/overview.ts';
import { t } from '@/messages.ts';
import { BarChart, type Series, type Slot } from '../charts/bar-chart.tsx';
import { asrOf, rowsBySlot } from './figures.ts';
import { HOUR_MS, type OverviewPeriod, type Span, slotsOf } from './period.ts';
import { MinuteBars, MoneyBars, type ValuesOf } from './usage-bars.tsx';

type ChartsProps = { usage: Usage; span: Span; period: OverviewPeriod };

/** The course of a period: calls, minutes, answer-seizure ratio and money. */
export function Charts({ usage, span, period }: ChartsProps) {
  const { timeZone } = useConsole();
  const begins = slotsOf(span, period, timeZone);
  const rows = rowsBySlot(usage.rows, begins);
  const { total } = usage;
  const isHours = span.step === 'hour';
  const clock = (ms: number) => formatClock(new Date(ms).toISOString(), timeZone);
  const day = (ms: number) => formatDay(new Date(ms).toISOString(), timeZone);

  const slots = (valuesOf: ValuesOf): Slot[] =>
    begins.map((slot, place) => {
      const ms = slot.getTime();
      const values = valuesOf(rows[place]);
      return {
        key: slot.toISOString(),
        label: isHours ? `${day(ms)}, ${clock(ms)} – ${clock(ms + HOUR_MS)}` : day(ms),
        tick: isHours ? clock(ms) : day(ms),
        values: slot >= span.to ? values.map(() => null) : values,
      };
    });
  const endTick = isHours ? clock((begins.at(-1)?.getTime() ?? 0) + HOUR_MS) : undefined;
  const common = { ...(endTick !== undefined && { endTick }) };
  const asr = asrOf(total);
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <BarChart
        title={text.calls}
        series={callSeries}
        layout="stacked"
        slots={slots((row) => [row?.answered ?? 0, (row?.calls ?? 0) - (row?.answered ?? 0)])}
        totals={[formatCount(total.answered), formatCount(total.calls - total.answered)]}
        format={formatCount}
        {...common}
      />
      <MoneyBars total={total} slotsOf={slots} {...common} />
      <BarChart
        title={text.asr}
        series={asrSeries}
        layout="stacked"
        slots={slots((row) => [row ? asrOf(row) : null])}
        totals={[asr === null ? t.common.none : formatPercent(asr)]}
        format={formatPercent}
        max={1}
        {...common}
      />
      <MinuteBars total={total} slotsOf={slots} {...common} />
    </div>
  );
}

const callSeries: Series[] = [
  { name: text.answered, tone: 'accent' },
  { name: text.notAnswered, tone: 'control' },
];
const asrSeries: Series[] = [{ name: text.answeredShare, tone: 'accent' }];
