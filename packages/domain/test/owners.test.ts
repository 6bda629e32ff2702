import { createTestDomain, type TestDomain } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { code, treeWithUsers } from './provisioning.ts';

let domain: TestDomain;
beforeAll(async () => {
  domain = await createTestDomain();
});
afterAll(() => domain.close());

describe('an owner', () => {
  it('is exactly one of a customer and a user; a user implies its customer', async () => {
    const { end, one } = await treeWithUsers(domain);
    const make = (owner: { customerId?: string; userId?: string }) =>
      domain.run(domain.platform, 'createLimit', { ...owner, type: 'concurrentCalls', threshold: '5' });
    await expect(make({})).rejects.toEqual(code('validation'));
    await expect(make({ customerId: end.id, userId: one.id })).rejects.toEqual(code('validation'));
    expect(await make({ userId: one.id })).toMatchObject({ userId: one.id, customerId: end.id });
    expect(await make({ customerId: end.id })).toMatchObject({ userId: null, customerId: end.id });
    const ofUser = await domain.run(domain.platform, 'getUserLimits', { userId: one.id });
    const ofCustomer = await domain.run(domain.platform, 'getCustomerLimits', { customerId: end.id });
    expect([ofUser.items.length, ofCustomer.items.length]).toEqual([1, 2]);
  });
});
