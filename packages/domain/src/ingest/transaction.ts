import { setTimeout as sleep } from 'node:timers/promises';
import { copyIn, type Db } from '@strowger/db';

/** A transaction on a connection of its own, with COPY. */
export type Transaction = {
  rows: Db['rows'];
  copyIn: (sql: string, chunks: Iterable<string>) => Promise<number>;
};

/** Unique violation, serialization failure, deadlock: another ingest wrote the same at the same time. */
const RACES = new Set(['23505', '40001', '40P01']);
const ATTEMPTS_MAX = 8;
const PAUSE_MS = 20;

/**
 * Runs in one transaction that sees one state of the tree, the plans and the records. After a race with another
 * transaction it is rolled back and run again, on the newer state.
 * @throws the last race's error if it never wins
 */
export async function inSnapshot<T>(db: Db, run: (transaction: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(db, run);
    } catch (error) {
      if (attempt === ATTEMPTS_MAX || !RACES.has((error as { code?: string }).code ?? '')) throw error;
      await sleep(Math.random() * PAUSE_MS * attempt);
    }
  }
}

const runOnce = <T>(db: Db, run: (transaction: Transaction) => Promise<T>): Promise<T> =>
  db.hold(async (client) => {
    // The lock stands before the snapshot, which comes with the first query: who waits for the batches of now
    // (recountLimits) finds every one of them by it.
    await client.query('begin isolation level repeatable read; lock table limit_delta in row exclusive mode');
    try {
      const result = await run({
        rows: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
          (await client.query<Row>(sql, [...values])).rows,
        copyIn: (sql, chunks) => copyIn(client, sql, chunks),
      });
      await client.query('commit');
      return result;
    } catch (error) {
      // Where it fails the connection is broken, and the fault that counts is the first one.
      await client.query('rollback').catch(() => {});
      throw error;
    }
  });
