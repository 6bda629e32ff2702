import { createTestDomain, makeUser, type TestDomain } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allot, fault, treeWithUsers } from './provisioning.ts';

let domain: TestDomain;
beforeAll(async () => {
  domain = await createTestDomain();
});
afterAll(() => domain.close());

describe('forwards', () => {
  const forward = (userId: string, target: string, condition: 'unconditional' | 'busy' = 'unconditional') =>
    domain.run(domain.platform, 'createForward', { userId, target, condition });

  it('go to numbers, users, destinations and extensions', async () => {
    const { end, one, two } = await treeWithUsers(domain);
    const { at } = await allot(domain, end);
    const trunk = await domain.run(domain.platform, 'createDestination', {
      customerId: end.id,
      name: 'x',
      host: 'sip.carrier.example',
    });
    const number = await domain.run(domain.platform, 'createExtension', {
      customerId: end.id,
      direction: 'inbound',
      number: at(0),
      targetId: two.id,
    });
    for (const target of ['+31612345678', two.id, trunk.id, number.id])
      expect((await forward(one.id, target)).target).toBe(target);
    const { items } = await domain.run(domain.platform, 'getUserForwards', { userId: one.id });
    expect(items).toHaveLength(4);
  });

  it('that would come back to the forwarder are refused: at once, by another user, by a number', async () => {
    const { end, one, two } = await treeWithUsers(domain);
    const three = await makeUser(domain, end);
    await expect(forward(one.id, one.id)).rejects.toEqual(fault('/target'));
    await forward(one.id, two.id, 'busy');
    await forward(two.id, three.id);
    await expect(forward(three.id, one.id)).rejects.toEqual(fault('/target'));
    const { at } = await allot(domain, end);
    const number = await domain.run(domain.platform, 'createExtension', {
      customerId: end.id,
      direction: 'inbound',
      number: at(0),
      targetId: one.id,
    });
    await expect(forward(three.id, number.id)).rejects.toEqual(fault('/target'));
    await expect(forward(three.id, at(0))).rejects.toEqual(fault('/target'));
    const harmless = await forward(three.id, '+31612345678');
    await expect(
      domain.run(domain.platform, 'updateForward', { forwardId: harmless.id, target: one.id }),
    ).rejects.toEqual(fault('/target'));
  });

  it('may hold by a weekly schedule, which can be taken away again', async () => {
    const { one } = await treeWithUsers(domain);
    const schedule = {
      timeZone: 'Europe/Amsterdam',
      windows: [{ days: ['saturday', 'sunday'], from: '18:00', to: '08:00' }],
    } as const;
    const made = await domain.run(domain.platform, 'createForward', {
      userId: one.id,
      target: '+31612345678',
      condition: 'unconditional',
      schedule: { ...schedule, windows: [{ ...schedule.windows[0], days: ['saturday', 'sunday'] }] },
    });
    expect(made.schedule).toMatchObject({ timeZone: 'Europe/Amsterdam' });
    expect(
      (await domain.run(domain.platform, 'updateForward', { forwardId: made.id, schedule: null })).schedule,
    ).toBeNull();
  });
});
