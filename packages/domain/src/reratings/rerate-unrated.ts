import type { Tx } from '@strowger/db';
import type { MutationContext } from '../core/context.ts';
import { newId } from '../core/new-id.ts';
import type { ReratingDeps } from './rerating-deps.ts';

/** What may price calls that had no price: new rates of a plan, or the first plan of a customer. */
export type NewPrices = { tariffplanId: string } | { customerId: string };

/** Batches that were open when the change was committed have not seen it: they are looked at when they are in store. */
const SECOND_LOOK_SECONDS = 60;

/** To be called by every change that may price calls which had no price: the worker looks for them, twice. */
export async function lookForUnrated({ deps, tx }: MutationContext, prices: NewPrices): Promise<void> {
  const job = { name: 'rerateUnrated', data: prices } as const;
  await deps.queue.enqueue(tx, job);
  await deps.queue.enqueue(tx, job, { startAfterSeconds: SECOND_LOOK_SECONDS });
}

/**
 * Begins automatic re-ratings if there are calls without a price that were asked of the plan, or that a customer of it had
 * no plan for. One that is under way already begins anew. The customers come first: beginning anew waits for the batch
 * at hand, and what that one asks of the plan, by the rates from before, is the plan's to find.
 */
export function rerateUnrated(deps: ReratingDeps, prices: NewPrices): Promise<void> {
  return deps.db.transaction(async (tx) => {
    for (const each of [...(await findCustomersOf(tx, prices)), prices]) {
      const seller = await findSeller(tx, each);
      if (!seller || !(await hasCandidates(tx, each))) continue;
      const id = await begin(tx, seller, each, deps.clock.now());
      await deps.queue.enqueue(tx, { name: 'rerate', data: { reratingId: id } });
    }
  });
}

/** Who is charged by the plan by now and was by none before: the job of its assignment may not have been done yet. */
async function findCustomersOf(tx: Tx, prices: NewPrices): Promise<{ customerId: string }[]> {
  if (!('tariffplanId' in prices)) return [];
  return tx.rows<{ customerId: string }>(
    `select c.id as "customerId" from customer c where c.tariffplan_id = $1::uuid
       and exists (select from charge where customer_id = c.id and ${WITHOUT_PLAN})`,
    [prices.tariffplanId],
  );
}

const WITHOUT_PLAN = `rating_status in ('unrated', 'failed') and cost_amount is null and cost_terms is null
  and cost_currency is not null`;

type Seller = { id: string; path: string };

async function findSeller(tx: Tx, prices: NewPrices): Promise<Seller | undefined> {
  const [sql, id] =
    'tariffplanId' in prices
      ? ['join tariffplan t on t.customer_id = s.id where t.id = $1::uuid', prices.tariffplanId]
      : ['join customer c on c.parent_id = s.id where c.id = $1::uuid', prices.customerId];
  const [seller] = await tx.rows<Seller>(`select s.id, s.path from customer s ${sql}`, [id]);
  return seller;
}

async function hasCandidates(tx: Tx, prices: NewPrices): Promise<boolean> {
  const [sql, id] =
    'tariffplanId' in prices
      ? ['cost_asked_plan_id = $1::uuid', prices.tariffplanId]
      : [`customer_id = $1::uuid and ${WITHOUT_PLAN}`, prices.customerId];
  const [row] = await tx.rows<{ some: boolean }>(`select exists (select from charge where ${sql}) as some`, [
    id,
  ]);
  return row?.some === true;
}

async function begin(tx: Tx, seller: Seller, prices: NewPrices, now: Date): Promise<string> {
  const [row] = await tx.rows<{ id: string }>(
    `insert into rerating as r
       (id, customer_id, path, origin, tariffplan_id, child_id, "only", plan, dry_run, requested_by, created_at, updated_at)
     values ($1::uuid, $2::uuid, $3, 'automatic', $4::uuid, $5::uuid, 'unrated', 'asAccepted', false, 'Strowger',
       $6::timestamptz, $6::timestamptz)
     on conflict (tariffplan_id, child_id) where origin = 'automatic' and status in ('queued', 'processing')
     do update set cursor_started_at = null, cursor_record_id = null, examined = 0, expected_count = null,
       updated_at = excluded.updated_at
     returning id`,
    [
      newId(now),
      seller.id,
      seller.path,
      'tariffplanId' in prices ? prices.tariffplanId : null,
      'customerId' in prices ? prices.customerId : null,
      now,
    ],
  );
  if (!row) throw new Error('the re-rating was not stored');
  return row.id;
}
