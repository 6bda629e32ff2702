import type { CallSimulation, OperationWireInput } from '@strowger/contracts';
import type { Caller } from '@strowger/domain';
import {
  createTestDomain,
  makeCustomer,
  makeDomain,
  makeUser,
  operatorOf,
  type TestCustomer,
  type TestDomain,
} from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainEngineCalls } from '../src/index.ts';
import { after, engineCall, leg as legOf, writeCalls } from './fixtures/engine-calls.ts';
import { uuidOf } from './fixtures/ingest-tree.ts';
import { makeSipWorld, type SipWorld } from './fixtures/sip-world.ts';
import { allot } from './provisioning.ts';

const NUMBER = '+31612345678';

let domain: TestDomain;
let world: SipWorld;
beforeAll(async () => {
  domain = await createTestDomain();
  world = await makeSipWorld(domain);
});
afterAll(() => domain.close());

const run: TestDomain['run'] = (...args) => domain.run(...args);
type Asked = Partial<OperationWireInput<'simulateCall'>>;
const simulate = (asked: Asked = {}, reader: Caller = domain.platform): Promise<CallSimulation> =>
  run(reader, 'simulateCall', { userId: world.alice.id, number: NUMBER, sourceIp: '198.51.100.7', ...asked });
const onlyLeg = async (asked?: Asked, reader?: Caller) => {
  const { legs } = await simulate(asked, reader);
  expect(legs).toHaveLength(1);
  return legs[0] as CallSimulation['legs'][number];
};
const rulesOf = ({ rules }: CallSimulation['legs'][number]) =>
  rules.map(({ rule, answer }) => `${rule} ${answer}`);
async function withLimit(
  owner: TestCustomer | { id: string },
  fields: Omit<OperationWireInput<'createLimit'>, 'customerId' | 'userId'>,
  use: (limitId: string) => Promise<void>,
) {
  const { id } = await run(domain.platform, 'createLimit', { customerId: owner.id, ...fields });
  try {
    await use(id);
  } finally {
    await run(domain.platform, 'deleteLimit', { limitId: id });
  }
}

describe('a simulated call', () => {
  it('tells where it goes, every rule that was asked, and the price at the level of who asks', async () => {
    const told = await onlyLeg({ number: '0201234567', talkSeconds: '90' });
    expect(told).toMatchObject({
      outcome: 'destination',
      sipCode: null,
      reason: null,
      callType: 'outbound',
      customerId: world.end.id,
      userId: world.alice.id,
      number: '+31201234567',
      destinations: [{ destinationId: world.trunk.id, name: 'Carrier' }],
      maxTalkSeconds: 14_400,
      cost: null,
      revenue: { amount: '0.0150', ratingStatus: 'rated', tariffplan: { id: world.plans[0] } },
    });
    expect(rulesOf(told)).toEqual([
      'status passed',
      'ipWhitelist passed',
      'dialPattern found',
      'destinationWhitelist passed',
      'callerIdWhitelist passed',
      'rate found',
      'rate found',
      'destination found',
    ]);
    const atReseller = await onlyLeg({ number: '0201234567', talkSeconds: '90' }, world.reseller.caller);
    expect(atReseller).toMatchObject({ cost: { amount: '0.0150' }, revenue: { amount: '0.0900' } });
    const atEnd = await onlyLeg({ number: '0201234567', talkSeconds: '90' }, world.end.caller);
    expect(atEnd).toMatchObject({ cost: { amount: '0.0900' }, revenue: null });
  });

  it('that is refused before its kind was looked at has none', async () => {
    for (const number of ['%H$8^z1J*=B:', '6M }']) {
      expect(await onlyLeg({ number, sourceIp: '::' })).toMatchObject({ outcome: 'refused', callType: null });
    }
  });

  it('costs what a record of the same call is charged', async () => {
    // The rates begin now.
    const now = (domain.clock.now().getTime() - Date.parse('2026-11-25T10:00:00Z')) / 1000;
    const by = { user: uuidOf('user', world.alice.id), customer: world.end.uuid };
    const legs = legOf({ type: 'outbound', ...by, number: NUMBER, at: now + 1 });
    const call = engineCall({ legs, setup_ts: after(now + 1), ringing_ts: '', answer_ts: after(now + 2) });
    await writeCalls(domain, [call]);
    await drainEngineCalls(domain.deps);
    const [charge] = await domain.deps.db.rows(
      `select g.cost_amount::text as cost, g.revenue_amount::text as revenue from charge g where g.customer_id = $1`,
      [world.reseller.uuid],
    );
    const { cost, revenue } = await onlyLeg({ talkSeconds: '91' }, world.reseller.caller);
    expect(charge).toEqual({ cost: cost?.amount, revenue: revenue?.amount });
  });

  it('names the rule that refuses to who may know it, and that there is one to others', async () => {
    await withLimit(world.reseller, { type: 'callAttempts', threshold: '1' }, async (limitId) => {
      await domain.deps.db.rows('insert into limit_delta (limit_id, slot, value) values ($1, $2, 5)', [
        uuidOf('limit', limitId),
        domain.clock.now(),
      ]);
      const refused = { outcome: 'refused', sipCode: 403, reason: 'ancestorLimit' };
      const above = await onlyLeg({}, world.reseller.caller);
      expect(above).toMatchObject({ ...refused, refusedBy: world.reseller.id });
      expect(above.rules.at(-1)).toEqual({
        rule: 'callAttempts',
        answer: 'refused',
        customerId: world.reseller.id,
        customerName: 'Reseller',
        thingId: limitId,
      });
      const below = await onlyLeg({}, world.end.caller);
      expect(below).toMatchObject({ ...refused, refusedBy: null });
      expect(below.rules.at(-1)).toEqual({
        rule: 'ancestor',
        answer: 'refused',
        customerId: null,
        customerName: null,
        thingId: null,
      });
    });
    const byOwn = await onlyLeg({ number: '+88212345678' }, world.end.caller);
    expect(byOwn).toMatchObject({ outcome: 'refused', reason: 'rateBlocked', refusedBy: world.end.id });
    expect(byOwn.rules.at(-1)).toMatchObject({ rule: 'rate', answer: 'refused', customerName: 'End' });
    for (const [number, reason, rule] of [
      ['1234', 'numberInvalid', 'number'],
      ["31'; drop", 'numberInvalid', 'number'],
      ['carol', 'numberUnknown', 'number'],
    ] as const) {
      const told = await onlyLeg({ number });
      expect(told).toMatchObject({
        reason,
        rules: expect.arrayContaining([expect.objectContaining({ rule, answer: 'refused' })]),
      });
    }
  });

  it('tells nothing of the levels above: neither their rules, trunks and prices nor a figure of them', async () => {
    await withLimit(world.reseller, { type: 'callDuration', threshold: '77' }, async () => {
      await withLimit(world.reseller, { type: 'concurrentCalls', threshold: '3' }, async (limitId) => {
        await withLimit(world.end, { type: 'concurrentCalls', threshold: '9' }, async (ownId) => {
          const above = await onlyLeg({}, world.reseller.caller);
          expect(above.maxTalkSeconds).toBe(77);
          expect(above.ceilings).toEqual([
            { counts: 'concurrentCalls', ceiling: 9, thingId: ownId },
            { counts: 'concurrentCalls', ceiling: 3, thingId: limitId },
          ]);
          const below = await onlyLeg({ number: '0612345678' }, world.end.caller);
          expect(below.maxTalkSeconds).toBeNull();
          expect(below.ceilings).toEqual([{ counts: 'concurrentCalls', ceiling: 9, thingId: ownId }]);
          expect(below.destinations).toEqual([{ destinationId: null, name: null }]);
          expect(rulesOf(below).filter((rule) => rule.startsWith('rate'))).toEqual(['rate found']);
          const text = JSON.stringify(below);
          for (const hidden of [
            limitId,
            world.trunk.id,
            world.reseller.id,
            world.plans[0],
            'Carrier',
            'Reseller',
          ])
            expect(text).not.toContain(hidden);
          // As a value: random ids may hold the figure.
          expect(text).not.toMatch(/:"?77"?[,}]/);
        });
      });
    });
  });

  it('follows forwards, each paid by who forwards, and names those that depend on what happens', async () => {
    const make = (fields: object) =>
      run(domain.platform, 'createForward', {
        userId: world.bob.id,
        condition: 'busy',
        ...fields,
      } as OperationWireInput<'createForward'>);
    const busy = await make({ target: '+442071234567' });
    const ringing = await onlyLeg({ number: 'bob' }, world.end.caller);
    expect(ringing).toMatchObject({
      outcome: 'user',
      callType: 'internal',
      calleeUserId: world.bob.id,
      calleeCustomerId: world.end.id,
      forwards: { busy: busy.id, noAnswer: null, unreachable: null },
      cost: { amount: '0.0000', ratingStatus: 'zero' },
    });
    const always = await make({ condition: 'unconditional', target: NUMBER });
    const { legs } = await simulate({ number: 'bob' }, world.end.caller);
    expect(legs).toMatchObject([
      { outcome: 'forward', calleeUserId: world.bob.id, cost: { ratingStatus: 'zero' } },
      {
        outcome: 'destination',
        callType: 'forwarded',
        forwardId: always.id,
        userId: world.bob.id,
        number: NUMBER,
        cost: { amount: '0.0600' },
      },
    ]);
    const circle = await make({ condition: 'unconditional', target: world.at(0), priority: 0 }).catch(
      () => undefined,
    );
    for (const forward of [busy, always, circle]) {
      if (forward) await run(domain.platform, 'deleteForward', { forwardId: forward.id });
    }
  });

  it('to somebody else on the platform tells that it is answered there, and nothing of whom', async () => {
    const stranger = await makeCustomer(domain, undefined, { name: 'Stranger' });
    await makeDomain(domain, stranger);
    const other = await makeUser(domain, stranger, { username: 'other' });
    const { at } = await allot(domain, stranger);
    await run(domain.platform, 'createExtension', {
      customerId: stranger.id,
      direction: 'inbound',
      number: at(0),
      targetId: other.id,
    });
    await run(domain.platform, 'createForward', {
      userId: other.id,
      condition: 'unconditional',
      target: NUMBER,
    });
    expect((await simulate({ number: at(0) })).legs).toMatchObject([
      { outcome: 'forward' },
      { outcome: 'destination' },
    ]);
    const told = await simulate({ number: at(0) }, world.end.caller);
    expect(told.legs).toMatchObject([
      {
        outcome: 'user',
        callType: 'internal',
        calleeUserId: null,
        calleeCustomerId: null,
        ringSeconds: null,
      },
    ]);
    for (const hidden of [stranger.id, other.id, 'Stranger'])
      expect(JSON.stringify(told)).not.toContain(hidden);
  });

  it('for help goes through and is free, suspended or not; at another time it is judged by that', async () => {
    await run(domain.platform, 'updateUser', { userId: world.alice.id, status: 'suspended' });
    expect(await onlyLeg({ number: '112' }, world.end.caller)).toMatchObject({
      outcome: 'destination',
      callType: 'emergency',
      cost: { amount: '0.0000', ratingStatus: 'zero' },
    });
    expect(await onlyLeg({}, world.end.caller)).toMatchObject({ reason: 'userSuspended', refusedBy: null });
    await run(domain.platform, 'updateUser', { userId: world.alice.id, status: 'active' });
    // The plans begin today.
    const before = await onlyLeg({ startedAt: '2026-01-01T00:00:00Z' }, world.end.caller);
    expect(before).toMatchObject({ outcome: 'destination', cost: { amount: null, ratingStatus: 'unrated' } });
    expect(rulesOf(before)).toContain('rate none');
  });

  it('tells prices to no key that may not read tariffs', async () => {
    const { customerId, path } = operatorOf(world.end.uuid, world.end.caller.path);
    const key = (scopes: ('users:read' | 'tariffplans:read')[]): Caller => ({
      actor: { kind: 'apiKey', id: world.end.uuid, name: 'Key', scopes: new Set(scopes) },
      customerId,
      path,
    });
    expect(await onlyLeg({}, key(['users:read']))).toMatchObject({ outcome: 'destination', cost: null });
    expect(await onlyLeg({}, key(['users:read', 'tariffplans:read']))).toMatchObject({
      cost: { amount: '0.0600' },
    });
  });

  it('comes from an address', async () => {
    await run(domain.platform, 'createWhitelist', {
      userId: world.bob.id,
      name: 'Office',
      type: 'ip',
      entries: [{ cidr: '2001:db8::/32' }],
    });
    const from = (sourceIp: string) => onlyLeg({ userId: world.bob.id, sourceIp });
    expect(await from('2001:db8::7')).toMatchObject({ outcome: 'destination' });
    expect(await from('198.51.100.7')).toMatchObject({ outcome: 'refused', reason: 'sourceNotAllowed' });
    await expect(from('elsewhere')).rejects.toThrow('must be an address');
  });
});
