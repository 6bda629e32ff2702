import { createKeyAuthenticator } from '@strowger/domain';
import { createTestDomain, makeTree, operatorOf, type TestDomain } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let domain: TestDomain;
beforeAll(async () => {
  domain = await createTestDomain();
});
afterAll(() => domain.close());

const address = '192.0.2.10';

describe('an API key', () => {
  const make = async (fields: { expiresAt?: string } = {}) => {
    const { reseller } = await makeTree(domain);
    const key = await domain.run(reseller.caller, 'createApiKey', {
      customerId: reseller.id,
      name: 'k',
      scopes: ['users:read'],
      ...fields,
    });
    return { reseller, key, text: key.key as string };
  };

  it('acts for its customer with its scopes', async () => {
    const { reseller, text } = await make();
    const caller = await createKeyAuthenticator(domain.deps)(text, address);
    expect(caller).toMatchObject({
      customerId: reseller.uuid,
      actor: { kind: 'apiKey', scopes: new Set(['users:read']) },
    });
  });

  it('is refused within a second of its revocation, also where it was used just before', async () => {
    const { reseller, key, text } = await make();
    const authenticate = createKeyAuthenticator(domain.deps);
    expect(await authenticate(text, address)).toBeDefined();
    await domain.run(reseller.caller, 'revokeApiKey', { apiKeyId: key.id });
    domain.clock.advanceSeconds(1);
    expect(await authenticate(text, address)).toBeUndefined();
    await expect(domain.run(reseller.caller, 'revokeApiKey', { apiKeyId: key.id })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('is refused at its expiry, and when its customer is terminated', async () => {
    const authenticate = createKeyAuthenticator(domain.deps);
    const soon = new Date(domain.clock.now().getTime() + 500).toISOString();
    const { text } = await make({ expiresAt: soon });
    expect(await authenticate(text, address)).toBeDefined();
    domain.clock.advanceSeconds(0.6);
    expect(await authenticate(text, address)).toBeUndefined();
    const { stranger } = await makeTree(domain);
    const key = await domain.run(stranger.caller, 'createApiKey', {
      customerId: stranger.id,
      name: 'k',
      scopes: ['users:read'],
    });
    await domain.run(domain.platform, 'updateCustomer', { customerId: stranger.id, status: 'terminated' });
    expect(await authenticate(key.key as string, address)).toBeUndefined();
  });

  it.each(['', 'strow_', 'strow_short', `strow_${'A'.repeat(43)}`, `sk_${'A'.repeat(43)}`])(
    'that is %j is nobody’s',
    async (text) => {
      expect(await createKeyAuthenticator(domain.deps)(text, address)).toBeUndefined();
    },
  );

  it('is used from its allowed addresses only, and tells when it was used last', async () => {
    const { reseller, key, text } = await make();
    await domain.run(reseller.caller, 'updateApiKey', {
      apiKeyId: key.id,
      allowedCidrs: ['192.0.2.0/28', '2001:db8::/32'],
    });
    const authenticate = createKeyAuthenticator(domain.deps);
    expect(await authenticate(text, '192.0.2.99')).toBeUndefined();
    expect((await domain.run(reseller.caller, 'getApiKey', { apiKeyId: key.id })).lastUsedAt).toBeNull();
    domain.clock.advanceSeconds(1);
    expect(await authenticate(text, '::ffff:192.0.2.3')).toBeDefined();
    expect(await authenticate(text, '2001:db8::7')).toBeDefined();
    const used = await domain.run(reseller.caller, 'getApiKey', { apiKeyId: key.id });
    expect(used.lastUsedAt).toBe(domain.clock.now().toISOString());
  });

  it('that is rotated works with its new secret only, and is no longer the old one', async () => {
    const { reseller, key, text } = await make();
    const rotated = await domain.run(reseller.caller, 'rotateApiKey', { apiKeyId: key.id });
    expect(rotated).toMatchObject({ id: key.id, version: 2 });
    const authenticate = createKeyAuthenticator(domain.deps);
    expect(await authenticate(text, address)).toBeUndefined();
    expect(await authenticate(rotated.key as string, address)).toBeDefined();
  });

  it('hands out no scope that it lacks itself', async () => {
    const { reseller } = await makeTree(domain);
    const maker = {
      ...reseller.caller,
      actor: { kind: 'apiKey', id: reseller.uuid, name: 'k', scopes: new Set(['api-keys:write']) },
    } as const;
    await expect(
      domain.run(
        { ...maker, actor: { ...maker.actor, scopes: new Set(['api-keys:write'] as const) } },
        'createApiKey',
        { customerId: reseller.id, name: 'n', scopes: ['users:write'] },
      ),
    ).rejects.toMatchObject({ code: 'missingScope' });
  });

  it('is not stored in a form that could be used', async () => {
    const { text } = await make();
    const rows = await domain.deps.db.rows<{ row: string }>(
      `select api_key::text as row from api_key union all select audit_entry::text from audit_entry`,
    );
    expect(rows.map((row) => row.row).join()).not.toContain(text.slice(12));
  });
});

describe('roles', () => {
  it.each([
    ['manager', 'createCustomer', 'allowed'],
    ['finance', 'createCustomer', 'missingRole'],
    ['viewer', 'createCustomer', 'missingRole'],
    ['finance', 'createTariffplan', 'allowed'],
    ['viewer', 'createTariffplan', 'missingRole'],
    ['manager', 'createApiKey', 'missingRole'],
    ['owner', 'createApiKey', 'allowed'],
  ] as const)('%s: %s is %s', async (role, operation, outcome) => {
    const { reseller } = await makeTree(domain);
    const caller = operatorOf(reseller.uuid, reseller.caller.path, role);
    const calls = {
      createCustomer: () =>
        domain.run(caller, 'createCustomer', { parentId: reseller.id, name: 'x', kind: 'end' }),
      createTariffplan: () => domain.run(caller, 'createTariffplan', { customerId: reseller.id, name: 'x' }),
      createApiKey: () =>
        domain.run(caller, 'createApiKey', { customerId: reseller.id, name: 'x', scopes: ['users:read'] }),
    };
    const answer = await calls[operation]().then(
      () => 'allowed',
      (error) => error.code,
    );
    expect(answer).toBe(outcome);
  });
});
