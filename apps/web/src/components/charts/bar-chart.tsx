'use client';

import { Table2 } from 'lucide-react';
import { type PointerEvent, useId, useState } from 'react';
import { cx } from '@/lib/cx.ts';
import { text } from '@/messages/charts.ts';
import { t } from '@/messages.ts';
import { niceMax } from './nice-max.ts';

/** One bar's place: its values in the order of the series; null where there is nothing to tell, as of an hour to come. */
export type Slot = { key: string; label: string; tick: string; values: readonly (number | null)[] };
export type Series = { name: string; tone: 'accent' | 'control' };

type BarChartProps = {
  title: string;
  series: readonly Series[];
  slots: readonly Slot[];
  /** On top of each other, where they make up a whole, or side by side. */
  layout: 'stacked' | 'grouped';
  format: (value: number) => string;
  /** What is told of the whole, in the order of the series. */
  totals: readonly string[];
  /** The end of the scale, where it is known: a share ends at 1. */
  max?: number;
  /** What stands at the end of the last slot; without it ticks name slots. */
  endTick?: string;
};

const fills = { accent: 'fill-accent', control: 'fill-control' };
const grounds = { accent: 'bg-accent', control: 'bg-control' };
const HEIGHT = 100;
const SLOT = 10;
const GAP = 2;

/** Bars over time. The bar under the pointer tells its values above; all of them stand in a table that can be opened. */
export function BarChart(props: BarChartProps) {
  const { title, series, slots, layout, format, totals, endTick } = props;
  const [at, setAt] = useState<number>();
  const [isTable, setTable] = useState(false);
  const id = useId();
  const isStacked = layout === 'stacked';
  const tops = slots.flatMap(({ values }) =>
    isStacked
      ? values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
      : values.map((value) => value ?? 0),
  );
  const max = props.max ?? niceMax(Math.max(0, ...tops));
  const shown = at === undefined ? undefined : slots[at];
  const point = ({ currentTarget, clientX }: PointerEvent<SVGElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const place = Math.floor(((clientX - left) / width) * slots.length);
    setAt(Math.min(slots.length - 1, Math.max(0, place)));
  };
  return (
    <figure aria-labelledby={id} className="min-w-0 rounded-lg border p-4">
      <figcaption className="flex items-start justify-between gap-2">
        <span className="min-w-0">
          <span id={id} className="block font-medium">
            {title}
          </span>
          <span className="block truncate text-muted text-xs">{shown?.label ?? text.whole}</span>
        </span>
        <button
          type="button"
          aria-label={text.asTable(title)}
          title={text.asTable(title)}
          aria-pressed={isTable}
          onClick={() => setTable(!isTable)}
          className="-mt-1 -mr-1 grid size-7 shrink-0 place-items-center rounded-md text-muted hover:bg-hover hover:text-ink aria-pressed:bg-hover aria-pressed:text-ink coarse:size-11"
        >
          <Table2 aria-hidden className="size-3.5" />
        </button>
      </figcaption>
      <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1">
        {series.map(({ name, tone }, place) => {
          const value = shown?.values[place];
          return (
            <li key={name} className="flex items-center gap-1.5">
              <span aria-hidden className={cx('size-2 rounded-[2px]', grounds[tone])} />
              <span className="text-muted text-xs">{name}</span>
              <span className="font-medium">
                {shown ? (typeof value === 'number' ? format(value) : t.common.none) : totals[place]}
              </span>
            </li>
          );
        })}
      </ul>
      {isTable ? (
        <ChartTable title={title} series={series} slots={slots} format={format} />
      ) : (
        <div className="mt-6">
          <div className="relative">
            <span aria-hidden className="-top-5 absolute right-0 text-faint text-xs">
              {format(max)}
            </span>
            <svg
              role="img"
              aria-label={`${title}: ${series.map(({ name }, place) => `${name} ${totals[place]}`).join(', ')}`}
              viewBox={`0 0 ${slots.length * SLOT} ${HEIGHT}`}
              preserveAspectRatio="none"
              className="block h-36 w-full overflow-visible"
              onPointerMove={point}
              onPointerDown={point}
              onPointerLeave={() => setAt(undefined)}
            >
              {[0, HEIGHT / 2, HEIGHT].map((y) => (
                <line
                  key={y}
                  x1={0}
                  x2={slots.length * SLOT}
                  y1={y}
                  y2={y}
                  vectorEffect="non-scaling-stroke"
                  className="stroke-line"
                />
              ))}
              {at !== undefined && (
                <rect x={at * SLOT} width={SLOT} y={0} height={HEIGHT} className="fill-hover" />
              )}
              {series.map(({ name, tone }, of) => (
                <path key={name} d={barsOf(slots, of, isStacked, max)} className={fills[tone]} />
              ))}
            </svg>
          </div>
          <div aria-hidden className="mt-1.5 flex justify-between text-faint text-xs">
            {ticksOf(slots, endTick).map((tick) => (
              <span key={tick.key}>{tick.text}</span>
            ))}
          </div>
        </div>
      )}
    </figure>
  );
}

/**
 * The bars of one series as one shape: a page has hundreds of bars, and each element of its own is one more to be made alive in
 * the browser.
 */
function barsOf(slots: readonly Slot[], of: number, isStacked: boolean, max: number): string {
  return slots
    .map(({ values }, place) => {
      const height = heightOf(values[of], max);
      if (height === 0) return '';
      const width = isStacked ? SLOT - GAP : (SLOT - GAP) / values.length;
      const x = place * SLOT + GAP / 2 + (isStacked ? 0 : of * width);
      const below = isStacked
        ? values.slice(0, of).reduce<number>((sum, value) => sum + heightOf(value, max), 0)
        : 0;
      return `M${x} ${(HEIGHT - below).toFixed(2)}v${(-height).toFixed(2)}h${width}v${height.toFixed(2)}z`;
    })
    .join('');
}

/** What is there at all can be seen. */
const heightOf = (value: number | null | undefined, max: number): number =>
  !value || value < 0 || max === 0 ? 0 : Math.max(0.75, (value / max) * HEIGHT);

/** Five names below the bars: the beginning, the quarters, the end. */
function ticksOf(slots: readonly Slot[], endTick: string | undefined) {
  const last = endTick === undefined ? slots.length - 1 : slots.length;
  return [0, 1, 2, 3, 4].map((quarter) => {
    const place = Math.round((last * quarter) / 4);
    return { key: quarter, text: slots[place]?.tick ?? endTick ?? '' };
  });
}

type TableProps = Pick<BarChartProps, 'title' | 'series' | 'slots' | 'format'>;

function ChartTable({ title, series, slots, format }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={title} tabIndex={0} className="mt-3 max-h-44 overflow-y-auto">
      <table className="w-full text-xs">
        <thead>
          <tr>
            <th scope="col" className="sticky top-0 bg-canvas py-1 text-left font-normal text-muted">
              {text.when}
            </th>
            {series.map(({ name }) => (
              <th
                key={name}
                scope="col"
                className="sticky top-0 bg-canvas py-1 pl-3 text-right font-normal text-muted"
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {slots.map((slot) => (
            <tr key={slot.key} className="border-t">
              <th scope="row" className="py-1 text-left font-normal">
                {slot.label}
              </th>
              {slot.values.map((value, of) => (
                <td key={series[of]?.name} className="py-1 pl-3 text-right">
                  {value === null ? t.common.none : format(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
