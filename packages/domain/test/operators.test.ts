import { sessionCaller, signInOperator } from '@strowger/domain';
import { createTestDomain, makeTree, type TestDomain } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let domain: TestDomain;
beforeAll(async () => {
  domain = await createTestDomain();
});
afterAll(() => domain.close());

const address = '192.0.2.10';

async function openSession(
  { deps }: TestDomain,
  email: string,
  password: string,
  ip: string,
): Promise<string> {
  const answer = await signInOperator(deps, { email, password, ip, userAgent: 'a browser' });
  if (answer.outcome !== 'signedIn') throw new Error(answer.outcome);
  return answer.sessionId;
}

describe('an operator', () => {
  const make = async (email: string) => {
    const { reseller } = await makeTree(domain);
    await domain.run(domain.platform, 'createOperator', {
      customerId: reseller.id,
      email,
      name: 'Ann',
      role: 'manager',
      password: 'a long enough password',
    });
    return reseller;
  };
  const signIn = (email: string, password: string, ip = '192.0.2.1') =>
    openSession(domain, email, password, ip);

  it('signs in with email (whatever its case) and password, and acts for its customer', async () => {
    const reseller = await make('ann@one.example');
    const sessionId = await signIn('Ann@One.example', 'a long enough password');
    expect(await sessionCaller(domain.deps, sessionId)).toMatchObject({
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

  it('is looked at ten times at most, also where the attempts come all at once', async () => {
    const codes = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        signIn('nobody@flood.example', 'wrong', `198.51.100.${i}`).catch((error) => error.code),
      ),
    );
    const looked = codes.filter((code) => code === 'unauthorized').length;
    expect(looked).toBeLessThanOrEqual(10);
    expect(codes.filter((code) => code === 'tooManyRequests')).toHaveLength(30 - looked);
  });

  it('has no session any more when the customer is terminated', async () => {
    const reseller = await make('ann@four.example');
    const sessionId = await signIn('ann@four.example', 'a long enough password');
    expect(await sessionCaller(domain.deps, sessionId)).toBeDefined();
    const { items } = await domain.run(domain.platform, 'getCustomers', {});
    for (const customer of items.filter(
      (item) => item.parentId === items.find((c) => c.id === reseller.id)?.id,
    )) {
      const below = items.filter((item) => item.parentId === customer.id);
      for (const end of [...below, customer])
        await domain.run(domain.platform, 'updateCustomer', { customerId: end.id, status: 'terminated' });
    }
    await domain.run(domain.platform, 'updateCustomer', { customerId: reseller.id, status: 'terminated' });
    expect(await sessionCaller(domain.deps, sessionId)).toBeUndefined();
  });
});

describe('operators as operations', () => {
  const sentence = 'a sentence that only she knows';
  const make = (customerId: string, email: string, role: 'owner' | 'viewer' = 'owner') =>
    domain.run(domain.platform, 'createOperator', {
      customerId,
      email,
      name: 'Ann',
      role,
      password: sentence,
    });

  it('a new role, a new password and disabling end the sessions; a new name does not', async () => {
    const { reseller } = await makeTree(domain);
    const operator = await make(reseller.id, 'ann@five.example', 'viewer');
    const session = async () => {
      const sessionId = await openSession(domain, operator.email, sentence, address);
      return () => sessionCaller(domain.deps, sessionId);
    };
    const first = await session();
    await domain.run(reseller.caller, 'updateOperator', { operatorId: operator.id, name: 'Anna' });
    expect(await first()).toBeDefined();
    await domain.run(reseller.caller, 'updateOperator', { operatorId: operator.id, role: 'manager' });
    expect(await first()).toBeUndefined();
    const second = await session();
    await domain.run(reseller.caller, 'updateOperator', { operatorId: operator.id, enabled: false });
    expect(await second()).toBeUndefined();
    await expect(session()).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('the last owner of a customer is not put out by the customer itself', async () => {
    const { reseller } = await makeTree(domain);
    const [one, two] = [
      await make(reseller.id, 'one@six.example'),
      await make(reseller.id, 'two@six.example'),
    ];
    const results = await Promise.allSettled(
      [one, two].map(({ id }) =>
        domain.run(reseller.caller, 'updateOperator', { operatorId: id, role: 'viewer' }),
      ),
    );
    expect(
      results.map((result) => (result.status === 'rejected' ? result.reason.code : 'done')).sort(),
    ).toEqual(['conflict', 'done']);
  });
});
