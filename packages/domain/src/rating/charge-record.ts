import { formatDecimal } from './decimal.ts';
import type { ChargingPlan } from './plan-cache.ts';
import { priceCall } from './price-call.ts';

/** What of a record counts for its price. */
export type ChargeableCall = {
  /** null: free at every level by rule (not answered, internal, a b-leg that is no forward). */
  direction: 'outbound' | 'inbound' | null;
  /** E.164 of the called number, or null where it could not be derived: nothing can be priced then. */
  number: string | null;
  startedAt: Date;
  talkMs: number;
};

/** One node of the path from the paying customer up to the source's owner; `plan` is what its parent charges it by. */
export type ChargeLevel = { customerId: string; currency: string; plan: ChargingPlan | null };

export type ChargeSide = {
  amount: string | null;
  currency: string | null;
  rateId: string | null;
  prefix: string | null;
  billedSeconds: number | null;
};

export type RatingStatus = 'rated' | 'unrated' | 'zero';
export type Charge = {
  customerId: string;
  ratingStatus: RatingStatus;
  cost: ChargeSide;
  revenue: ChargeSide;
};

const nobody: ChargeSide = { amount: null, currency: null, rateId: null, prefix: null, billedSeconds: null };

/**
 * One charge for every level, lowest first: `cost` is what its parent charges it, `revenue` what it charges the level
 * below. The highest has no cost, as no parent of it had a part in the call; the lowest has no revenue.
 */
export function chargeRecord(call: ChargeableCall, levels: readonly ChargeLevel[]): Charge[] {
  let revenue = nobody;
  return levels.map((level, i) => {
    const cost = i === levels.length - 1 ? nobody : priceLevel(call, level);
    const charge = {
      customerId: level.customerId,
      ratingStatus: statusOf(call, cost, revenue),
      cost,
      revenue,
    };
    revenue = cost;
    return charge;
  });
}

/** Of the reader's own row: what is priced above or below it is no concern of it. */
function statusOf(call: ChargeableCall, ...sides: ChargeSide[]): RatingStatus {
  const charged = sides.filter((side) => side !== nobody);
  if (call.direction === null || charged.length === 0) return 'zero';
  return charged.every((side) => side.amount !== null) ? 'rated' : 'unrated';
}

function priceLevel(call: ChargeableCall, { plan, currency }: ChargeLevel): ChargeSide {
  const unrated: ChargeSide = { ...nobody, currency: plan?.currency ?? currency };
  if (call.direction === null) {
    return { ...unrated, amount: formatDecimal(0n, plan?.rounding.decimals ?? 0), billedSeconds: 0 };
  }
  const at = call.startedAt.getTime();
  if (!plan || call.number === null || at < plan.validFrom || at >= plan.validTo) return unrated;
  const rate = plan.deck[call.direction].find(call.number, at);
  if (!rate) return unrated;
  const price = priceCall(rate.price, plan.rounding, call.talkMs);
  return { ...price, currency: plan.currency, rateId: rate.id, prefix: rate.prefix };
}
