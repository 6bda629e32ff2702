import type { PriceExplanation } from '@strowger/contracts';
import type { Db } from '@strowger/db';
import { type ChargeableCall, type ChargeSide, priceLevel, ratingStatusOf } from './charge-record.ts';
import { DeckBuilder, deckColumns } from './load-deck.ts';
import { OffPeak } from './off-peak.ts';
import {
  type AskedPlan,
  type NamedRate,
  presentAskedPlan,
  presentAskedRate,
  reasonOfLookup,
  stepsOf,
} from './present-price.ts';
import { compileRounding } from './price-call.ts';

/** A call whose price is asked for before there is a record of it. */
export type AskedCall = ChargeableCall & { direction: 'outbound' | 'inbound'; number: string };

export type PlanPrice = Omit<PriceExplanation, 'agrees' | 'tariffplan'> & {
  tariffplan: NonNullable<PriceExplanation['tariffplan']>;
};

/**
 * What a plan makes a call cost, by its rates as they stand in the transaction of `rows`, and why: the look-up and the
 * arithmetic are those of rating. Only the rates of the number's own prefixes are read, whatever the size of the deck.
 */
export async function priceByPlan(rows: Db['rows'], plan: AskedPlan, call: AskedCall): Promise<PlanPrice> {
  const rates = await readRatesOf(rows, plan.id, call);
  const side = priceAsRated(plan, rates, call);
  const rate = rates.find(({ id }) => id === side.rateId);
  const steps = stepsOf(rate, plan, call);
  return {
    ratingStatus: ratingStatusOf([side]),
    reason: reasonOfLookup(call, side, rate, plan),
    amount: side.amount,
    currency: plan.currency,
    billedSeconds: side.billedSeconds,
    tariffplan: presentAskedPlan(plan),
    rate: rate ? presentAskedRate(rate) : null,
    window: steps?.window ?? null,
    arithmetic: steps?.arithmetic ?? null,
    formula: steps?.formula ?? [],
  };
}

function priceAsRated(plan: AskedPlan, rates: readonly NamedRate[], call: AskedCall): ChargeSide {
  const builder = new DeckBuilder();
  for (const rate of rates) builder.add(rate);
  return priceLevel(call, {
    currency: plan.currency,
    plan: {
      id: plan.id,
      currency: plan.currency,
      terms: plan.terms,
      rounding: compileRounding(plan.roundingMode, plan.roundingDecimals),
      offPeak: plan.offPeak && new OffPeak(plan.offPeak),
      validFrom: plan.validFrom.getTime(),
      validTo: plan.validTo?.getTime() ?? Number.POSITIVE_INFINITY,
      deck: builder.build(),
    },
  });
}

const readRatesOf = (
  rows: Db['rows'],
  planId: string,
  { number, direction }: AskedCall,
): Promise<NamedRate[]> => {
  const digits = number.replace('+', '');
  const prefixes = Array.from(digits, (_, at) => digits.slice(0, at + 1));
  return rows<NamedRate>(
    `select ${deckColumns}, r.name from rate r
     where r.tariffplan_id = $1::uuid and r.direction = $2::rate_direction and r.prefix = any($3)`,
    [planId, direction, prefixes],
  );
};
