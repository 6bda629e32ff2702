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
});
