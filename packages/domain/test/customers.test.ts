import {
  createTestDomain,
  makeCustomer,
  makeDomain,
  makeTree,
  makeUser,
  platformId,
  type TestDomain,
} from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let domain: TestDomain;
beforeAll(async () => {
  domain = await createTestDomain();
});
afterAll(() => domain.close());

const code = (expected: string) => expect.objectContaining({ code: expected });

describe('a new customer', () => {
  it('takes currency, time zone, country and locale from its parent where they are left out', async () => {
    const reseller = await makeCustomer(domain, undefined, {
      currency: 'USD',
      timeZone: 'America/Chicago',
      country: 'US',
      locale: 'en-US',
    });
    const made = await domain.run(reseller.caller, 'createCustomer', {
      parentId: reseller.id,
      name: 'Shop',
      kind: 'end',
    });
    expect(made).toMatchObject({
      currency: 'USD',
      timeZone: 'America/Chicago',
      country: 'US',
      locale: 'en-US',
      version: 1,
      effectiveStatus: 'active',
      balance: '0',
    });
  });

  it('is refused under an end customer', async () => {
    const { end } = await makeTree(domain);
    await expect(
      domain.run(domain.platform, 'createCustomer', { parentId: end.id, name: 'x', kind: 'end' }),
    ).rejects.toEqual(code('validation'));
  });

  it('is refused below the twelfth level', async () => {
    let deepest = await makeCustomer(domain, undefined);
    for (let level = 3; level <= 12; level++) deepest = await makeCustomer(domain, deepest);
    await expect(makeCustomer(domain, deepest)).rejects.toEqual(code('validation'));
  });

  it('is refused with an externalId that a sibling has, and taken with one that a cousin has', async () => {
    const { reseller, child } = await makeTree(domain);
    await makeCustomer(domain, reseller, { externalId: 'A-1' });
    await expect(makeCustomer(domain, reseller, { externalId: 'A-1' })).rejects.toEqual(code('inUse'));
    await makeCustomer(domain, child, { externalId: 'A-1' });
  });

  it('is charged only by a plan of its parent in its currency', async () => {
    const { reseller, child } = await makeTree(domain);
    const plan = (owner: string, currency: string) =>
      domain.run(domain.platform, 'createTariffplan', { customerId: owner, name: 'Plan', currency });
    const [mine, foreign, dollars] = await Promise.all([
      plan(reseller.id, 'EUR'),
      plan(child.id, 'EUR'),
      plan(reseller.id, 'USD'),
    ]);
    await expect(makeCustomer(domain, reseller, { tariffplanId: foreign.id })).rejects.toEqual(
      code('validation'),
    );
    await expect(makeCustomer(domain, reseller, { tariffplanId: dollars.id })).rejects.toEqual(
      code('validation'),
    );
    await makeCustomer(domain, reseller, { tariffplanId: mine.id });
  });
});

describe('what a customer may change', () => {
  it('is its name and contact on its own node, and not its ceilings', async () => {
    const { reseller } = await makeTree(domain);
    const named = await domain.run(reseller.caller, 'updateCustomer', {
      customerId: reseller.id,
      name: 'Renamed',
      contact: { city: 'Delft' },
    });
    expect(named).toMatchObject({ name: 'Renamed', contact: { city: 'Delft' }, version: 2 });
    for (const ceiling of [
      { creditLimit: '1000' },
      { status: 'suspended' as const },
      { maxUsers: null },
      { billingMode: 'postpaid' as const },
    ]) {
      await expect(
        domain.run(reseller.caller, 'updateCustomer', { customerId: reseller.id, ...ceiling }),
      ).rejects.toEqual(code('reservedToParent'));
    }
  });

  it('is all of what its parent may change on its children', async () => {
    const { reseller, child } = await makeTree(domain);
    const changed = await domain.run(reseller.caller, 'updateCustomer', {
      customerId: child.id,
      creditLimit: '250.00',
      maxUsers: 5,
    });
    expect(changed).toMatchObject({ creditLimit: '250.00', maxUsers: 5 });
  });

  it('is nothing with a stale version', async () => {
    const { reseller } = await makeTree(domain);
    await domain.run(
      domain.platform,
      'updateCustomer',
      { customerId: reseller.id, name: 'Second' },
      { ifVersion: 1 },
    );
    await expect(
      domain.run(
        domain.platform,
        'updateCustomer',
        { customerId: reseller.id, name: 'Third' },
        { ifVersion: 1 },
      ),
    ).rejects.toEqual(code('staleVersion'));
  });
});

describe('status', () => {
  it('suspended at an ancestor counts below, and only ancestors write there', async () => {
    const { reseller, child, end } = await makeTree(domain);
    await domain.run(domain.platform, 'updateCustomer', { customerId: reseller.id, status: 'suspended' });
    const seen = await domain.run(end.caller, 'getCustomer', { customerId: end.id });
    expect(seen).toMatchObject({ status: 'active', effectiveStatus: 'suspended' });
    for (const caller of [reseller.caller, child.caller]) {
      await expect(domain.run(caller, 'updateCustomer', { customerId: child.id, name: 'x' })).rejects.toEqual(
        code('customerSuspended'),
      );
    }
    await domain.run(domain.platform, 'updateCustomer', { customerId: child.id, name: 'By the platform' });
  });

  it('of every customer of a page is that of the customer asked for alone', async () => {
    const { reseller, child } = await makeTree(domain);
    await makeCustomer(domain, reseller, { kind: 'end' });
    const gone = await makeCustomer(domain, child, { kind: 'end' });
    const set = (customerId: string, status: 'suspended' | 'terminated') =>
      domain.run(domain.platform, 'updateCustomer', { customerId, status });
    await set(gone.id, 'terminated');
    await set(child.id, 'suspended');
    const { items } = await domain.run(domain.platform, 'getCustomers', { limit: '200' });
    for (const item of items) {
      expect(item).toEqual(await domain.run(domain.platform, 'getCustomer', { customerId: item.id }));
    }
    const below = items.filter(({ id }) => [child.id, gone.id].includes(id));
    expect(below.map(({ effectiveStatus }) => effectiveStatus)).toEqual(['suspended', 'terminated']);
  });

  it('terminated needs terminated children and is final', async () => {
    const { reseller, child, end } = await makeTree(domain);
    const end2 = { customerId: child.id, status: 'terminated' as const };
    await expect(domain.run(domain.platform, 'updateCustomer', end2)).rejects.toEqual(code('conflict'));
    await domain.run(domain.platform, 'updateCustomer', { customerId: end.id, status: 'terminated' });
    await domain.run(domain.platform, 'updateCustomer', end2);
    await expect(
      domain.run(domain.platform, 'updateCustomer', { customerId: child.id, status: 'active' }),
    ).rejects.toEqual(code('conflict'));
    await expect(makeCustomer(domain, child)).rejects.toEqual(code('validation'));
    expect(await domain.run(reseller.caller, 'getCustomer', { customerId: child.id })).toMatchObject({
      status: 'terminated',
    });
  });
});

describe('a move', () => {
  it('takes the subtree and what it owns along, and clears the tariffplan', async () => {
    const { reseller, child, end, stranger } = await makeTree(domain);
    await makeDomain(domain, child);
    const user = await makeUser(domain, end);
    const plan = await domain.run(domain.platform, 'createTariffplan', {
      customerId: reseller.id,
      name: 'Plan',
    });
    await domain.run(domain.platform, 'updateCustomer', { customerId: child.id, tariffplanId: plan.id });
    const moved = await domain.run(domain.platform, 'updateCustomer', {
      customerId: child.id,
      parentId: stranger.id,
    });
    expect(moved).toMatchObject({ parentId: stranger.id, tariffplanId: null });
    expect(await domain.run(stranger.caller, 'getUser', { userId: user.id })).toMatchObject({ id: user.id });
    await expect(domain.run(reseller.caller, 'getUser', { userId: user.id })).rejects.toEqual(
      code('notFound'),
    );
    await expect(domain.run(reseller.caller, 'getCustomer', { customerId: end.id })).rejects.toEqual(
      code('notFound'),
    );
  });

  it('under itself or below itself is refused', async () => {
    const { reseller, child } = await makeTree(domain);
    for (const parentId of [reseller.id, child.id]) {
      await expect(
        domain.run(domain.platform, 'updateCustomer', { customerId: reseller.id, parentId }),
      ).rejects.toEqual(code('validation'));
    }
  });

  it('of two that cross at the same time succeeds once, and never makes a cycle', async () => {
    for (let round = 0; round < 10; round++) {
      const [a, b] = [await makeCustomer(domain, undefined), await makeCustomer(domain, undefined)];
      const results = await Promise.allSettled([
        domain.run(domain.platform, 'updateCustomer', { customerId: a.id, parentId: b.id }),
        domain.run(domain.platform, 'updateCustomer', { customerId: b.id, parentId: a.id }),
      ]);
      expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
      const [row] = await domain.deps.db.rows<{ broken: number }>(
        `select count(*)::int as broken from customer c left join customer p on p.id = c.parent_id
         where c.parent_id is not null and (p.id is null or left(c.path, -26) <> p.path or c.depth <> p.depth + 1)`,
      );
      expect(row?.broken).toBe(0);
    }
  });

  it('to a parent outside the scope finds no such parent', async () => {
    const { reseller, child, stranger } = await makeTree(domain);
    await expect(
      domain.run(reseller.caller, 'updateCustomer', { customerId: child.id, parentId: stranger.id }),
    ).rejects.toEqual(code('notFound'));
  });
});

describe('lists', () => {
  it('show the acting customer and all below it, a parent before its children, page by page', async () => {
    const { reseller, child, end } = await makeTree(domain);
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await domain.run(reseller.caller, 'getCustomers', {
        limit: '1',
        ...(cursor && { cursor }),
      });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual([reseller.id, child.id, end.id]);
  });

  it('walked while rows come and go show every row that stood throughout exactly once', async () => {
    const reseller = await makeCustomer(domain, undefined);
    const standing = new Set<string>();
    for (let i = 0; i < 12; i++)
      standing.add(
        (await makeCustomer(domain, reseller, { name: `n${String(i * 10).padStart(3, '0')}` })).id,
      );
    const seen: string[] = [];
    let cursor: string | null | undefined;
    let step = 0;
    do {
      const page = await domain.run(reseller.caller, 'getCustomerCustomers', {
        customerId: reseller.id,
        limit: '3',
        ...(cursor && { cursor }),
      });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
      await makeCustomer(domain, reseller, { name: `n${String(step++ * 25 + 1).padStart(3, '0')}` });
    } while (cursor);
    expect(seen.filter((id) => standing.has(id)).sort()).toEqual([...standing].sort());
  });

  it('take no cursor of another list, of other filters, of another customer, or a forged one', async () => {
    const { reseller } = await makeTree(domain);
    const { nextCursor } = await domain.run(domain.platform, 'getCustomers', { limit: '1' });
    const cursor = nextCursor as string;
    const forged = `${cursor.slice(0, -1)}${cursor.endsWith('A') ? 'B' : 'A'}`;
    const attempts = [
      () => domain.run(domain.platform, 'getCustomers', { limit: '1', cursor: forged }),
      () => domain.run(domain.platform, 'getCustomers', { limit: '1', cursor: 'x' }),
      () => domain.run(domain.platform, 'getCustomers', { limit: '1', cursor, kind: 'end' }),
      () => domain.run(domain.platform, 'getCustomers', { limit: '1', cursor, sort: 'name' }),
      () => domain.run(reseller.caller, 'getCustomers', { limit: '1', cursor }),
      async () =>
        domain.run(domain.platform, 'getCustomerCustomers', {
          customerId: await platformId(domain),
          limit: '1',
          cursor,
        }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toEqual(code('validation'));
  });

  it('take search text literally', async () => {
    const reseller = await makeCustomer(domain, undefined);
    await makeCustomer(domain, reseller, { name: '100% Voice' });
    await makeCustomer(domain, reseller, { name: '100 Voice' });
    const { items } = await domain.run(reseller.caller, 'getCustomers', { search: '0% v' });
    expect(items.map((item) => item.name)).toEqual(['100% Voice']);
  });

  it('find one or two letters where a word begins, and signs alone at the beginning', async () => {
    const reseller = await makeCustomer(domain, undefined, { name: 'Zz reseller' });
    const names = ['Årsta Tele', 'Delta-Stad', 'Estate', 'St. Ives', '&co'];
    for (const name of names) await makeCustomer(domain, reseller, { name });
    const find = async (search: string) =>
      (await domain.run(reseller.caller, 'getCustomers', { search, sort: 'name' })).items.map(
        (item) => item.name,
      );
    expect(await find('sT')).toEqual(['Delta-Stad', 'St. Ives']);
    expect(await find('å')).toEqual(['Årsta Tele']);
    expect(await find('&')).toEqual(['&co']);
    expect(await find('-')).toEqual([]);
    // Where it stands is told by three letters, or by what stands beside them.
    expect(await find('sta')).toEqual(['Delta-Stad', 'Estate', 'Årsta Tele']);
    expect(await find('a-')).toEqual([]);
    expect(await find('ta-')).toEqual(['Delta-Stad']);
    expect(await find('a t')).toEqual(['Årsta Tele']);
  });
});
