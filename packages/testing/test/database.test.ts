import { createDb } from '@strowger/db';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../src/database/index.ts';

test('two test databases know nothing of each other', async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  try {
    await one.db.rows('create table mark (n int)');
    await expect(two.db.rows('select * from mark')).rejects.toMatchObject({ code: '42P01' });
  } finally {
    await Promise.all([one.drop(), two.drop()]);
  }
});

test('a dropped database is gone, even with others connected', async () => {
  const { url, drop } = await createTestDatabase();
  const other = createDb(url, { poolSize: 1 });
  await other.rows('select 1');
  await drop();
  await expect(other.rows('select 1')).rejects.toThrow();
  await other.close();
});

test('a database costs well under a second', async () => {
  const times: number[] = [];
  for (let time = 0; time < 5; time++) {
    const started = performance.now();
    const { drop } = await createTestDatabase();
    times.push(performance.now() - started);
    await drop();
  }
  expect(Math.min(...times)).toBeLessThan(1000);
});
