import { createHash } from 'node:crypto';
import { createTestDomain, makeDomain, makeTree, makeUser, type TestDomain } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let domain: TestDomain;
beforeAll(async () => {
  domain = await createTestDomain();
});
afterAll(() => domain.close());

const password = 'Tr0mbone-Walnut-93';
const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const digestsOf = async (username: string) =>
  (
    await domain.deps.db.rows<{ ha1: string; ha1_sha256: string }>(
      'select ha1, ha1_sha256 from "user" where username = $1',
      [username],
    )
  )[0];

describe('a new user', () => {
  it('registers in the default domain of the nearest level above', async () => {
    const { reseller, child, end } = await makeTree(domain);
    await makeDomain(domain, reseller, 'far.example.com');
    const near = await makeDomain(domain, child, 'near.example.com');
    const user = await makeUser(domain, end);
    expect(user).toMatchObject({
      domainId: near.id,
      domain: 'near.example.com',
      customerId: end.id,
      status: 'active',
    });
  });

  it('needs a domain', async () => {
    const { stranger } = await makeTree(domain);
    await expect(makeUser(domain, stranger)).rejects.toMatchObject({ code: 'validation' });
  });

  it('is refused in a domain of a customer that is not above it', async () => {
    const { reseller, stranger } = await makeTree(domain);
    const foreign = await makeDomain(domain, stranger);
    await expect(makeUser(domain, reseller, { domainId: foreign.id })).rejects.toMatchObject({
      code: 'validation',
    });
  });

  it('has a username that is free in its domain, even when two ask at once', async () => {
    const { reseller } = await makeTree(domain);
    await makeDomain(domain, reseller);
    const results = await Promise.allSettled(
      [1, 2].map(() => makeUser(domain, reseller, { username: 'desk' })),
    );
    expect(
      results.map((result) => (result.status === 'rejected' ? result.reason.code : 'made')).sort(),
    ).toEqual(['inUse', 'made']);
  });

  it('is refused past maxUsers, even when many ask at once', async () => {
    const { reseller } = await makeTree(domain);
    await makeDomain(domain, reseller);
    await domain.run(domain.platform, 'updateCustomer', { customerId: reseller.id, maxUsers: 3 });
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => makeUser(domain, reseller)));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(3);
  });

  it.each(['aaaaaaaaaaaaaaaa', 'abcdefghijklmno', 'Desk-Desk-Desk-1', 'desk-101-Password'])(
    'is refused with the weak password %s',
    async (weak) => {
      const { reseller } = await makeTree(domain);
      await makeDomain(domain, reseller);
      await expect(
        makeUser(domain, reseller, { username: 'desk-101', password: weak }),
      ).rejects.toMatchObject({ code: 'validation', fields: [{ pointer: '/password' }] });
    },
  );
});

describe('the users of a scope', () => {
  it('are found at every level below the caller, page by page, and nowhere else', async () => {
    const { reseller, child, stranger, end } = await makeTree(domain);
    await makeDomain(domain, reseller, 'scope.example.com');
    const low = await makeUser(domain, end, { username: 'scope-2', displayName: 'Balie Zuid' });
    const high = await makeUser(domain, child, { username: 'scope-1' });
    const above = await makeUser(domain, reseller, { username: 'scope-0' });
    const find = async (caller: typeof child.caller, search: string) =>
      (await domain.run(caller, 'getUsers', { search })).items.map((user) => user.id);
    expect(await find(reseller.caller, 'SCOPE-')).toEqual([above.id, high.id, low.id]);
    expect(await find(child.caller, 'scope-')).toEqual([high.id, low.id]);
    expect(await find(child.caller, 'balie')).toEqual([low.id]);
    expect(await find(child.caller, 'zu')).toEqual([low.id]);
    expect(await find(child.caller, 'ui')).toEqual([]);
    expect(await find(child.caller, '%')).toEqual([]);
    expect(await find(stranger.caller, 'scope-')).toEqual([]);
    const page = { search: 'scope-', limit: '1', sort: '-username' } as const;
    const first = await domain.run(child.caller, 'getUsers', page);
    expect(first.items.map((user) => user.id)).toEqual([low.id]);
    const cursor = first.nextCursor ?? '';
    const second = await domain.run(child.caller, 'getUsers', { ...page, cursor });
    expect(second).toMatchObject({ items: [{ id: high.id }], nextCursor: null });
    // A cursor of one list opens no other.
    const other = domain.run(child.caller, 'getCustomerUsers', { ...page, cursor, customerId: child.id });
    await expect(other).rejects.toMatchObject({ code: 'validation' });
  });
});

describe('the password', () => {
  it('is stored as its two digests and stands nowhere else', async () => {
    const { reseller } = await makeTree(domain);
    const sip = await makeDomain(domain, reseller);
    await domain.run(
      domain.platform,
      'createUser',
      { customerId: reseller.id, username: 'secretive', password },
      { idempotencyKey: 'secretive-1' },
    );
    expect(await digestsOf('secretive')).toEqual({
      ha1: md5(`secretive:${sip.domain}:${password}`),
      ha1_sha256: createHash('sha256').update(`secretive:${sip.domain}:${password}`).digest('hex'),
    });
    const tables = await domain.deps.db.rows<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) {
      const [found] = await domain.deps.db.rows<{ n: number }>(
        `select count(*)::int as n from "${name}" t where t::text like $1`,
        [`%${password}%`],
      );
      expect(`${name}: ${found?.n}`).toBe(`${name}: 0`);
    }
  });

  it('must come with a new username, and changes both digests', async () => {
    const { reseller } = await makeTree(domain);
    await makeDomain(domain, reseller);
    const user = await makeUser(domain, reseller, { username: 'before' });
    await expect(
      domain.run(reseller.caller, 'updateUser', { userId: user.id, username: 'after' }),
    ).rejects.toMatchObject({ code: 'validation', fields: [{ pointer: '/password' }] });
    const renamed = await domain.run(reseller.caller, 'updateUser', {
      userId: user.id,
      username: 'after',
      password,
    });
    expect(renamed).toMatchObject({ username: 'after', version: 2 });
    expect((await digestsOf('after'))?.ha1).toBe(md5(`after:${user.domain}:${password}`));
  });

  it('stays as it is when other things change', async () => {
    const { reseller } = await makeTree(domain);
    await makeDomain(domain, reseller);
    const user = await makeUser(domain, reseller, { username: 'steady' });
    const before = await digestsOf('steady');
    await domain.run(reseller.caller, 'updateUser', {
      userId: user.id,
      displayName: 'Front desk',
      callerId: '+31201234567',
    });
    expect(await digestsOf('steady')).toEqual(before);
  });
});
