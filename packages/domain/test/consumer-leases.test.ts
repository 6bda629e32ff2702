import { createTestDatabase, type TestDatabase } from '@strowger/testing/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createConsumerLeases } from '../src/delivery/index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const consumers = Array.from({ length: 8 }, () => crypto.randomUUID());

/** The server's processes that hold a lease; asked by the other pool than the leases' own. */
const holders = () =>
  database.db.prepared<{ pid: number }>(
    `select distinct pid from pg_locks join pg_database d on d.oid = database
     where locktype = 'advisory' and d.datname = current_database()`,
  );

it('leases that are taken at once are held on one connection, which their end gives back', async () => {
  const leases = createConsumerLeases(database.db);
  const taken = await Promise.all(consumers.map((consumer) => leases.take(consumer)));
  expect(taken.every((lease) => lease !== undefined)).toBe(true);
  expect(await holders()).toHaveLength(1);
  await leases.close();
  await expect.poll(holders).toEqual([]);
  expect(database.db.pool.totalCount).toBe(0);
});

it('after the connection has broken, the next to ask gets a new one', async () => {
  const leases = createConsumerLeases(database.db);
  const [consumer = ''] = consumers;
  const lease = await leases.take(consumer);
  const [holder] = await holders();
  await database.db.rows('select pg_terminate_backend($1)', [holder?.pid]);
  await expect.poll(() => lease?.lost.aborted).toBe(true);
  await lease?.release();
  expect(await leases.take(consumer)).toBeDefined();
  await leases.close();
});
