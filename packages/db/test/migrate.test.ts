import { readdir } from 'node:fs/promises';
import { createTestDatabase, type TestDatabase } from '@strowger/testing/database';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDb } from '../src/index.ts';
import { migrate } from '../src/migrate.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const migrationNames = async (): Promise<string[]> => {
  const entries = await readdir(new URL('../../../prisma/migrations', import.meta.url), {
    withFileTypes: true,
  });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
};

test('a database that is up to date is left alone, without the CLI', async () => {
  const times: number[] = [];
  for (let time = 0; time < 5; time++) {
    const started = performance.now();
    expect(await migrate(database.url)).toEqual([]);
    times.push(performance.now() - started);
  }
  expect(Math.min(...times)).toBeLessThan(500);
});

test('a database that does not exist is made and brought to the newest migration', async () => {
  const url = new URL(database.url);
  url.pathname = `${url.pathname}_new`;
  expect(await migrate(url.toString())).toEqual(await migrationNames());
  const db = createDb(url.toString(), { poolSize: 1 });
  expect(await db.prisma.customer.findMany()).toEqual([]);
  await db.close();
  await database.db.rows(`drop database ${url.pathname.slice(1)} with (force)`);
});

test('a migration that failed before stops the start, and says which', async () => {
  const [first] = await migrationNames();
  await database.db.rows('update _prisma_migrations set finished_at = null where migration_name = $1', [
    first,
  ]);
  await expect(migrate(database.url)).rejects.toThrow(first);
  await database.db.rows('update _prisma_migrations set finished_at = now() where migration_name = $1', [
    first,
  ]);
});

test('a wrong password is told as such, and not repeated', async () => {
  const url = new URL(database.url);
  url.password = 'not-the-password';
  const fault: unknown = await migrate(url.toString()).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(pg.DatabaseError);
  expect(String(fault)).not.toContain('not-the-password');
});
