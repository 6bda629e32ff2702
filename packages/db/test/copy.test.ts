import { createTestDatabase, type TestDatabase } from '@strowger/testing/database';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { copyIn, copyOut } from '../src/index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 1 });
  await database.db.rows('create table copied (n int primary key, text text)');
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.db.rows('truncate copied');
});

async function onClient<T>(run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await database.db.pool.connect();
  try {
    return await run(client);
  } finally {
    client.release();
  }
}

const count = async (): Promise<number | undefined> =>
  (await database.db.rows<{ count: number }>('select count(*)::int as count from copied'))[0]?.count;

async function* lines(from: number, to: number, chunkRows = 500): AsyncGenerator<string> {
  for (let start = from; start < to; start += chunkRows) {
    const end = Math.min(start + chunkRows, to);
    yield Array.from({ length: end - start }, (_, place) => `${start + place}\tč ${start + place}\n`).join(
      '',
    );
  }
}

test('what is copied in comes out again, byte for byte, and rows are counted', async () => {
  const rows = await onClient((client) => copyIn(client, 'copy copied from stdin', lines(0, 50_000)));
  expect(rows).toBe(50_000);
  const parts: Buffer[] = [];
  await onClient(async (client) => {
    for await (const part of copyOut(client, 'copy (select * from copied order by n) to stdout'))
      parts.push(part);
  });
  let expected = '';
  for await (const chunk of lines(0, 50_000)) expected += chunk;
  expect(Buffer.concat(parts).toString() === expected).toBe(true);
});

test('no rows at all is zero rows', async () => {
  expect(await onClient((client) => copyIn(client, 'copy copied from stdin', []))).toBe(0);
});

test('chunks that throw half-way write nothing, and the connection goes on', async () => {
  async function* broken() {
    yield* lines(0, 5000);
    throw new Error('the source broke');
  }
  await onClient(async (client) => {
    await expect(copyIn(client, 'copy copied from stdin', broken())).rejects.toThrow('the source broke');
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });
  expect(await count()).toBe(0);
});

test('a row that the table refuses fails the copy with the reason, and the connection goes on', async () => {
  await onClient(async (client) => {
    await expect(copyIn(client, 'copy copied from stdin', ['1\ta\n', '1\tb\n'])).rejects.toMatchObject({
      code: '23505',
    });
    await expect(copyIn(client, 'copy nowhere from stdin', ['1\ta\n'])).rejects.toMatchObject({
      code: '42P01',
    });
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });
  expect(await count()).toBe(0);
});

test('an error of the query reaches the reader, and the connection goes on', async () => {
  await onClient(async (client) => {
    const read = async () => {
      for await (const part of copyOut(
        client,
        'copy (select 1 / (3 - n) from generate_series(1, 9) n) to stdout',
      )) {
        expect(part).toBeInstanceOf(Buffer);
      }
    };
    await expect(read()).rejects.toMatchObject({ code: '22012' });
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });
});

test('a reader that stops early ends the query on the server, and the pool makes a new connection', async () => {
  await onClient(async (client) => {
    for await (const part of copyOut(
      client,
      `copy (select repeat('x', 1000), generate_series(1, 1e9)) to stdout`,
    )) {
      expect(part.length).toBeGreaterThan(0);
      break;
    }
  });
  expect(await database.db.rows('select 1 as one')).toEqual([{ one: 1 }]);
  const running = `select query from pg_stat_activity
    where datname = current_database() and state = 'active' and query like 'copy (select repeat%'`;
  await expect.poll(() => database.db.rows(running)).toEqual([]);
});
