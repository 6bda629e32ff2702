import { ingestStateOf } from '../ingest/state.ts';
import { inSnapshot, type Transaction } from '../ingest/transaction.ts';
import { formatDecimal, PRICE_DECIMALS, parseDecimal } from '../rating/decimal.ts';
import { countCandidates, findCandidates } from './find-candidates.ts';
import { priceAgain, type Revision } from './price-again.ts';
import { readCharges } from './read-charges.ts';
import type { ReratingDeps } from './rerating-deps.ts';
import type { ReratingTask } from './rerating-task.ts';
import { storeRevisions } from './store-revisions.ts';
import { tellRevised } from './tell-revised.ts';

const BATCH_RECORDS = 500;

/**
 * Prices the next records of a re-rating, and stores how far it has come in the same transaction: a worker that dies
 * leaves nothing half done, and nothing is counted twice. Whoever else works on it waits for the row.
 * @returns whether there may be more
 */
export async function rerateBatch(deps: ReratingDeps, reratingId: string): Promise<boolean> {
  const { db, clock } = deps;
  const now = clock.now();
  return inSnapshot(db, async (transaction) => {
    const { rows } = transaction;
    const task = await takeUp(transaction, reratingId);
    if (!task) return false;
    const candidates = await findCandidates(rows, task, BATCH_RECORDS);
    const last = candidates.at(-1);
    if (!last) {
      await complete(transaction, task, now);
      return false;
    }
    // Before anything is changed: what has a price now is no candidate any more.
    const expected = task.expectedCount ?? (await countCandidates(rows, task));
    const found = await readCharges(rows, candidates);
    const priced = await priceAgain(rows, ingestStateOf(db).plans, task, candidates, found);
    if (!task.dryRun) await storeRevisions(transaction, priced.revisions, now);
    const visible = priced.revisions.filter(({ isVisible }) => isVisible);
    await addTotals(transaction, task, visible);
    await rows(
      `update rerating set status = 'processing', expected_count = $2, examined = examined + $3, changed = changed + $4,
         without_rate = without_rate + $5, cursor_started_at = $6, cursor_record_id = $7, failures = 0, last_error = null,
         updated_at = $8 where id = $1`,
      [
        task.id,
        expected,
        candidates.length,
        visible.length,
        priced.withoutRate,
        last.startedAt,
        last.recordId,
        now,
      ],
    );
    return true;
  });
}

async function takeUp({ rows }: Transaction, id: string): Promise<ReratingTask | undefined> {
  const [task] = await rows<ReratingTask>(
    `select id, customer_id as "customerId", path, origin, tariffplan_id as "tariffplanId", child_id as "childId",
       "from", "to", direction, to_number as "toNumber", "only", plan, dry_run as "dryRun",
       expected_count as "expectedCount", cursor_started_at as "cursorStartedAt", cursor_record_id as "cursorRecordId"
     from rerating where id = $1 and status in ('queued', 'processing') for update`,
    [id],
  );
  return task;
}

async function complete(transaction: Transaction, task: ReratingTask, now: Date): Promise<void> {
  await transaction.rows(
    `update rerating set status = 'completed', expected_count = coalesce(expected_count, examined), completed_at = $2,
       version = version + 1, updated_at = $2 where id = $1`,
    [task.id, now],
  );
  if (!task.dryRun) await tellRevised(transaction, task, now);
}

type Total = { count: number; first: Date; last: Date; before: bigint; after: bigint };

/** By child and currency: what is told in the end, and to whom. */
async function addTotals(
  { rows }: Transaction,
  { id }: ReratingTask,
  revisions: readonly Revision[],
): Promise<void> {
  const totals = new Map<string, Total>();
  for (const { call, payerId, before, after } of revisions) {
    const key = `${payerId} ${after.currency ?? before.currency}`;
    const at = call.startedAt;
    const total = totals.get(key) ?? { count: 0, first: at, last: at, before: 0n, after: 0n };
    total.count++;
    if (at < total.first) total.first = at;
    if (at > total.last) total.last = at;
    total.before += parseDecimal(before.amount ?? '0');
    total.after += parseDecimal(after.amount ?? '0');
    totals.set(key, total);
  }
  for (const [key, { count, first, last, before, after }] of totals) {
    const [customerId, currency] = key.split(' ');
    await rows(
      `insert into rerating_total as t
         (rerating_id, customer_id, currency, record_count, first_started_at, last_started_at, before, after)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (rerating_id, customer_id, currency) do update set record_count = t.record_count + excluded.record_count,
         first_started_at = least(t.first_started_at, excluded.first_started_at),
         last_started_at = greatest(t.last_started_at, excluded.last_started_at),
         before = t.before + excluded.before, after = t.after + excluded.after`,
      [id, customerId, currency, count, first, last, decimal(before), decimal(after)],
    );
  }
}

const decimal = (units: bigint): string => formatDecimal(units, PRICE_DECIMALS);
