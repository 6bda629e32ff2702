import { createTestDomain, makeDomain, makeUser, type TestDomain } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allot, code, fault, treeWithUsers } from './provisioning.ts';

let domain: TestDomain;
beforeAll(async () => {
  domain = await createTestDomain();
});
afterAll(() => domain.close());

describe('extensions', () => {
  it('of inbound numbers stand in a range that is allotted to the owner or above, once on the platform', async () => {
    const { reseller, stranger, end, one } = await treeWithUsers(domain);
    const { at } = await allot(domain, reseller);
    await makeDomain(domain, stranger);
    const foreign = await makeUser(domain, stranger);
    const make = (number: string, customerId = end.id, targetId = one.id) =>
      domain.run(domain.platform, 'createExtension', {
        customerId,
        direction: 'inbound',
        number,
        targetId,
      });
    const made = await make(at(1));
    expect(made).toMatchObject({ number: at(1), rangeStart: null, targetId: one.id, status: 'active' });
    await expect(make(at(1))).rejects.toEqual(code('inUse'));
    await expect(make('+4930123456')).rejects.toEqual(fault('/number'));
    await expect(make(at(2), stranger.id, foreign.id)).rejects.toEqual(fault('/number'));
    await domain.run(domain.platform, 'updateExtension', { extensionId: made.id, status: 'inactive' });
    const again = await make(at(1));
    await expect(
      domain.run(domain.platform, 'updateExtension', { extensionId: made.id, status: 'active' }),
    ).rejects.toEqual(code('inUse'));
    const found = await domain.run(domain.platform, 'getCustomerExtensions', {
      customerId: end.id,
      number: at(1),
      status: 'active',
    });
    expect(found.items.map((item) => item.id)).toEqual([again.id]);
  });

  it('of the whole scope are found by how their numbers begin, and by nobody beside it', async () => {
    const { reseller, child, stranger, end, one } = await treeWithUsers(domain);
    const { at } = await allot(domain, reseller);
    const make = (numbers: { number: string } | { rangeStart: string; rangeEnd: string }) =>
      domain.run(reseller.caller, 'createExtension', {
        customerId: end.id,
        direction: 'inbound',
        targetId: one.id,
        ...numbers,
      });
    const single = await make({ number: at(7) });
    const range = await make({ rangeStart: at(40), rangeEnd: at(59) });
    const find = async (numberBeginsWith: string, caller = child.caller) => {
      const { items } = await domain.run(caller, 'getExtensions', { numberBeginsWith });
      return items.map((item) => item.id);
    };
    const begin = at(0).slice(0, -2);
    expect(await find(begin)).toEqual([single.id, range.id]);
    expect(await find(at(7).slice(1))).toEqual([single.id]);
    // The last digit but one of a number in the middle of the range.
    expect(await find(`${begin}5`)).toEqual([range.id]);
    expect(await find(`${begin}6`)).toEqual([]);
    expect(await find(`${at(7)}1`)).toEqual([]);
    expect(await find(begin, stranger.caller)).toEqual([]);
  });

  it('of a range overlap no other, even when two are made at once', async () => {
    const { end, one } = await treeWithUsers(domain);
    const { at } = await allot(domain, end);
    const make = (from: number, to: number) =>
      domain.run(domain.platform, 'createExtension', {
        customerId: end.id,
        direction: 'inbound',
        rangeStart: at(from),
        rangeEnd: at(to),
        targetId: one.id,
      });
    const results = await Promise.allSettled([make(0, 20), make(10, 30)]);
    expect(
      results.map((result) => (result.status === 'rejected' ? result.reason.code : 'made')).sort(),
    ).toEqual(['inUse', 'made']);
    await expect(make(50, 40)).rejects.toEqual(fault('/rangeEnd'));
    const single = await make(60, 69);
    expect(
      await domain.run(domain.platform, 'updateExtension', { extensionId: single.id, number: at(60) }),
    ).toMatchObject({ number: at(60), rangeStart: null, rangeEnd: null });
  });

  it('hold no field of the other direction', async () => {
    const { end, one } = await treeWithUsers(domain);
    const both = {
      customerId: end.id,
      direction: 'inbound',
      number: '+31201234567',
      targetId: one.id,
      dialPattern: '00.',
    } as const;
    await expect(domain.run(domain.platform, 'createExtension', both)).rejects.toEqual(fault('/dialPattern'));
    const idle = { customerId: end.id, direction: 'outbound', dialPattern: '00.' } as const;
    await expect(domain.run(domain.platform, 'createExtension', idle)).rejects.toEqual(
      fault('/destinationId'),
    );
  });

  it('lead to nothing of another branch', async () => {
    const { end, stranger } = await treeWithUsers(domain);
    await makeDomain(domain, stranger);
    const foreign = await makeUser(domain, stranger);
    const { at } = await allot(domain, end);
    const make = { customerId: end.id, direction: 'inbound', number: at(0), targetId: foreign.id } as const;
    await expect(domain.run(domain.platform, 'createExtension', make)).rejects.toEqual(fault('/targetId'));
  });

  it('keep their range from being taken back; only the platform allots', async () => {
    const { reseller, end, one } = await treeWithUsers(domain);
    const { range, at } = await allot(domain, end);
    const made = await domain.run(domain.platform, 'createExtension', {
      customerId: end.id,
      direction: 'inbound',
      number: at(5),
      targetId: one.id,
    });
    await expect(
      domain.run(domain.platform, 'deleteNumberRange', { numberRangeId: range.id }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(made.id) });
    await domain.run(domain.platform, 'deleteExtension', { extensionId: made.id });
    await expect(
      domain.run(reseller.caller, 'deleteNumberRange', { numberRangeId: range.id }),
    ).rejects.toEqual(code('reservedToParent'));
    await domain.run(domain.platform, 'deleteNumberRange', { numberRangeId: range.id });
    const overlapping = domain.run(domain.platform, 'createNumberRange', {
      customerId: reseller.id,
      rangeStart: '+31201',
      rangeEnd: '+31201',
    });
    await expect(overlapping).rejects.toThrow();
  });
});
