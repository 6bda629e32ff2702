import { setTimeout as sleep } from 'node:timers/promises';
import type { CallRecord } from '@strowger/contracts';
import type { Strowger } from 'strowger';
import type { World } from './make-world.ts';

/** A row of kam.acc_cdrs, as Kamailio wrote it. */
export type EngineRow = Record<
  | 'legs'
  | 'sip_code'
  | 'blocked_reason'
  | 'refused_by'
  | 'release_by'
  | 'answer_ts'
  | 'failed_ts'
  | 'ringing_ts'
  | 'setup_ts'
  | 'node'
  | 'hops'
  | 'dest_id'
  | 'transport',
  string
> & { duration: number };

const WAIT_MS = 40_000;

/**
 * What is read, once it is so and could be read: a database that is restarted is away for a moment. Tests run side by side,
 * for which expect.poll is not made.
 */
export async function eventually<T>(read: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const [found] = await Promise.allSettled([read()]);
    if (found.status === 'fulfilled' && isSo(found.value)) return found.value;
    if (Date.now() > deadline) {
      if (found.status === 'rejected') throw found.reason;
      throw new Error(`After ${WAIT_MS} ms it is still ${JSON.stringify(found.value)}`);
    }
    await sleep(100);
  }
}

/** The row of the call, once it is there. */
export async function engineRow(world: World, callId: string): Promise<EngineRow> {
  const sql = 'select * from kam.acc_cdrs where call_id = $1 order by id';
  const rows = await eventually(
    () => world.stack.rows<EngineRow>(sql, [encodeURIComponent(callId)]),
    (found) => found.length > 0,
  );
  if (rows.length > 1) throw new Error(`${rows.length} rows of one call: ${JSON.stringify(rows)}`);
  return rows[0] as EngineRow;
}

/** The records of the call as a level sees them, once there are so many, the first leg first. */
export async function recordsOf(api: Strowger, callId: string, count: number): Promise<CallRecord[]> {
  const records = await eventually(
    async () => (await api.call('getCallRecordSearch', { q: callId })).items,
    (items) => items.length >= count,
  );
  if (records.length > count) throw new Error(`${records.length} records, not ${count}`);
  return records.toSorted((a, b) => (a.legId ?? '').localeCompare(b.legId ?? ''));
}
