import {
  authenticateOperator,
  createKeyAuthenticator,
  createOperator,
  operatorCaller,
} from '@strowger/domain';
import { createTestDomain, makeTree, operatorOf, type TestDomain } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let domain: TestDomain;
beforeAll(async () => {
  domain = await createTestDomain();
});
afterAll(() => domain.close());

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
    const caller = await createKeyAuthenticator(domain.deps)(text);
    expect(caller).toMatchObject({
      customerId: reseller.uuid,
      actor: { kind: 'apiKey', scopes: new Set(['users:read']) },
    });
  });

  it('is refused within a second of its revocation, also where it was used just before', async () => {
    const { reseller, key, text } = await make();
    const authenticate = createKeyAuthenticator(domain.deps);
    expect(await authenticate(text)).toBeDefined();
    await domain.run(reseller.caller, 'revokeApiKey', { apiKeyId: key.id });
    domain.clock.advanceSeconds(1);
    expect(await authenticate(text)).toBeUndefined();
    await expect(domain.run(reseller.caller, 'revokeApiKey', { apiKeyId: key.id })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('is refused at its expiry, and when its customer is terminated', async () => {
    const authenticate = createKeyAuthenticator(domain.deps);
    const soon = new Date(domain.clock.now().getTime() + 500).toISOString();
    const { text } = await make({ expiresAt: soon });
    expect(await authenticate(text)).toBeDefined();
    domain.clock.advanceSeconds(0.6);
    expect(await authenticate(text)).toBeUndefined();
    const { stranger } = await makeTree(domain);
    const key = await domain.run(stranger.caller, 'createApiKey', {
      customerId: stranger.id,
      name: 'k',
      scopes: ['users:read'],
    });
    await domain.run(domain.platform, 'updateCustomer', { customerId: stranger.id, status: 'terminated' });
    expect(await authenticate(key.key as string)).toBeUndefined();
  });

  it.each(['', 'strow_', 'strow_short', `strow_${'A'.repeat(43)}`, `sk_${'A'.repeat(43)}`])(
    'that is %j is nobody’s',
    async (text) => {
      expect(await createKeyAuthenticator(domain.deps)(text)).toBeUndefined();
    },
  );

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

describe('an operator', () => {
  const make = async (email: string) => {
    const { reseller } = await makeTree(domain);
    await createOperator(domain.deps, domain.platform, {
      customerId: reseller.uuid,
      email,
      name: 'Ann',
      role: 'manager',
      password: 'a long enough password',
    });
    return reseller;
  };
  const signIn = (email: string, password: string, ip = '192.0.2.1') =>
    authenticateOperator(domain.deps, { email, password, ip });

  it('signs in with email (whatever its case) and password, and acts for its customer', async () => {
    const reseller = await make('ann@one.example');
    const session = await signIn('Ann@One.example', 'a long enough password');
    expect(await operatorCaller(domain.deps, session.operatorId, session.sessionVersion)).toMatchObject({
      customerId: reseller.uuid,
      actor: { role: 'manager' },
    });
  });

  it('gets the same answer for a wrong password as for an unknown email', async () => {
    await make('ann@two.example');
    const answers = await Promise.all(
      ['ann@two.example', 'nobody@two.example'].map((email) =>
        signIn(email, 'wrong').catch((error) => error),
      ),
    );
    expect(answers[0]).toMatchObject({ code: 'unauthorized' });
    expect(answers[1].message).toBe(answers[0].message);
  });

  it('is held off after ten wrong passwords, also with the right one, until the window has passed', async () => {
    await make('ann@three.example');
    for (let i = 0; i < 10; i++) await signIn('ann@three.example', 'wrong', `192.0.2.${i}`).catch(() => {});
    await expect(signIn('ann@three.example', 'a long enough password', '198.51.100.1')).rejects.toMatchObject(
      { code: 'tooManyRequests' },
    );
    domain.clock.advanceSeconds(15 * 60 + 1);
    await signIn('ann@three.example', 'a long enough password', '198.51.100.1');
  });

  it('loses every session when the session version grows, when disabled, and when the customer is terminated', async () => {
    const reseller = await make('ann@four.example');
    const { operatorId } = await signIn('ann@four.example', 'a long enough password');
    await domain.deps.db.prisma.operator.update({ where: { id: operatorId }, data: { sessionVersion: 2 } });
    expect(await operatorCaller(domain.deps, operatorId, 1)).toBeUndefined();
    expect(await operatorCaller(domain.deps, operatorId, 2)).toBeDefined();
    const { items } = await domain.run(domain.platform, 'getCustomers', {});
    for (const customer of items.filter(
      (item) => item.parentId === items.find((c) => c.id === reseller.id)?.id,
    )) {
      const below = items.filter((item) => item.parentId === customer.id);
      for (const end of [...below, customer])
        await domain.run(domain.platform, 'updateCustomer', { customerId: end.id, status: 'terminated' });
    }
    await domain.run(domain.platform, 'updateCustomer', { customerId: reseller.id, status: 'terminated' });
    expect(await operatorCaller(domain.deps, operatorId, 2)).toBeUndefined();
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
