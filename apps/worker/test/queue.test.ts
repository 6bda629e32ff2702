import { openQueue, type Queue } from '@strowger/db';
import { createTestDatabase, type TestDatabase } from '@strowger/testing/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let database: TestDatabase;
let producer: Queue;
let worker: Queue;
const faults: Error[] = [];
const onError = (error: Error) => void faults.push(error);

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await openQueue(database.url, { works: true, onError });
  producer = await openQueue(database.url, { works: false, onError });
});
afterAll(async () => {
  await worker.stop();
  await producer.stop();
  await database.drop();
});

describe('the queue', () => {
  test('hands over what was enqueued in a transaction that committed, and nothing else', async () => {
    const handed: unknown[] = [];
    await worker.work('fulfilRequest', 10, async (jobs) => void handed.push(...jobs));
    await expect(
      database.db.transaction(async (tx) => {
        await producer.enqueue(tx, { name: 'fulfilRequest', data: { requestId: 'rolled back' } });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await database.db.transaction((tx) =>
      producer.enqueue(tx, { name: 'fulfilRequest', data: { requestId: 'committed' } }),
    );
    await expect.poll(() => handed).toEqual([{ requestId: 'committed' }]);
    expect(faults).toEqual([]);
  });

  test('hands a job over again after a fault of its handler', async () => {
    let tries = 0;
    await worker.work('verifyConsumer', 1, async () => {
      tries += 1;
      if (tries === 1) throw new Error('at first');
    });
    await database.db.transaction((tx) => producer.enqueue(tx, { name: 'verifyConsumer', data: {} }));
    await expect.poll(() => tries).toBe(2);
  });
});
