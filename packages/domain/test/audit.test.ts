import { createTestDomain, makeTree, type TestDomain } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let domain: TestDomain;
beforeAll(async () => {
  domain = await createTestDomain();
});
afterAll(() => domain.close());

describe('the audit log', () => {
  it('tells who changed what on whose behalf, with the state before and after and no secret', async () => {
    const { reseller, child, stranger } = await makeTree(domain);
    await domain.run(reseller.caller, 'updateCustomer', { customerId: child.id, name: 'After' });
    const key = await domain.run(child.caller, 'createApiKey', {
      customerId: child.id,
      name: 'k',
      scopes: ['users:read'],
    });
    const { items } = await domain.run(reseller.caller, 'getAuditEntries', { customerId: child.id });
    expect(items[0]).toMatchObject({
      operation: 'createApiKey',
      subjectId: key.id,
      actingCustomerId: child.id,
      after: { key: '•••' },
    });
    expect(items[1]).toMatchObject({
      operation: 'updateCustomer',
      actingCustomerId: reseller.id,
      before: { name: 'Child reseller' },
      after: { name: 'After' },
    });
    expect((await domain.run(stranger.caller, 'getAuditEntries', { subjectId: child.id })).items).toEqual([]);
    const only = await domain.run(reseller.caller, 'getAuditEntries', { subjectId: key.id });
    expect(only.items).toHaveLength(1);
  });

  it('is read by period, and one entry at a time by whose scope it belongs to', async () => {
    const { reseller, child, stranger } = await makeTree(domain);
    const rename = async (name: string) => {
      await domain.run(reseller.caller, 'updateCustomer', { customerId: child.id, name });
      domain.clock.advanceSeconds(60);
    };
    for (const name of ['One', 'Two', 'Three']) await rename(name);
    const list = (period: { from?: string; to?: string }) =>
      domain
        .run(reseller.caller, 'getAuditEntries', {
          subjectId: child.id,
          operation: 'updateCustomer',
          ...period,
        })
        .then(({ items }) => items);
    const [three, two, one] = await list({});
    const { id: auditEntryId = '', at: twoAt = '' } = two ?? {};
    const threeAt = three?.at ?? '';
    expect(await list({ from: twoAt, to: threeAt })).toEqual([two]);
    expect(await list({ from: threeAt })).toEqual([three]);
    expect(await list({ to: twoAt })).toEqual([one]);

    expect(await domain.run(child.caller, 'getAuditEntry', { auditEntryId })).toEqual(two);
    await expect(domain.run(stranger.caller, 'getAuditEntry', { auditEntryId })).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});
