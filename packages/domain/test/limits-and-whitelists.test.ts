import { createTestDomain, makeTree, type TestCustomer, type TestDomain } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { code, fault } from './provisioning.ts';

let domain: TestDomain;
beforeAll(async () => {
  domain = await createTestDomain();
});
afterAll(() => domain.close());

describe('limits and whitelists', () => {
  it('that an ancestor set are read and not changed from below; the one who set them and those above change them', async () => {
    const { reseller, child } = await makeTree(domain);
    const limit = await domain.run(reseller.caller, 'createLimit', {
      customerId: child.id,
      type: 'spend',
      threshold: '250.00',
      period: 'month',
    });
    const list = await domain.run(reseller.caller, 'createWhitelist', {
      customerId: child.id,
      name: 'x',
      type: 'destination',
      entries: [{ country: 'NL' }],
    });
    expect(await domain.run(child.caller, 'getLimit', { limitId: limit.id })).toMatchObject({
      threshold: '250.00',
      setBy: reseller.id,
    });
    const below = [
      () => domain.run(child.caller, 'updateLimit', { limitId: limit.id, threshold: '9999' }),
      () => domain.run(child.caller, 'deleteLimit', { limitId: limit.id }),
      () => domain.run(child.caller, 'updateWhitelist', { whitelistId: list.id, enabled: false }),
      () => domain.run(child.caller, 'deleteWhitelist', { whitelistId: list.id }),
    ];
    for (const attempt of below) await expect(attempt()).rejects.toEqual(code('reservedToParent'));
    await domain.run(domain.platform, 'updateLimit', { limitId: limit.id, threshold: '300' });
    await domain.run(reseller.caller, 'deleteLimit', { limitId: limit.id });
    const own = await domain.run(child.caller, 'createLimit', {
      customerId: child.id,
      type: 'concurrentCalls',
      threshold: '3',
    });
    await domain.run(child.caller, 'deleteLimit', { limitId: own.id });
  });

  it('stay the setter’s to change after the setter has moved', async () => {
    const { reseller, child, end, stranger } = await makeTree(domain);
    const limit = await domain.run(child.caller, 'createLimit', {
      customerId: end.id,
      type: 'concurrentCalls',
      threshold: '3',
    });
    await domain.run(domain.platform, 'updateCustomer', { customerId: child.id, parentId: stranger.id });
    const moved = { ...child.caller, path: stranger.caller.path + child.caller.path.slice(-26) };
    const change = { limitId: limit.id, threshold: '4' };
    expect(await domain.run(moved, 'updateLimit', change)).toMatchObject({ threshold: '4' });
    await expect(domain.run(reseller.caller, 'updateLimit', change)).rejects.toEqual(code('notFound'));
  });

  it.each([
    [{ type: 'concurrentCalls', threshold: '2.5' }, '/threshold'],
    [{ type: 'spend', threshold: '10', period: 'none' }, '/period'],
    [{ type: 'callDuration', threshold: '3600', period: 'day' }, '/period'],
    [{ type: 'concurrentCalls', threshold: '5', action: 'terminate' }, '/action'],
  ] as const)('%j is refused at %s', async (fields, pointer) => {
    const { reseller } = await makeTree(domain);
    await expect(
      domain.run(domain.platform, 'createLimit', { customerId: reseller.id, ...fields }),
    ).rejects.toEqual(fault(pointer));
  });

  it.each([
    [{ type: 'destination', entries: [{ cidr: '198.51.100.0/24' }] }, '/entries/0/cidr'],
    [{ type: 'ip', entries: [{ cidr: '198.51.100.0/24' }, { country: 'NL' }] }, '/entries/1/country'],
    [{ type: 'destination', mode: 'trust', entries: [{ country: 'NL' }] }, '/mode'],
    [{ type: 'ip', techPrefix: '99#', entries: [{ cidr: '198.51.100.0/24' }] }, '/techPrefix'],
    [{ type: 'ip', enabled: true }, '/enabled'],
  ] as const)('a whitelist %j is refused at %s', async (fields, pointer) => {
    const { reseller } = await makeTree(domain);
    const input = { customerId: reseller.id, name: 'x', ...fields } as Parameters<
      typeof domain.run<'createWhitelist'>
    >[2];
    await expect(domain.run(domain.platform, 'createWhitelist', input)).rejects.toEqual(fault(pointer));
  });

  it('trust an address once on the platform, unless technical prefixes tell the lists apart', async () => {
    const { reseller, stranger } = await makeTree(domain);
    const make = (customer: TestCustomer, cidr: string, techPrefix?: string) =>
      domain.run(customer.caller, 'createWhitelist', {
        customerId: customer.id,
        name: 'x',
        type: 'ip',
        mode: 'trust',
        entries: [{ cidr }],
        ...(techPrefix && { techPrefix }),
      });
    const first = await make(reseller, '203.0.113.0/25', '11#');
    await make(stranger, '203.0.113.64/26', '22#');
    await expect(make(stranger, '203.0.113.8/32', '11#')).rejects.toEqual(code('inUse'));
    await expect(make(stranger, '203.0.113.8/32')).rejects.toEqual(code('inUse'));
    const results = await Promise.allSettled([
      make(reseller, '192.0.2.0/24'),
      make(stranger, '192.0.2.128/25'),
    ]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    await domain.run(reseller.caller, 'updateWhitelist', { whitelistId: first.id, enabled: false });
    await make(stranger, '203.0.113.8/32', '11#');
  });
});
