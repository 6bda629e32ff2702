import { randomUUID } from 'node:crypto';
import { decodeId, type OperationWireInput } from '@strowger/contracts';
import { expect, it } from 'vitest';
import type { CallPlan } from '../sipp/caller.ts';
import { engineRow, eventually, recordsOf } from '../world/find-records.ts';
import { type Chain, PASSWORD, type Phone, type World } from '../world/make-world.ts';
import { placeCall } from '../world/place-call.ts';

type LimitFields = Omit<OperationWireInput<'createLimit'>, 'customerId' | 'userId'>;
/** `forwarder`: who forwards the call, and has a record of it too. */
type Arranged = { to: string; plan?: Partial<CallPlan>; forwarder?: string };
type Arrange = (w: World, alice: Phone, chain: Chain) => Promise<Arranged>;

const limit = (w: World, alice: Phone, fields: LimitFields) =>
  w.api.call('createLimit', { userId: alice.id, ...fields });
const whitelist = (
  w: World,
  alice: Phone,
  type: 'ip' | 'destination' | 'callerId',
  entries: OperationWireInput<'createWhitelist'>['entries'],
) => w.api.call('createWhitelist', { userId: alice.id, name: type, type, entries });

/** Waits until what has come in is counted. */
const counted = (w: World, limitId: string) =>
  eventually(
    async () => (await w.api.call('getLimit', { limitId })).currentValue,
    (value) => Number(value) > 0,
  );

/** A call that is made, and counted by that limit. */
async function afterOneCall(w: World, alice: Phone, fields: LimitFields, to = w.someone()): Promise<string> {
  const { id } = await limit(w, alice, fields);
  const call = await w.call(alice, to);
  expect(call).toMatchObject({ code: 200, isClean: true });
  await counted(w, id);
  return to;
}

/** Each refusal: what makes it, its SIP code and the word of its reason, which caller and record are told. */
const refusals: [reason: string, code: number, why: string, arrange: Arrange][] = [
  [
    'destinationNotAllowed',
    403,
    'a list of destinations',
    async (w, alice) => {
      await whitelist(w, alice, 'destination', [{ country: 'GB' }]);
      return { to: w.someone() };
    },
  ],
  [
    'sourceNotAllowed',
    403,
    'a list of addresses',
    async (w, alice) => {
      await whitelist(w, alice, 'ip', [{ cidr: '198.51.100.0/24' }]);
      return { to: w.someone() };
    },
  ],
  [
    'callerIdNotAllowed',
    403,
    'a list of caller ids',
    async (w, alice) => {
      await whitelist(w, alice, 'callerId', [{ number: '+31201234567' }]);
      return { to: w.someone() };
    },
  ],
  ['rateBlocked', 403, 'a blocked rate', async () => ({ to: '+31101234567' })],
  [
    'pricePerMinute',
    403,
    'a ceiling of prices',
    async (w, alice) => {
      await limit(w, alice, { type: 'pricePerMinute', threshold: '0.29' });
      return { to: w.someone() };
    },
  ],
  [
    'callDuration',
    403,
    'calls that may last no second',
    async (w, alice) => {
      await limit(w, alice, { type: 'callDuration', threshold: '0' });
      return { to: w.someone() };
    },
  ],
  [
    'ancestorLimit',
    403,
    'whatever a level above says',
    async (w, _, chain) => {
      const fields = { type: 'pricePerMinute', threshold: '0.11' } as const;
      await w.api.call('createLimit', { customerId: chain.child, ...fields });
      return { to: w.someone() };
    },
  ],
  [
    'balanceExhausted',
    402,
    'no money',
    async (w, _, chain) => {
      await w.api.call('updateCustomer', { customerId: chain.end, billingMode: 'prepaid' });
      return { to: w.someone() };
    },
  ],
  [
    'noRate',
    403,
    'a prepaid customer without a price',
    async (w, _, chain) => {
      await w.api.call('updateCustomer', { customerId: chain.end, billingMode: 'prepaid' });
      await w.api.call('createLedgerEntry', { customerId: chain.end, kind: 'payment', amount: '100' });
      return { to: '+32401234567' };
    },
  ],
  ['noDestination', 503, 'no pattern that fits', async () => ({ to: '+4620123456' })],
  [
    'noDestination',
    503,
    'destinations that are full, though the phone before them was busy',
    async (w) => {
      const bob = await w.user('busy');
      await w.outbound('+3194.', await w.trunk('answers', { maxCalls: 0 }));
      await w.outbound('+3194.', await w.trunk('answers', { maxCalls: 0, priority: 1 }));
      await w.api.call('createForward', { userId: bob.id, condition: 'busy', target: '+31941234567' });
      return { to: bob.username, forwarder: bob.id };
    },
  ],
  ...(['end', 'child', 'reseller'] as const).map((level): (typeof refusals)[number] => [
    'customerSuspended',
    403,
    `a suspended ${level}`,
    async (w, _, chain) => {
      await w.api.call('updateCustomer', { customerId: chain[level], status: 'suspended' });
      return { to: w.someone() };
    },
  ]),
  ['numberInvalid', 484, 'a number that is none', async () => ({ to: '1234' })],
  ['numberUnknown', 404, 'a name that nobody has', async () => ({ to: 'nobody.here' })],
  [
    'userUnavailable',
    480,
    'a colleague who is suspended',
    async (w) => {
      const bob = await w.user('answers');
      await w.api.call('updateUser', { userId: bob.id, status: 'suspended' });
      return { to: bob.username };
    },
  ],
  [
    'concurrentCalls',
    403,
    'no call at all',
    async (w, alice) => {
      await limit(w, alice, { type: 'concurrentCalls', threshold: '0' });
      return { to: w.someone() };
    },
  ],
  [
    'callAttempts',
    403,
    'as many attempts as there may be',
    async (w, alice) => ({ to: await afterOneCall(w, alice, { type: 'callAttempts', threshold: '1' }) }),
  ],
  [
    'distinctNumbers',
    403,
    'another number than before',
    async (w, alice) => {
      const known = await afterOneCall(w, alice, { type: 'distinctNumbers', threshold: '1' });
      expect((await w.call(alice, known)).code).toBe(200);
      return { to: w.someone() };
    },
  ],
  [
    'spend',
    402,
    'what was to be spent',
    async (w, alice) => ({ to: await afterOneCall(w, alice, { type: 'spend', threshold: '0.30' }) }),
  ],
  [
    'minutes',
    403,
    'the minutes that another switch has used',
    async (w, alice) => {
      const { id } = await limit(w, alice, { type: 'minutes', threshold: '2' });
      await w.handIn({ accountCode: alice.id, seconds: 120 });
      await counted(w, id);
      return { to: w.someone() };
    },
  ],
];

export function describeRefusals(world: () => World): void {
  it.each(refusals)('%s (%i): %s', async (reason, code, _why, arrange) => {
    const w = world();
    const chain = await w.newChain();
    const alice = await w.user(undefined, { customerId: chain.end, callerId: '+442071838750' });
    const { to, plan, forwarder } = await arrange(w, alice, chain);
    const call = await w.call(alice, to, plan);
    expect(call).toMatchObject({ code, reason, isClean: true });
    const record = (await recordsOf(w.api, call.callId, forwarder ? 2 : 1)).at(-1);
    expect(record).toMatchObject({
      userId: forwarder ?? alice.id,
      disposition: 'blocked',
      blockedReason: reason,
      sipCode: code,
      answeredAt: null,
      talkSeconds: 0,
    });
    expect(JSON.stringify(record)).not.toContain(PASSWORD);
  });

  it('userUnknown (403): a trusted address of a user who is gone at that moment', async () => {
    const w = world();
    const alice = await w.user();
    const list = { userId: alice.id, name: 'PBX', type: 'ip', mode: 'trust' } as const;
    const { id } = await w.api.call('createWhitelist', { ...list, entries: [{ cidr: '127.0.3.2/32' }] });
    // No operation leaves a list of nobody: what a removal between two statements does, is done by hand.
    await w.stack.rows(
      `with role as materialized (select set_config('session_replication_role', 'replica', true))
       update whitelist set user_id = gen_random_uuid() from role where id = $1`,
      [decodeId('whitelist', id)],
    );
    const call = await placeCall(
      w.stack.sip,
      { from: 'pbx@127.0.3.2', to: w.someone() },
      { host: '127.0.3.2' },
    );
    expect(call).toMatchObject({ code: 403, reason: 'userUnknown', isClean: true });
    expect(await engineRow(w, call.callId)).toMatchObject({
      blocked_reason: 'userUnknown',
      sip_code: '403',
    });
  });

  it('a change of what is provisioned counts for the very next call', async () => {
    const w = world();
    const alice = await w.user();
    const to = w.someone();
    expect((await w.call(alice, to)).code).toBe(200);
    const list = await whitelist(w, alice, 'destination', [{ country: 'GB' }]);
    expect((await w.call(alice, to)).reason).toBe('destinationNotAllowed');
    const entries = [{ country: 'GB' }, { country: 'NL' }];
    await w.api.call('updateWhitelist', { whitelistId: list.id, entries });
    expect((await w.call(alice, to)).code).toBe(200);
    const changed = `Changed-${randomUUID()}`;
    await w.api.call('updateUser', { userId: alice.id, password: changed });
    expect((await w.call(alice, to)).code).toBe(407);
    expect((await w.call(alice, to, { password: changed })).code).toBe(200);
  });

  it.each([
    ['a quote', "+3110'1"],
    ['a percent sign', '+3110%271'],
    ['a star at the wrong place', '+31!1'],
  ])('%s in what is dialled goes no further', async (_, to) => {
    const w = world();
    const call = await w.call(await w.user(), to);
    expect(call.code).toBe(484);
  });
}
