import { formatDecimal } from './decimal.ts';
import type { ChargingPlan } from './plan-cache.ts';
import { priceCall } from './price-call.ts';

/** What of a record counts for its price. */
export type ChargeableCall = {
  /** null: free at every level by rule (not answered, internal, for help, a b-leg that is no forward). */
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
  /** Which terms of the plan counted; null: no plan was asked. */
  terms: number | null;
  /** The plan that was asked and has no price for the number: a later rate of it may have one. */
  askedPlanId: string | null;
};

export type RatingStatus = 'rated' | 'unrated' | 'failed' | 'zero';
export type Charge = {
  customerId: string;
  /** 0 is the payer, then its parent, …: the cost of one level is the revenue of the next. */
  level: number;
  ratingStatus: RatingStatus;
  cost: ChargeSide;
  revenue: ChargeSide;
};

const nobody: ChargeSide = {
  amount: null,
  currency: null,
  rateId: null,
  prefix: null,
  billedSeconds: null,
  terms: null,
  askedPlanId: null,
};

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
      level: i,
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
  return call.direction === null ? 'zero' : ratingStatusOf(charged);
}

/** The status of a charge by those of its sides that somebody pays. */
export function ratingStatusOf(sides: readonly Pick<ChargeSide, 'amount' | 'rateId'>[]): RatingStatus {
  if (sides.length === 0) return 'zero';
  const open = sides.filter((side) => side.amount === null);
  if (open.length === 0) return 'rated';
  return open.some((side) => side.rateId !== null) ? 'failed' : 'unrated';
}

/** What `plan` makes a call cost. A call that nothing prices has no amount; one that is free by rule costs 0. */
export function priceLevel(
  call: ChargeableCall,
  { plan, currency }: Pick<ChargeLevel, 'plan' | 'currency'>,
): ChargeSide {
  if (call.direction === null) {
    const amount = formatDecimal(0n, plan?.rounding.decimals ?? 0);
    return { ...nobody, currency: plan?.currency ?? currency, amount, billedSeconds: 0 };
  }
  if (!plan) return { ...nobody, currency };
  if (call.number === null) return { ...nobody, currency: plan.currency, terms: plan.terms };
  const at = call.startedAt.getTime();
  const isValid = plan.validFrom <= at && at < plan.validTo;
  const rate = isValid ? plan.deck[call.direction].find(call.number, at) : undefined;
  const known = { currency: plan.currency, terms: plan.terms };
  if (!rate) return { ...nobody, ...known, askedPlanId: plan.id };
  const found = { ...known, rateId: rate.id, prefix: rate.prefix };
  if (!rate.price) return { ...nobody, ...found, askedPlanId: plan.id };
  const { amount, billedSeconds } = priceCall(
    rate.price,
    plan.rounding,
    call.talkMs,
    plan.offPeak?.holds(at),
  );
  return { amount, billedSeconds, ...found, askedPlanId: null };
}
