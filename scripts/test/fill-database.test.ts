import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@strowger/testing/database';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fillDatabase } from '../serve/fill-database.ts';

let database: TestDatabase;
let dataDir: string;
let resets: number;
beforeEach(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'fill-'));
  resets = 0;
});
afterEach(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const fill = (isEmpty = false) =>
  fillDatabase({
    databaseUrl: database.url,
    embedded: {
      isEmpty: async () => isEmpty,
      reset: async () => {
        resets += 1;
      },
    },
    dataDir,
    demo: undefined,
    log: () => {},
  });

test('a first start that was broken off half-way is begun anew', async () => {
  await writeFile(join(dataDir, 'database.filling'), '');
  await fill(true);
  expect(resets).toBe(1);
  expect(await readdir(dataDir)).toEqual([]);
});

test('a database that was filled once is never reset', async () => {
  await fill(true);
  await fill();
  expect(resets).toBe(0);
});
