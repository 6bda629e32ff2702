import { keepHouse, sessionCaller, signInOperator } from '@strowger/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDeliveryTree, type DeliveryTree } from './fixtures/delivery-tree.ts';

let tree: DeliveryTree;
beforeAll(async () => {
  tree = await createDeliveryTree();
});
afterAll(() => tree.close());

it('sessions that have ended and links that are too old are removed, and no others', async () => {
  const { domain } = tree;
  const { items } = await domain.run(domain.platform, 'getCustomers', { limit: '1' });
  const operator = {
    customerId: items[0]?.id ?? '',
    email: 'ann@house.example',
    name: 'Ann',
    role: 'owner',
  } as const;
  const password = 'a sentence that only she knows';
  const { id } = await domain.run(domain.platform, 'createOperator', { ...operator, password });
  await domain.run(domain.platform, 'createPasswordLink', { operatorId: id });
  const invited = await domain.run(domain.platform, 'createOperator', {
    ...operator,
    email: 'ivo@house.example',
  });
  const signIn = async () => {
    const visitor = { ip: '192.0.2.1', userAgent: '' };
    const answer = await signInOperator(domain.deps, { email: operator.email, password, ...visitor });
    return answer.outcome === 'signedIn' ? answer.sessionId : '';
  };
  await signIn();
  domain.clock.advanceSeconds(24 * 3600 + 1);
  const alive = await signIn();
  await keepHouse(tree.delivery);
  const { operatorSession, passwordLink } = domain.deps.db.prisma;
  expect((await operatorSession.findMany()).map((session) => session.id)).toEqual([alive]);
  expect(await sessionCaller(domain.deps, alive)).toBeDefined();
  expect(await passwordLink.count()).toBe(1);
  const { passwordLinkExpiresAt } = await domain.run(domain.platform, 'getOperator', {
    operatorId: invited.id,
  });
  expect(passwordLinkExpiresAt).toBe(invited.passwordLinkExpiresAt);
});
