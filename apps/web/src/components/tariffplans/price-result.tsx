'use client';

import { formatCount } from '@/lib/format.ts';
import type { CallPrice } from '@/lib/wire.ts';
import { text as rateText, priceText as text } from '@/messages/rates.ts';
import { text as planText } from '@/messages/tariffplans.ts';
import { Facts } from '../facts.tsx';
import { Time } from '../time.tsx';
import { Callout } from '../ui/callout.tsx';
import { Badge } from '../ui/status.tsx';

/** A price with what made it: rate, window, rounding and the arithmetic. */
export function PriceResult({ price }: { price: CallPrice }) {
  const { amount, currency, rate, window, tariffplan, billedSeconds, formula, reason } = price;
  return (
    <section aria-label={text.price} className="rounded-lg border">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b px-5 py-4">
        <p className="font-mono font-semibold text-xl">
          {amount === null ? text.none : `${amount} ${currency}`}
        </p>
        {billedSeconds !== null && <p className="text-muted">{text.billed(formatCount(billedSeconds))}</p>}
        {rate?.blocked && <Badge tone="bad">{rateText.blocked}</Badge>}
      </div>
      <div className="grid gap-4 px-5 py-4">
        {amount === null ? <Callout tone="warn">{reason}</Callout> : <p>{reason}</p>}
        {rate && (
          <div className="-mb-4">
            <Facts
              items={[
                [text.rate, `${rate.prefix} ${rate.name}`],
                [
                  rateText.columns.pricePerMinute,
                  <span key="p" className="font-mono">
                    {rate.pricePerMinute}
                  </span>,
                ],
                [text.window, window ? text.windows[window.name] : ''],
                [text.startedAt, <Time key="at" at={price.startedAt} />],
                [
                  text.terms,
                  planText.rounding(
                    planText.roundingModes[tariffplan.roundingMode],
                    tariffplan.roundingDecimals,
                  ),
                ],
              ]}
            />
          </div>
        )}
        {window && <p className="text-muted text-xs">{window.reason}</p>}
        {formula.length > 0 && (
          <div>
            <h2 className="mb-1 font-medium">{text.how}</h2>
            <ol className="grid gap-1 rounded-md bg-sunken px-3 py-2 font-mono text-xs">
              {formula.map((step) => (
                <li key={step} className="break-words">
                  {step}
                </li>
              ))}
            </ol>
          </div>
        )}
      </div>
    </section>
  );
}
