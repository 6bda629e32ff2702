import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@strowger/testing/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDb } from '../src/index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function connectionsOf(applicationName: string): Promise<number | undefined> {
  const [open] = await database.db.rows<{ count: number }>(
    'select count(*)::int as count from pg_stat_activity where application_name = $1',
    [applicationName],
  );
  return open?.count;
}

test('numbers keep every digit and times are instants', async () => {
  const [row] = await database.db.rows(`select
    9007199254740993::int8 as big, 0.10::numeric as price, '2026-03-29T01:30:00+02'::timestamptz as at,
    '2026-03-29'::date as day, array[9007199254740993]::int8[] as bigs, array[0.10, null]::numeric[] as prices,
    array['2026-03-29']::date[] as days, array['2026-03-29T01:30:00+02']::timestamptz[] as ats, 1::int as small`);
  expect(row).toEqual({
    big: 9007199254740993n,
    price: '0.10',
    at: new Date('2026-03-28T23:30:00Z'),
    day: '2026-03-29',
    bigs: [9007199254740993n],
    prices: ['0.10', null],
    days: ['2026-03-29'],
    ats: [new Date('2026-03-28T23:30:00Z')],
    small: 1,
  });
});

test('values are bound, not pasted', async () => {
  const text = `'; drop table customer; --`;
  expect(await database.db.rows('select $1::text as text', [text])).toEqual([{ text }]);
});

test('a time written by Prisma is the same instant in SQL, whatever zone the server is set to', async () => {
  const { db } = database;
  const [name] = await db.rows<{ name: string }>('select current_database() as name');
  await db.rows(`alter database ${name?.name} set timezone = 'Asia/Tokyo'`);
  const fresh = createDb(database.url, { poolSize: 1 });
  try {
    const at = new Date('2026-11-25T12:34:56.789Z');
    await fresh.prisma.idempotencyRecord.findMany();
    const id = randomUUID();
    await fresh.prisma.$executeRaw`create table instant (id uuid, at timestamptz(3))`;
    await fresh.prisma.$executeRaw`insert into instant values (${id}::uuid, ${at})`;
    expect(await fresh.rows(`select at, at::text as text from instant`)).toEqual([
      { at, text: '2026-11-25 12:34:56.789+00' },
    ]);
    expect(await fresh.prisma.$queryRaw`select at from instant`).toEqual([{ at }]);
  } finally {
    await fresh.close();
  }
});

test('Prisma and prepared statements share one pool, single ones have another, each within its size', async () => {
  const small = createDb(database.url, { poolSize: 2, applicationName: 'two at most' });
  try {
    await Promise.all(
      Array.from({ length: 6 }, (_, place) =>
        place % 2
          ? small.prisma.$queryRaw`select 1 from pg_sleep(0.02)`
          : small.prepared('select 1 from pg_sleep(0.02)'),
      ),
    );
    expect(await connectionsOf('two at most')).toBe(2);
    await Promise.all(Array.from({ length: 6 }, () => small.rows('select 1 from pg_sleep(0.02)')));
    expect(await connectionsOf('two at most')).toBe(4);
  } finally {
    await small.close();
  }
});

test('a prepared statement is planned once for all values', async () => {
  const one = createDb(database.url, { poolSize: 1 });
  const statement = 'select count(*) from generate_series(1, 100) n where n > $1::int';
  try {
    for (const n of [1, 50, 99]) await one.prepared(statement, [n]);
    const plans = await one.prepared(
      'select generic_plans, custom_plans from pg_prepared_statements where statement = $1',
      [statement],
    );
    expect(plans).toEqual([{ generic_plans: 3n, custom_plans: 0n }]);
  } finally {
    await one.close();
  }
});

test('an interactive transaction that throws leaves nothing behind', async () => {
  const { db } = database;
  await db.rows('create table half (n int)');
  const fail = db.transaction(async (tx) => {
    await tx.$executeRaw`insert into half values (1)`;
    throw new Error('on purpose');
  });
  await expect(fail).rejects.toThrow('on purpose');
  expect(await db.rows('select n from half')).toEqual([]);
});

test('a connection that the server ends while idle does not end the process', async () => {
  const db = createDb(database.url, { poolSize: 1, applicationName: 'to be ended' });
  try {
    await db.rows('select 1');
    await database.db.rows(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to be ended'`,
    );
    await expect.poll(() => connectionsOf('to be ended')).toBe(0);
    // The server has ended it; this process hears of it a moment later.
    await expect.poll(() => db.rows('select 1 as one').catch(() => [])).toEqual([{ one: 1 }]);
  } finally {
    await db.close();
  }
});
