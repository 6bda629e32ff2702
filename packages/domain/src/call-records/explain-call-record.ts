import {
  type CallRecordExplanation,
  encodeId,
  type OffPeak,
  type PriceExplanation,
} from '@strowger/contracts';
import type { QueryContext, QueryHandler } from '../core/context.ts';
import { invalidParameter, notFound } from '../core/domain-error.ts';
import { type ChargeableCall, ratingStatusOf } from '../rating/charge-record.ts';
import { explainPrice, type PriceSteps } from '../rating/explain-price.ts';
import { type DeckRow, deckColumns } from '../rating/load-deck.ts';
import type { RoundingMode } from '../rating/price-call.ts';
import { chargeableOf, findStoredCall, type StoredCall } from '../rating/stored-call.ts';

/** Of the reader's own charge, whatever revision of it: nobody is told anything of a level above or beside. */
export const explainCallRecord: QueryHandler<'explainCallRecord'> = async (context, input) => {
  const call = await findStoredCall(context.deps.db.rows, input.callRecordId);
  const charges = call ? await findRevisions(context, call) : [];
  const newest = charges[0];
  if (!call || !newest) throw notFound('callRecord');
  const charge =
    input.revision === undefined ? newest : charges.find((one) => one.revision === input.revision);
  if (!charge) throw invalidParameter('revision', `must be one from 1 to ${newest.revision}`);
  const chargeable = chargeableOf(call);
  return {
    callRecordId: encodeId('callRecord', call.id),
    customerId: encodeId('customer', context.caller.customerId),
    revision: charge.revision,
    revisions: charges.map(({ revision, ratedAt }) => ({ revision, ratedAt: ratedAt.toISOString() })),
    ratingStatus: charge.ratingStatus,
    direction: chargeable.direction,
    number: call.toNumber,
    startedAt: call.startedAt.toISOString(),
    cost: await explainSide(context, call, chargeable, charge.cost),
    revenue: await explainSide(context, call, chargeable, charge.revenue),
  };
};

type Side = {
  amount: string | null;
  /** null: nobody pays it. */
  currency: string | null;
  rateId: string | null;
  billedSeconds: number | null;
  terms: number | null;
  askedPlanId: string | null;
};
type ChargeRow = {
  revision: number;
  ratedAt: Date;
  ratingStatus: CallRecordExplanation['ratingStatus'];
  cost: Side;
  revenue: Side;
};

/** PostgreSQL writes numerics into JSON as numbers, which would lose digits: hence the text. */
const sideOf = (name: 'cost' | 'revenue') =>
  `json_build_object('amount', g.${name}_amount::text, 'currency', g.${name}_currency, 'rateId', g.${name}_rate_id,
     'billedSeconds', g.${name}_billed_seconds, 'terms', g.${name}_terms, 'askedPlanId', g.${name}_asked_plan_id) as ${name}`;

/** All revisions of the reader's own charge, the newest first; none where it has no part in the call. */
function findRevisions({ deps, caller }: QueryContext, call: StoredCall): Promise<ChargeRow[]> {
  const columns = `g.revision, g.rating_status as "ratingStatus", ${sideOf('cost')}, ${sideOf('revenue')},
    coalesce((select b.committed_at from ingest_batch b where b.number = g.revised_in), $5::timestamptz) as "ratedAt"`;
  const own = 'g.customer_id = $1 and g.started_at = $2 and g.record_id = $3 and g.tenant_id = $4';
  return deps.db.rows<ChargeRow>(
    `select ${columns} from charge g where ${own}
     union all select ${columns} from charge_history g where ${own} order by revision desc`,
    [caller.customerId, call.startedAt, call.id, call.tenantId, call.ingestedAt],
  );
}

type Found = {
  rate: (DeckRow & { name: string }) | undefined;
  plan: NonNullable<PriceExplanation['tariffplan']> | undefined;
};

async function explainSide(
  context: QueryContext,
  call: StoredCall,
  chargeable: ChargeableCall,
  side: Side,
): Promise<PriceExplanation | null> {
  if (side.currency === null) return null;
  const found = await findTerms(context, side);
  const steps = chargeable.direction === null ? undefined : stepsOf(found, call);
  const arithmetic = steps?.arithmetic ?? null;
  return {
    ratingStatus: chargeable.direction === null ? 'zero' : ratingStatusOf([side]),
    reason: reasonOf(call, chargeable, side, found),
    amount: side.amount,
    currency: side.currency,
    billedSeconds: side.billedSeconds,
    tariffplan: found.plan ?? null,
    rate: found.rate ? presentRate(found.rate) : null,
    window: steps?.window ?? null,
    arithmetic,
    formula: steps?.formula ?? [],
    agrees: side.rateId === null || side.amount === (arithmetic?.amount ?? null),
  };
}

/** The rate and the terms of its plan, as they counted for this revision. */
async function findTerms({ deps }: QueryContext, side: Side): Promise<Found> {
  const [rate] = await deps.db.rows<DeckRow & { name: string; tariffplanId: string }>(
    `select ${deckColumns}, r.name, r.tariffplan_id as "tariffplanId" from rate r where r.id = $1`,
    [side.rateId],
  );
  const [plan] = await deps.db.rows<PlanRow>(
    `select p.id, p.name, t.rounding_mode as "roundingMode", t.rounding_decimals as "roundingDecimals",
       t.off_peak as "offPeak", t.valid_from as "validFrom", t.valid_to as "validTo"
     from tariffplan p join tariffplan_terms t on t.tariffplan_id = p.id where p.id = $1 and t.terms = $2`,
    [rate?.tariffplanId ?? side.askedPlanId, side.terms],
  );
  return { rate, plan: plan && presentPlan(plan) };
}

type PlanRow = {
  id: string;
  name: string;
  roundingMode: RoundingMode;
  roundingDecimals: number;
  offPeak: OffPeak | null;
  validFrom: Date;
  validTo: Date | null;
};

const presentPlan = (plan: PlanRow): NonNullable<PriceExplanation['tariffplan']> => ({
  ...plan,
  id: encodeId('tariffplan', plan.id),
  validFrom: plan.validFrom.toISOString(),
  validTo: plan.validTo?.toISOString() ?? null,
});

const presentRate = (rate: DeckRow & { name: string }): NonNullable<PriceExplanation['rate']> => ({
  id: encodeId('rate', rate.id),
  prefix: rate.prefix,
  name: rate.name,
  direction: rate.direction,
  connectionFee: rate.connectionFee,
  pricePerMinute: rate.pricePerMinute,
  offPeakPricePerMinute: rate.offPeakPricePerMinute,
  initialSeconds: rate.initialSeconds,
  incrementSeconds: rate.incrementSeconds,
  graceSeconds: rate.graceSeconds,
  minimumCharge: rate.minimumCharge,
  blocked: rate.blocked,
  validFrom: rate.validFrom.toISOString(),
  validTo: rate.validTo?.toISOString() ?? null,
});

function stepsOf({ rate, plan }: Found, call: StoredCall): PriceSteps | undefined {
  if (!rate || !plan) return undefined;
  const { roundingMode, roundingDecimals, offPeak } = plan;
  try {
    return explainPrice(
      { rate, roundingMode, roundingDecimals, offPeak },
      call.startedAt,
      Number(call.talkMs),
    );
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function reasonOf(
  call: StoredCall,
  { direction, number }: ChargeableCall,
  side: Side,
  { rate, plan }: Found,
): string {
  if (direction === null) return freeReason(call);
  if (side.rateId !== null) {
    if (!rate) return 'The rate that priced it is gone: it was replaced before it began.';
    if (side.amount === null) return 'The terms of the rate that applies cannot be computed with.';
    const blocked = rate.blocked ? ' It is blocked: a call that happened is priced all the same.' : '';
    return `The longest prefix of ${number} among the ${direction} rates of the plan that were valid then is ${rate.prefix}.${blocked}`;
  }
  if (number === null) return 'The called number is not known in E.164, so that no prefix can match.';
  if (!plan) return 'No tariffplan was assigned when the call was rated.';
  const at = call.startedAt.toISOString();
  if (at < plan.validFrom || (plan.validTo !== null && at >= plan.validTo))
    return 'The tariffplan was not valid when the call began.';
  return `No prefix of ${number} had an ${direction} rate of the plan that was valid when the call began.`;
}

function freeReason({ direction, disposition, bLeg, emergency }: StoredCall): string {
  if (disposition !== 'answered') return `Free by rule: the call was not answered (${disposition}).`;
  if (bLeg) return 'Free by rule: the leg was made by the switch to reach the called party.';
  if (emergency) return 'Free by rule: an emergency number was called.';
  return `Free by rule: the call is ${direction}.`;
}
