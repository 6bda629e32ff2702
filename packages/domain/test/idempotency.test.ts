import { createTestDomain, makeTree, platformId, type TestDomain } from '@strowger/testing/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';

let domain: TestDomain;
beforeAll(async () => {
  domain = await createTestDomain();
});
afterAll(() => domain.close());

const create = async (name: string, idempotencyKey: string) =>
  domain.run(
    domain.platform,
    'createCustomer',
    { parentId: await platformId(domain), name, kind: 'reseller' },
    { idempotencyKey },
  );

it('a second call with the same key and payload gives the first one’s reply and changes nothing', async () => {
  const first = await create('Once', 'k-1');
  expect(await create('Once', 'k-1')).toEqual(first);
  const { items } = await domain.run(domain.platform, 'getCustomers', { search: 'Once' });
  expect(items).toHaveLength(1);
});

it('the same key with another payload is refused', async () => {
  await create('Twice', 'k-2');
  await expect(create('Other', 'k-2')).rejects.toMatchObject({ code: 'idempotencyMismatch' });
});

it('of 20 at the same time one creates, and the others replay it or are told that it is in flight', async () => {
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => create('Burst', 'k-3')));
  const made = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.id] : []));
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
  expect(new Set(made).size).toBe(1);
  expect(refused.every((code) => code === 'idempotencyInFlight')).toBe(true);
  expect((await domain.run(domain.platform, 'getCustomers', { search: 'Burst' })).items).toHaveLength(1);
});

it('a failed change stores no reply: the same key may be used when the fault is mended', async () => {
  await expect(
    domain.run(
      domain.platform,
      'createCustomer',
      { parentId: 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr', name: 'x', kind: 'end' },
      { idempotencyKey: 'k-4' },
    ),
  ).rejects.toMatchObject({ code: 'notFound' });
  await create('Mended', 'k-4');
});

it('a key is forgotten after 24 hours', async () => {
  const first = await create('Daily', 'k-5');
  domain.clock.advanceSeconds(24 * 3600 + 1);
  expect((await create('Daily', 'k-5')).id).not.toBe(first.id);
});

it('a reply with a secret is replayed whole and stored sealed', async () => {
  const { reseller } = await makeTree(domain);
  const make = () =>
    domain.run(
      reseller.caller,
      'createApiKey',
      { customerId: reseller.id, name: 'k', scopes: ['users:read'] },
      { idempotencyKey: 'k-6' },
    );
  const first = await make();
  expect(first.key).toMatch(/^strow_/);
  expect(await make()).toEqual(first);
  const stored = await domain.deps.db.rows<{ reply: string }>('select reply from idempotency_record');
  expect(stored.map((row) => row.reply).join()).not.toContain((first.key as string).slice(12));
});
