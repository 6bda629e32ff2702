import {
  createTestDomain,
  makeCustomer,
  makeDomain,
  makeTree,
  makeUser,
  type TestDomain,
} from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let domain: TestDomain;
beforeAll(async () => {
  domain = await createTestDomain();
});
afterAll(() => domain.close());

const conflict = (text: string | RegExp) =>
  expect.objectContaining({ code: 'conflict', message: expect.stringMatching(text) });
const gone = expect.objectContaining({ code: 'notFound' });

describe('a customer', () => {
  const remove = (customerId: string) => domain.run(domain.platform, 'deleteCustomer', { customerId });
  const terminate = (customerId: string) =>
    domain.run(domain.platform, 'updateCustomer', { customerId, status: 'terminated' });

  it('goes with its limits, keys and operators once it is terminated and has neither children nor history', async () => {
    const parent = await makeCustomer(domain, undefined);
    const child = await makeCustomer(domain, parent);
    await domain.run(domain.platform, 'createLimit', {
      customerId: child.id,
      type: 'concurrentCalls',
      threshold: '1',
    });
    await domain.run(domain.platform, 'createApiKey', {
      customerId: child.id,
      name: 'k',
      scopes: ['users:read'],
    });
    await expect(remove(child.id)).rejects.toEqual(conflict('terminated first'));
    await terminate(child.id);
    await expect(domain.run(child.caller, 'deleteCustomer', { customerId: child.id })).rejects.toMatchObject({
      code: 'customerSuspended',
    });
    await terminate(parent.id);
    await expect(remove(parent.id)).rejects.toEqual(conflict('children'));
    await remove(child.id);
    await expect(remove(child.id)).rejects.toEqual(gone);
    await remove(parent.id);
  });

  it('stays where it has ledger entries, users or plans', async () => {
    const make: Record<string, (id: string) => Promise<unknown>> = {
      'ledger entries': (customerId) =>
        domain.run(domain.platform, 'createLedgerEntry', { customerId, kind: 'payment', amount: '1' }),
      tariffplans: (customerId) => domain.run(domain.platform, 'createTariffplan', { customerId, name: 'P' }),
      domains: (customerId) =>
        domain.run(domain.platform, 'createDomain', { customerId, domain: 'kept.example.com' }),
    };
    for (const [what, add] of Object.entries(make)) {
      const { id } = await makeCustomer(domain, undefined);
      await add(id);
      await terminate(id);
      await expect(remove(id)).rejects.toEqual(conflict(what));
    }
  });
});

it('a user goes when nothing leads to it and it owns nothing; its domain when it has no users', async () => {
  const { reseller, end } = await makeTree(domain);
  const sip = await makeDomain(domain, reseller);
  const [one, two] = [await makeUser(domain, end), await makeUser(domain, end)];
  const forward = await domain.run(domain.platform, 'createForward', {
    userId: one.id,
    condition: 'busy',
    target: two.id,
  });
  for (const userId of [one.id, two.id]) {
    await expect(domain.run(domain.platform, 'deleteUser', { userId })).rejects.toEqual(conflict(forward.id));
  }
  await expect(domain.run(domain.platform, 'deleteDomain', { domainId: sip.id })).rejects.toEqual(
    conflict(one.id),
  );
  await domain.run(domain.platform, 'deleteForward', { forwardId: forward.id });
  for (const userId of [one.id, two.id]) await domain.run(domain.platform, 'deleteUser', { userId });
  await domain.run(domain.platform, 'deleteDomain', { domainId: sip.id });
  await expect(domain.run(domain.platform, 'getDomain', { domainId: sip.id })).rejects.toEqual(gone);
});

describe('rates and plans', () => {
  const setUp = async () => {
    const { reseller, child } = await makeTree(domain);
    const plan = await domain.run(domain.platform, 'createTariffplan', {
      customerId: reseller.id,
      name: 'P',
    });
    const rate = (validFrom?: string) =>
      domain.run(domain.platform, 'createRate', {
        tariffplanId: plan.id,
        prefix: '31',
        name: 'NL',
        pricePerMinute: '0.01',
        ...(validFrom && { validFrom }),
      });
    return { reseller, child, plan, rate };
  };

  it('that have not begun can change and go; begun ones are only ended, and not in the past', async () => {
    const { rate } = await setUp();
    const begun = await rate();
    const update = (fields: object) =>
      domain.run(domain.platform, 'updateRate', { rateId: begun.id, ...fields });
    await expect(update({ pricePerMinute: '0.02' })).rejects.toMatchObject({
      fields: [{ pointer: '/pricePerMinute' }],
    });
    await expect(update({ validTo: '2026-01-01T00:00:00Z' })).rejects.toMatchObject({
      fields: [{ pointer: '/validTo' }],
    });
    await expect(domain.run(domain.platform, 'deleteRate', { rateId: begun.id })).rejects.toEqual(
      conflict('begun'),
    );
    expect(await update({ validTo: '2027-01-01T00:00:00Z' })).toMatchObject({
      validTo: '2027-01-01T00:00:00.000Z',
      version: 2,
    });
    const future = await rate('2027-01-01T00:00:00Z');
    expect(
      await domain.run(domain.platform, 'updateRate', { rateId: future.id, pricePerMinute: '0.02' }),
    ).toMatchObject({ pricePerMinute: '0.02' });
    const overlapping = domain.run(domain.platform, 'updateRate', {
      rateId: future.id,
      validFrom: '2026-12-01T00:00:00Z',
    });
    await expect(overlapping).rejects.toMatchObject({ code: 'conflict' });
    await domain.run(domain.platform, 'deleteRate', { rateId: future.id });
  });

  it('of an assigned plan, or a plan that was in use, stay', async () => {
    const { child, plan, rate } = await setUp();
    const remove = () => domain.run(domain.platform, 'deleteTariffplan', { tariffplanId: plan.id });
    await domain.run(domain.platform, 'updateCustomer', { customerId: child.id, tariffplanId: plan.id });
    await expect(remove()).rejects.toEqual(conflict(child.id));
    await domain.run(domain.platform, 'updateCustomer', { customerId: child.id, tariffplanId: null });
    const future = await rate('2027-01-01T00:00:00Z');
    const begun = await domain.run(domain.platform, 'createRate', {
      tariffplanId: plan.id,
      prefix: '32',
      name: 'BE',
      pricePerMinute: '0.01',
    });
    await expect(remove()).rejects.toEqual(conflict('begun'));
    expect([future.id, begun.id]).toHaveLength(2);
    const empty = await domain.run(domain.platform, 'createTariffplan', {
      customerId: child.id,
      name: 'Empty',
    });
    await domain.run(domain.platform, 'deleteTariffplan', { tariffplanId: empty.id });
  });

  it('are not changed by the one who is charged by them', async () => {
    const { child, plan, rate } = await setUp();
    const begun = await rate();
    await domain.run(domain.platform, 'updateCustomer', { customerId: child.id, tariffplanId: plan.id });
    expect(await domain.run(child.caller, 'getRate', { rateId: begun.id })).toMatchObject({ id: begun.id });
    await expect(domain.run(child.caller, 'updateRate', { rateId: begun.id, name: 'x' })).rejects.toEqual(
      gone,
    );
    await expect(
      domain.run(child.caller, 'updateTariffplan', { tariffplanId: plan.id, name: 'x' }),
    ).rejects.toEqual(gone);
  });
});
