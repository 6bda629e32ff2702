import { createTestDatabase, type TestDatabase } from '@strowger/testing/database';
import { afterAll, beforeAll, expect, it } from 'vitest';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 2 });
});
afterAll(() => database.drop());

const backend = async (connection: { query: (sql: string) => Promise<{ rows: { pid: number }[] }> }) =>
  (await connection.query('select pg_backend_pid() as pid')).rows[0]?.pid as number;
const kill = (pid: number) => database.db.rows('select pg_terminate_backend($1)', [pid]);

it('outlives a connection that breaks between two statements or in one, and opens another one', async () => {
  const { db } = database;
  for (const inStatement of [true, false]) {
    const broken = db.hold(async (client) => {
      const pid = await backend(client);
      const sleeping = inStatement ? client.query('select pg_sleep(20)') : undefined;
      const ended = new Promise((resolve) => client.once('end', resolve));
      await Promise.all([kill(pid), ended, sleeping]);
      await client.query('select 1');
    });
    await expect(broken).rejects.toThrow();
  }
  expect(await Promise.all([1, 2].map(() => db.hold(backend)))).toHaveLength(2);
});
