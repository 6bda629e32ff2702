import { type CallRecordExplanation, encodeId, type PriceExplanation } from '@strowger/contracts';
import type { QueryContext, QueryHandler } from '../core/context.ts';
import { invalidParameter, notFound } from '../core/domain-error.ts';
import { type ChargeableCall, ratingStatusOf } from '../rating/charge-record.ts';
import { deckColumns } from '../rating/load-deck.ts';
import {
  type AskedPlan,
  type NamedRate,
  presentAskedPlan,
  presentAskedRate,
  reasonOfLookup,
  stepsOf,
} from '../rating/present-price.ts';
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

type Found = { rate: NamedRate | undefined; plan: AskedPlan | undefined };

async function explainSide(
  context: QueryContext,
  call: StoredCall,
  chargeable: ChargeableCall,
  side: Side,
): Promise<PriceExplanation | null> {
  if (side.currency === null) return null;
  const found = await findTerms(context, side);
  const steps = chargeable.direction === null ? undefined : stepsOf(found.rate, found.plan, chargeable);
  const arithmetic = steps?.arithmetic ?? null;
  return {
    ratingStatus: chargeable.direction === null ? 'zero' : ratingStatusOf([side]),
    reason: reasonOf(call, chargeable, side, found),
    amount: side.amount,
    currency: side.currency,
    billedSeconds: side.billedSeconds,
    tariffplan: found.plan ? presentAskedPlan(found.plan) : null,
    rate: found.rate ? presentAskedRate(found.rate) : null,
    window: steps?.window ?? null,
    arithmetic,
    formula: steps?.formula ?? [],
    agrees: side.rateId === null || side.amount === (arithmetic?.amount ?? null),
  };
}

/** The rate and the terms of its plan, as they counted for this revision. */
async function findTerms({ deps }: QueryContext, side: Side): Promise<Found> {
  const [rate] = await deps.db.rows<NamedRate & { tariffplanId: string }>(
    `select ${deckColumns}, r.name, r.tariffplan_id as "tariffplanId" from rate r where r.id = $1`,
    [side.rateId],
  );
  const [plan] = await deps.db.rows<AskedPlan>(
    `select p.id, p.name, p.currency, t.terms, t.rounding_mode as "roundingMode",
       t.rounding_decimals as "roundingDecimals", t.off_peak as "offPeak", t.valid_from as "validFrom", t.valid_to as "validTo"
     from tariffplan p join tariffplan_terms t on t.tariffplan_id = p.id where p.id = $1 and t.terms = $2`,
    [rate?.tariffplanId ?? side.askedPlanId, side.terms],
  );
  return { rate, plan };
}

function reasonOf(call: StoredCall, chargeable: ChargeableCall, side: Side, { rate, plan }: Found): string {
  if (chargeable.direction === null) return freeReason(call);
  return reasonOfLookup(chargeable, side, rate, plan);
}

function freeReason({ direction, disposition, bLeg, emergency }: StoredCall): string {
  if (disposition !== 'answered') return `Free by rule: the call was not answered (${disposition}).`;
  if (bLeg) return 'Free by rule: the leg was made by the switch to reach the called party.';
  if (emergency) return 'Free by rule: an emergency number was called.';
  return `Free by rule: the call is ${direction}.`;
}
