import {
  createKeyring,
  type DomainDeps,
  readSetUp,
  setUp,
  setUpAddress,
  signInOperator,
} from '@strowger/domain';
import { createTestDatabase } from '@strowger/testing/database';
import { TEST_SECRET, TestClock } from '@strowger/testing/domain';
import { afterEach, beforeEach, expect, it } from 'vitest';

let deps: DomainDeps;
let drop: () => Promise<void>;
beforeEach(async () => {
  const database = await createTestDatabase();
  drop = () => database.drop();
  deps = {
    db: database.db,
    queue: { enqueue: async () => undefined },
    clock: new TestClock(),
    keyring: createKeyring(TEST_SECRET),
    publicUrl: 'https://voice.example',
    webhookPolicy: { allowCidrs: [], ports: [443] },
  };
});
afterEach(() => drop());

const given = (fields: object = {}) => ({
  token: setUpAddress(deps).split('#')[1] ?? '',
  platform: { name: 'Voice Ltd', currency: 'EUR', timeZone: 'Europe/Amsterdam', country: 'NL' },
  name: 'Ann',
  email: 'Ann@voice.example',
  password: 'a sentence that only she knows',
  ...fields,
});
const run = (fields: object = {}, ip = '192.0.2.1') => setUp(deps, given(fields), { ip, requestId: 'test' });
const count = async (table: string) =>
  (await deps.db.rows<{ count: number }>(`select count(*)::int as count from ${table}`))[0]?.count;

it('makes the platform and its owner, who signs in, and leaves entries of it', async () => {
  expect(await readSetUp(deps)).toEqual({ needsPlatform: true });
  await run();
  expect(await readSetUp(deps)).toBeUndefined();
  const { password } = given();
  expect(
    await signInOperator(deps, { email: 'ann@voice.example', password, ip: '192.0.2.1', userAgent: '' }),
  ).toMatchObject({ outcome: 'signedIn' });
  const entries = await deps.db.rows<{ operation: string; actorName: string }>(
    'select operation, actor_name as "actorName" from audit_entry order by id',
  );
  expect(entries).toEqual([
    { operation: 'system', actorName: 'set-up' },
    { operation: 'setUp', actorName: 'set-up' },
  ]);
});

it('is done once, also where several come at the same time', async () => {
  const people = ['a', 'b', 'c', 'd'].map((name) =>
    run({ email: `${name}@voice.example` }, `192.0.2.${name}`),
  );
  const results = await Promise.allSettled(people);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'gone' });
  }
  expect([await count('operator'), await count('customer')]).toEqual([1, 1]);
  await expect(run({ email: 'late@voice.example' })).rejects.toMatchObject({ code: 'gone' });
});

it('makes an owner only where there is a platform without one', async () => {
  await run();
  await deps.db.rows('delete from operator');
  expect(await readSetUp(deps)).toEqual({ needsPlatform: false });
  await run({ platform: null });
  expect([await count('operator'), await count('customer')]).toEqual([1, 1]);
});

it('wants the platform described where there is none', async () => {
  await expect(run({ platform: null })).rejects.toMatchObject({
    code: 'validation',
    fields: [expect.objectContaining({ pointer: '/platform' })],
  });
  expect(await count('operator')).toBe(0);
});

it('takes the token of this installation only, and guesses from one address end in a pause', async () => {
  const other = { ...deps, keyring: createKeyring('the secret of another installation') };
  const foreign = { token: setUpAddress(other).split('#')[1] };
  for (let tries = 0; tries < 10; tries++) {
    await expect(run(foreign)).rejects.toMatchObject({
      code: 'validation',
      fields: [expect.objectContaining({ pointer: '/token' })],
    });
  }
  await expect(run()).rejects.toMatchObject({ code: 'tooManyRequests' });
  expect(await count('operator')).toBe(0);
  await run({}, '198.51.100.1');
});
