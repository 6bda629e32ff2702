import type { Db } from '@strowger/db';
import { type ChargeSide, priceLevel, ratingStatusOf } from '../rating/charge-record.ts';
import type { ChargingPlan, PlanCache } from '../rating/plan-cache.ts';
import { chargeableOf } from '../rating/stored-call.ts';
import type { Candidate } from './find-candidates.ts';
import type { ChargedCall, StoredCharge } from './read-charges.ts';
import type { ReratingTask } from './rerating-task.ts';

/** A record with its charges as they were and as they become: two levels share the price that is another one. */
export type Revision = ChargedCall & {
  revised: StoredCharge[];
  payerId: string;
  before: ChargeSide;
  after: ChargeSide;
  /** Whether the reader sees a difference: it may be only that another plan was asked. */
  isVisible: boolean;
};

export type PricedAgain = { revisions: Revision[]; withoutRate: number };

/** Prices what the candidates' levels pay, by the rates as they stand in the transaction. */
export async function priceAgain(
  rows: Db['rows'],
  plans: PlanCache,
  task: ReratingTask,
  candidates: readonly Candidate[],
  found: ReadonlyMap<string, ChargedCall>,
): Promise<PricedAgain> {
  const wanted = candidates.flatMap(({ recordId, level }) => {
    const record = found.get(recordId);
    const payer = record?.charges[level];
    const seller = record?.charges[level + 1];
    return record && payer && seller && isWanted(task, record, payer) ? [{ record, payer, level }] : [];
  });
  const planOf = await findPlans(
    rows,
    plans,
    task,
    wanted.map(({ payer }) => payer),
  );
  const priced: PricedAgain = { revisions: [], withoutRate: 0 };
  for (const { record, payer, level } of wanted) {
    const before = payer.cost;
    const chargeable = chargeableOf(record.call);
    const after = priceLevel(chargeable, { plan: planOf(payer), currency: before.currency ?? '' });
    if (before.amount !== null && after.amount === null) {
      // A call that had a price does not lose it.
      priced.withoutRate++;
      continue;
    }
    const isVisible = visible.some((name) => before[name] !== after[name]);
    if (
      !isVisible &&
      before.askedPlanId === after.askedPlanId &&
      !(before.terms === null && after.terms !== null)
    )
      continue;
    const revised = revise(record.charges, level, after);
    priced.revisions.push({ ...record, revised, payerId: payer.customerId, before, after, isVisible });
  }
  return priced;
}

const visible = ['amount', 'rateId', 'prefix', 'billedSeconds'] as const;

function isWanted(task: ReratingTask, { call }: ChargedCall, payer: StoredCharge): boolean {
  const { direction } = chargeableOf(call);
  if (direction === null) return false;
  if (task.childId !== null && payer.customerId !== task.childId) return false;
  if (task.only === 'unrated' && payer.cost.amount !== null) return false;
  if (task.direction !== null && direction !== task.direction) return false;
  return task.toNumber === null || (call.toNumber ?? '').startsWith(`+${task.toNumber.replace('+', '')}`);
}

/** The cost of a level is the revenue of the next: both get the new price. */
function revise(charges: readonly StoredCharge[], level: number, side: ChargeSide): StoredCharge[] {
  return charges.map((charge, i) => {
    if (i !== level && i !== level + 1) return charge;
    const revised = i === level ? { ...charge, cost: side } : { ...charge, revenue: side };
    const paid = [revised.cost, revised.revenue].filter(({ currency }) => currency !== null);
    return { ...revised, revision: charge.revision + 1, ratingStatus: ratingStatusOf(paid) };
  });
}

/**
 * The plan by which each payer is priced. The present one counts only while the payer is still a child of this seller:
 * what another parent charges it by is no matter of these calls.
 */
async function findPlans(
  rows: Db['rows'],
  plans: PlanCache,
  task: ReratingTask,
  payers: readonly StoredCharge[],
): Promise<(payer: StoredCharge) => ChargingPlan | null> {
  const rateIds = [...new Set(payers.flatMap(({ cost }) => (cost.rateId ? [cost.rateId] : [])))];
  const ofRate = new Map(
    (
      await rows<{ id: string; planId: string }>(
        'select id, tariffplan_id as "planId" from rate where id = any($1)',
        [rateIds],
      )
    ).map(({ id, planId }) => [id, planId]),
  );
  const present = new Map(
    (
      await rows<{ id: string; planId: string }>(
        'select id, tariffplan_id as "planId" from customer where id = any($1) and parent_id = $2 and tariffplan_id is not null',
        [[...new Set(payers.map(({ customerId }) => customerId))], task.customerId],
      )
    ).map(({ id, planId }) => [id, planId]),
  );
  const planIdOf = ({ customerId, cost }: StoredCharge): string | undefined => {
    const asked = cost.askedPlanId ?? ofRate.get(cost.rateId ?? '');
    const now = present.get(customerId);
    return task.plan === 'present' ? (now ?? asked) : (asked ?? now);
  };
  const ids = [...new Set(payers.flatMap((payer) => planIdOf(payer) ?? []))];
  const planById = await plans.read(rows, ids);
  return (payer) => planById.get(planIdOf(payer) ?? '') ?? null;
}
