import { setTimeout as sleep } from 'node:timers/promises';
import { encodeId } from '@strowger/contracts';
import type { Db } from '@strowger/db';
import { ApiProblem } from 'strowger';
import { enableConsumers, type Order, order, orderRerating, type Stage } from './events.ts';
import type { World } from './world.ts';

type Open = { id: string; status: string; kind: string; lastError: string | null };

/**
 * After the storm: receivers behave, and an operator enables and sends again until every request is completed. Then every
 * seller's calls are priced by the rates as they are now, and every consumer orders everything.
 * @returns the orders of everything
 */
export async function settle(stage: Stage, db: Db, withinMs: number): Promise<Order[]> {
  const { world, period } = stage;
  for (const sink of world.sinks) await sink.behave('well');
  await completeAll(world, db, withinMs);

  const reratings: string[] = [];
  for (const seller of ['root', 'a', 'child', 'b'] as const)
    reratings.push(await orderRerating(world, seller, period));
  await until('the last re-ratings are completed', withinMs, async () => {
    const states = await Promise.all(
      reratings.map(async (reratingId) => (await world.apis.root.call('getRerating', { reratingId })).status),
    );
    if (states.includes('failed')) throw new Error('a re-rating failed, though all was quiet');
    return states.every((status) => status === 'completed') || states;
  });

  const last: Order[] = [];
  for (const sink of world.sinks) last.push(await order(world, sink, period.from, period.to));
  await completeAll(world, db, withinMs);
  await until('all usage is folded', 60_000, async () => {
    const [row] = await db.rows<{ left: number }>('select count(*)::int as left from usage_delta');
    return row?.left === 0 || row;
  });
  return last;
}

/** Requests that are held or failed are helped on as an operator would. */
const completeAll = (world: World, db: Db, withinMs: number): Promise<void> =>
  until('every request is completed', withinMs, async () => {
    await enableConsumers(world);
    const open = await db.rows<Open>(
      `select id, status, kind, last_error as "lastError" from call_record_request where status <> 'completed'`,
    );
    for (const { id, status } of open) if (status === 'failed') await sendAgain(world, id);
    return open.length === 0 || open;
  });

async function sendAgain({ apis }: World, uuid: string): Promise<void> {
  const requestId = encodeId('callRecordRequest', uuid);
  for (const scope of ['failed', 'all'] as const) {
    try {
      await apis.root.call('redeliverCallRecordRequest', { requestId, scope });
      return;
    } catch (error) {
      // It is under way again, or nothing of it was given up.
      if (!(error instanceof ApiProblem) || error.status !== 409) throw error;
    }
  }
}

async function until(what: string, withinMs: number, holds: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const seen = await holds();
    if (seen === true) return;
    if (Date.now() > deadline)
      throw new Error(`not so within ${withinMs / 1000} s: ${what}; ${JSON.stringify(seen).slice(0, 2_000)}`);
    await sleep(500);
  }
}
