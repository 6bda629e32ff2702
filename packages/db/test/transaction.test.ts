import { createTestDatabase, type TestDatabase } from '@strowger/testing/database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Tx } from '../src/index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.db.rows('create table note (text text unique)');
});
beforeEach(() => database.db.rows('truncate note, sign_in_failure'));
afterAll(() => database.drop());

const write = (tx: Tx, text: string) => tx.prepared('insert into note values ($1)', [text]);
const writeByPrisma = (tx: Tx, ipHash: string) =>
  tx.signInFailure.create({ data: { id: crypto.randomUUID(), emailHash: 'e', ipHash, at: new Date(0) } });
const notes = async () =>
  (await database.db.rows<{ text: string }>('select text from note order by 1')).map(({ text }) => text);
const failures = () => database.db.prisma.signInFailure.count();

test('SQL and Prisma write in the same transaction, and see what the other wrote', async () => {
  const seen = await database.db.transaction(async (tx) => {
    await write(tx, 'a');
    await writeByPrisma(tx, 'b');
    expect(await failures()).toBe(0);
    const [viaSql] = await tx.rows<{ count: number }>('select count(*)::int as count from sign_in_failure');
    const [viaPrisma] = await tx.$queryRaw<{ count: number }[]>`select count(*)::int as count from note`;
    return [viaSql?.count, viaPrisma?.count];
  });
  expect(seen).toEqual([1, 1]);
  expect([await notes(), await failures()]).toEqual([['a'], 1]);
});

const note = (text: string) => ({ table: 'note', columns: ['text'], values: [text] });

test('rows that are left for the commit go with it, however many', async () => {
  await database.db.transaction(async (tx) => {
    for (const text of ['a', 'b', 'c', 'd', 'e']) tx.insertAtCommit(note(text));
    await write(tx, 'f');
  });
  expect(await notes()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

test('what fails at the commit takes everything back', async () => {
  const fail = database.db.transaction(async (tx) => {
    tx.insertAtCommit(note('a'));
    tx.insertAtCommit(note('b'));
    await write(tx, 'a');
  });
  await expect(fail).rejects.toMatchObject({ code: '23505' });
  expect(await notes()).toEqual([]);
});

test('what answers after something is answered by its fault, and nothing of it stands', async () => {
  const fail = database.db.transaction(async (tx) => {
    const refused = (async () => {
      await tx.prepared('select 1');
      throw new Error('refused');
    })();
    const later = tx.answeringAfter(refused);
    await write(later, 'a');
  });
  await expect(fail).rejects.toThrow('refused');
  expect(await notes()).toEqual([]);
  await database.db.transaction(async (tx) => {
    await write(tx.answeringAfter(tx.prepared('select 1')), 'b');
  });
  expect(await notes()).toEqual(['b']);
});

test('statements that are sent at once come back in their order', async () => {
  const seen = await database.db.transaction((tx) =>
    Promise.all(
      [1, 2, 3].map(async (n) => (await tx.prepared<{ n: number }>('select $1::int as n', [n]))[0]?.n),
    ),
  );
  expect(seen).toEqual([1, 2, 3]);
});

test('what throws takes both back', async () => {
  const fail = database.db.transaction(async (tx) => {
    await write(tx, 'a');
    await writeByPrisma(tx, 'b');
    throw new Error('on purpose');
  });
  await expect(fail).rejects.toThrow('on purpose');
  expect([await notes(), await failures()]).toEqual([[], 0]);
});

test('a statement of Prisma that fails takes back what SQL wrote', async () => {
  const fail = database.db.transaction(async (tx) => {
    await write(tx, 'a');
    await tx.$executeRaw`insert into note values ('a')`;
  });
  await expect(fail).rejects.toThrow();
  expect(await notes()).toEqual([]);
});

test('a failed statement that nobody minded does not pass for a commit', async () => {
  const hidden = database.db.transaction(async (tx) => {
    await write(tx, 'a');
    await write(tx, 'a').catch(() => {});
  });
  await expect(hidden).rejects.toThrow('nobody said so');
  expect(await notes()).toEqual([]);
});

test('transactions at the same time stay apart, and their connections go back', async () => {
  const { db } = database;
  const results = await Promise.allSettled(
    Array.from({ length: 40 }, (_, place) =>
      db.transaction(async (tx) => {
        await write(tx, `sql ${place}`);
        await writeByPrisma(tx, `prisma ${place}`);
        const [own] = await tx.$queryRaw<{ count: number }[]>`select count(*)::int as count from note`;
        expect(own?.count).toBe(1);
        if (place % 2 === 0) throw new Error('on purpose');
        // What the others wrote meanwhile must not be seen by their own count of one.
        await tx.rows('select 1');
        await tx.$executeRaw`delete from note`;
      }),
    ),
  );
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(20);
  expect(await failures()).toBe(20);
  const [held] = await db.rows<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity where state like 'idle in transaction%'
       and datname = current_database()`,
  );
  expect(held?.count).toBe(0);
});
