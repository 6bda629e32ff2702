import type { CallSimulationLeg } from '@strowger/contracts';
import type { QueryContext } from '../core/context.ts';
import { pathIds } from '../core/tree-path.ts';
import { formatDecimal } from '../rating/decimal.ts';
import type { AskedPlan } from '../rating/present-price.ts';
import { priceByPlan } from '../rating/price-by-plan.ts';
import type { Decision } from './ask-engine.ts';

type Price = NonNullable<CallSimulationLeg['cost']>;
type Level = { id: string; currency: string; plan: AskedPlan | null };
type Talk = { startedAt: Date; talkMs: number };

const nothing = { rate: null, window: null, arithmetic: null, formula: [] };

/**
 * What a leg would cost the reader and bring it: as its record would be charged, by the plans and rates of now. Null where
 * nobody would charge it, or nothing can be priced.
 * @param payerPath of the customer that pays, in the reader's scope
 */
export async function priceLeg(
  context: QueryContext,
  decision: Decision,
  payerPath: string,
  talk: Talk,
): Promise<{ cost: Price | null; revenue: Price | null }> {
  const { caller, deps } = context;
  const path = pathIds(payerPath);
  const at = path.indexOf(caller.customerId);
  const readers = [at > 0 ? path[at] : undefined, path[at + 1]];
  const levels = await readLevels(
    deps.db.rows,
    readers.filter((id) => id !== undefined),
  );
  const price = async (id: string | undefined) => {
    const level = levels.find((one) => one.id === id);
    return level ? priceLevelOf(context, decision, level, talk) : null;
  };
  const [cost, revenue] = await Promise.all(readers.map(price));
  return { cost: cost ?? null, revenue: revenue ?? null };
}

const readLevels = (rows: QueryContext['deps']['db']['rows'], ids: string[]): Promise<Level[]> =>
  rows<AskedPlan & { customerId: string; customerCurrency: string }>(
    `select c.id as "customerId", c.currency as "customerCurrency", p.id, p.name, p.currency, p.terms,
       p.rounding_mode as "roundingMode", p.rounding_decimals as "roundingDecimals", p.off_peak as "offPeak",
       p.valid_from as "validFrom", p.valid_to as "validTo"
     from customer c left join tariffplan p on p.id = c.tariffplan_id where c.id = any($1)`,
    [ids],
  ).then((found) =>
    found.map(({ customerId, customerCurrency, ...plan }) => ({
      id: customerId,
      currency: customerCurrency,
      plan: plan.id === null ? null : plan,
    })),
  );

async function priceLevelOf(
  { deps }: QueryContext,
  { callType, calleeCustomerId, number }: Decision,
  { currency, plan }: Level,
  talk: Talk,
): Promise<Price | null> {
  if (callType === 'emergency') return free('an emergency number was called', currency, plan);
  // Who calls or forwards pays nothing for what stays on the platform.
  if (calleeCustomerId !== '') return free('the call is internal', currency, plan);
  if (!/^\+\d+$/.test(number)) return null;
  const call = { direction: 'outbound', number, ...talk } as const;
  if (plan) return priceByPlan(deps.db.rows, plan, call);
  const reason = 'No tariffplan is assigned.';
  return {
    ...nothing,
    ratingStatus: 'unrated',
    reason,
    amount: null,
    currency,
    billedSeconds: null,
    tariffplan: null,
  };
}

const free = (because: string, currency: string, plan: AskedPlan | null): Price => ({
  ...nothing,
  ratingStatus: 'zero',
  reason: `Free by rule: ${because}.`,
  amount: formatDecimal(0n, plan?.roundingDecimals ?? 0),
  currency,
  billedSeconds: 0,
  tariffplan: null,
});
