import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '@/lib/cx.ts';
import { formatAmount, formatCount, formatDuration, formatPercent } from '@/lib/format.ts';
import type { Customer, Usage } from '@/lib/wire.ts';
import { text } from '@/messages/overview.ts';
import { t } from '@/messages.ts';
import { acdOf, asrOf, changeOf, drawnAmount, mainCurrency, minutesOf } from './figures.ts';

type Totals = Usage['total'];
type KeyFiguresProps = { customer: Customer; now: Totals; before: Totals | undefined };

/** The figures of a period, each with its change against the period before. */
export function KeyFigures({ customer, now, before }: KeyFiguresProps) {
  const currency = mainCurrency(now);
  const change = (read: (totals: Totals) => number | null) => before && changeOf(read(now), read(before));
  const asr = asrOf(now);
  const asrBefore = before && asrOf(before);
  const acd = acdOf(now);
  const marginOf = ({ margin }: Totals) => (margin?.currency === currency ? Number(margin?.amount) : null);
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-line md:grid-cols-4">
      <Figure label={text.calls} change={change(({ calls }) => calls)}>
        {formatCount(now.calls)}
      </Figure>
      <Figure label={text.minutes} change={change(minutesOf)}>
        {formatCount(Math.round(minutesOf(now)))}
      </Figure>
      <Figure
        label={text.asr}
        hint={text.asrHint}
        change={asr === null || asrBefore == null ? null : asr - asrBefore}
        unit="points"
        good="up"
      >
        {asr === null ? t.common.none : formatPercent(asr)}
      </Figure>
      <Figure label={text.acd} hint={text.acdHint} change={change(acdOf)}>
        {acd === null ? t.common.none : formatDuration(acd)}
      </Figure>
      <Figure label={text.revenue} change={change(({ revenue }) => drawnAmount(revenue, currency))} good="up">
        <Amounts amounts={now.revenue} />
      </Figure>
      <Figure label={text.cost} change={change(({ cost }) => drawnAmount(cost, currency))}>
        <Amounts amounts={now.cost} />
      </Figure>
      <Figure label={text.margin} change={change(marginOf)} good="up">
        {now.margin ? (
          <>
            {formatAmount(now.margin.amount, now.margin.currency)}
            {now.margin.percent !== null && (
              <span className="ml-1.5 font-normal text-muted text-sm">
                {formatPercent(now.margin.percent / 100)}
              </span>
            )}
          </>
        ) : (
          t.common.none
        )}
      </Figure>
      <Figure
        label={text.balance}
        note={text.creditLimit(formatAmount(customer.creditLimit, customer.currency))}
      >
        {formatAmount(customer.balance, customer.currency)}
      </Figure>
    </dl>
  );
}

type FigureProps = {
  label: string;
  hint?: string;
  /** A share of what it was before, or a difference of shares (`points`); null where nothing can be compared. */
  change?: number | null | undefined;
  unit?: 'percent' | 'points';
  /** Which way is good, where one is. */
  good?: 'up';
  note?: string;
  children: ReactNode;
};

function Figure({ label, hint, change, unit = 'percent', good, note, children }: FigureProps) {
  return (
    <div className="min-w-0 bg-canvas px-4 py-3">
      <dt title={hint} className="text-muted text-xs">
        {label}
      </dt>
      <dd className="mt-0.5 break-words font-semibold text-lg tracking-tight">{children}</dd>
      <dd className="mt-0.5 min-h-4 text-muted text-xs">
        {note}
        {change !== undefined && <Change change={change} unit={unit} good={good} />}
      </dd>
    </div>
  );
}

type ChangeProps = { change: number | null; unit: 'percent' | 'points'; good: 'up' | undefined };

function Change({ change, unit, good }: ChangeProps) {
  if (change === null) return text.nothingBefore;
  const size = Math.abs(change * 100);
  const amount = size >= 100 ? formatCount(Math.round(size)) : size.toFixed(1);
  const isFlat = amount === '0.0';
  const Arrow = change > 0 ? ArrowUp : ArrowDown;
  const tone = !isFlat && good && (change > 0 ? 'text-good' : 'text-bad');
  return (
    <span className={cx('inline-flex items-center gap-0.5', tone)}>
      {!isFlat && <Arrow aria-hidden className="size-3" />}
      <span className="sr-only">{isFlat ? '' : change > 0 ? text.up : text.down}</span>
      {isFlat ? text.unchanged : text.change[unit](amount)}
    </span>
  );
}

function Amounts({ amounts }: { amounts: Totals['cost'] }) {
  if (amounts.length === 0) return t.common.none;
  return amounts.map(({ amount, currency }) => (
    <span key={currency} className="block">
      {formatAmount(amount, currency)}
    </span>
  ));
}
