'use client';

import type { ReactNode } from 'react';
import { formatCount, formatMoney } from '@/lib/format.ts';
import type { CallRecordExplanation } from '@/lib/wire.ts';
import { text } from '@/messages/call-record.ts';
import { Callout } from '../ui/callout.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { priceText, Rating } from './record-words.tsx';

type Price = NonNullable<CallRecordExplanation['cost']>;
type PriceCardProps = { title: string; none: string; price: Price | null };

/** One side of the charge: the amount, why it is that, and the arithmetic step by step. */
export function PriceCard({ title, none, price }: PriceCardProps) {
  return (
    <section aria-label={title} className="min-w-0 rounded-lg border p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="font-medium text-muted">{title}</h3>
        {price && price.ratingStatus !== 'rated' && <Rating status={price.ratingStatus} />}
      </div>
      {price === null ? (
        <p className="mt-1 text-muted">{none}</p>
      ) : (
        <>
          <p className="font-semibold text-xl tabular-nums">{priceText(price)}</p>
          {price.billedSeconds !== null && price.arithmetic && (
            <p className="text-muted text-xs">{text.priced(formatCount(price.billedSeconds))}</p>
          )}
          <p className="mt-3">{price.reason}</p>
          <Terms price={price} />
          {price.formula.length > 0 && (
            <div className="mt-3">
              <CodeBlock label={text.arithmetic} code={price.formula.join('\n')} />
            </div>
          )}
          {!price.agrees && (
            <div className="mt-3">
              <Callout tone="warn">{text.disagrees}</Callout>
            </div>
          )}
        </>
      )}
    </section>
  );
}

function Terms({ price: { tariffplan, rate, window, arithmetic, currency } }: { price: Price }) {
  const terms: (readonly [label: string, value: ReactNode])[] = [];
  if (tariffplan) terms.push([text.plan, tariffplan.name]);
  if (rate) terms.push([text.rate, `+${rate.prefix} ${rate.name}`]);
  if (arithmetic) terms.push([text.perMinute, formatMoney(arithmetic.pricePerMinute, currency)]);
  if (window) terms.push([text.window, windowText(window)]);
  if (terms.length === 0) return null;
  return (
    <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
      {terms.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-muted">{label}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const windowText = ({ name, timeZone, localTime, reason }: NonNullable<Price['window']>): string => {
  const clock = localTime === null ? '' : ` · ${localTime} ${timeZone ?? ''}`;
  return `${text.windows[name]}${clock} · ${reason}`;
};
