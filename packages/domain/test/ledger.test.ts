import { createTestDomain, makeTree, type TestDomain } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let domain: TestDomain;
beforeAll(async () => {
  domain = await createTestDomain();
});
afterAll(() => domain.close());

describe('the ledger', () => {
  it('adds up to the balance, whoever writes at the same time', async () => {
    const { reseller, child } = await makeTree(domain);
    const pay = (amount: string) =>
      domain.run(reseller.caller, 'createLedgerEntry', { customerId: child.id, kind: 'payment', amount });
    await Promise.all(Array.from({ length: 10 }, (_, i) => pay(`${i + 1}.05`)));
    await domain.run(reseller.caller, 'createLedgerEntry', {
      customerId: child.id,
      kind: 'correction',
      amount: '-0.5',
      comment: 'Typo',
    });
    expect(await domain.run(child.caller, 'getCustomer', { customerId: child.id })).toMatchObject({
      balance: '55',
    });
    const { items } = await domain.run(child.caller, 'getCustomerLedgerEntries', { customerId: child.id });
    expect(items).toHaveLength(11);
    expect(items[0]).toMatchObject({
      kind: 'correction',
      amount: '-0.5',
      balanceAfter: '55',
      currency: 'EUR',
    });
    // In the order of the list each balance is the one below and the amount.
    const cents = (text = '0') => Math.round(Number(text) * 100);
    items.forEach(({ amount, balanceAfter }, i) => {
      expect(cents(balanceAfter)).toBe(cents(items[i + 1]?.balanceAfter) + cents(amount));
    });
  });

  it('takes nothing from the customer itself, and no payment that takes money', async () => {
    const { reseller, child } = await makeTree(domain);
    const write = (caller: typeof child.caller, amount: string) =>
      domain.run(caller, 'createLedgerEntry', { customerId: child.id, kind: 'payment', amount });
    await expect(write(child.caller, '10')).rejects.toMatchObject({ code: 'reservedToParent' });
    for (const amount of ['-10', '0', '0.00'])
      await expect(write(reseller.caller, amount)).rejects.toMatchObject({ code: 'validation' });
  });
});
