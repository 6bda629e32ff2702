import { decodeId, type OperationWireInput } from '@strowger/contracts';
import { createTestDomain, makeUser, type TestDomain } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSipWorld, type SipWorld } from './fixtures/sip-world.ts';

let domain: TestDomain;
let world: SipWorld;
/** A second trunk of the platform, whose ceilings may change. */
let pbx: string;
/** Bob's forward to it. */
let forward: string;
beforeAll(async () => {
  domain = await createTestDomain();
  world = await makeSipWorld(domain);
  const destination = { customerId: world.platform.id, name: 'PBX', host: '203.0.113.50' };
  pbx = (await run(root(), 'createDestination', destination)).id;
  const target = { userId: world.bob.id, condition: 'busy', target: pbx } as const;
  forward = (await run(root(), 'createForward', target)).id;
});
afterAll(() => domain.close());

const run: TestDomain['run'] = (...args) => domain.run(...args);
const root = () => domain.platform;
const uuid = (kind: Parameters<typeof decodeId>[0], id: string) => decodeId(kind, id) as string;

type Asked = { user?: string; number?: string; forward?: string; trunk?: string; cli?: string };
type Decision = Record<
  | 'action'
  | 'reason'
  | 'refused_by'
  | 'call_type'
  | 'bill_user_id'
  | 'bill_customer_id'
  | 'callee_customer_id'
  | 'ruri'
  | 'routes'
  | 'number'
  | 'profiles'
  | 'rates'
  | 'fwd_unconditional',
  string
> & { code: number; max_seconds: number };

/** What is decided of Bob's forward, for a call of Alice to his number. */
async function ask(asked: Asked = {}): Promise<Decision> {
  const { user = world.alice.id, number = world.at(0), trunk, cli = '' } = asked;
  const [row] = await domain.deps.db.rows<Decision>(
    `select * from kam.route_call($1, '198.51.100.7', $2, $3, $4, 1, $5, $6, p_at => $7)`,
    [
      user && uuid('user', user),
      number,
      world.sip.domain,
      uuid('forward', asked.forward ?? forward),
      cli,
      trunk ? uuid('destination', trunk) : '',
      domain.clock.now(),
    ],
  );
  return row as Decision;
}
const answer = async (asked?: Asked) => {
  const { action, code, reason } = await ask(asked);
  return action === 'reject' ? `${code} ${reason}` : action;
};

type Level = 'user' | 'end' | 'reseller' | 'platform';
const levels: Level[] = ['user', 'end', 'reseller', 'platform'];
const owner = (level: Level) =>
  level === 'user' ? { userId: world.bob.id } : { customerId: world[level].id };
const told = (level: Level, code: number, reason: string) =>
  level === 'user' || level === 'end' ? `${code} ${reason}` : '403 ancestorLimit';

async function withLimit<T>(
  level: Level,
  fields: Omit<OperationWireInput<'createLimit'>, 'customerId' | 'userId'>,
  use: (id: string) => Promise<T>,
) {
  const { id } = await run(root(), 'createLimit', { ...owner(level), ...fields });
  try {
    return await use(uuid('limit', id));
  } finally {
    await run(root(), 'deleteLimit', { limitId: id });
  }
}
const count = (id: string, value: number) =>
  domain.deps.db.rows('insert into limit_delta (limit_id, slot, value) values ($1, $2, $3)', [
    id,
    domain.clock.now(),
    value,
  ]);

describe('a forward to a destination', () => {
  it('is a leg of who forwards, to nobody on the platform, by the number that was called', async () => {
    for (const from of [{}, { user: '', trunk: world.trunk.id }])
      expect(await ask(from)).toMatchObject({
        action: 'uri',
        call_type: 'forwarded',
        bill_user_id: uuid('user', world.bob.id),
        bill_customer_id: world.end.uuid,
        callee_customer_id: '',
        number: world.at(0),
        ruri: `sip:${world.at(0)}@203.0.113.50:5060`,
      });
  });

  it.each(levels)('meets the limits at the %s of who forwards', async (level) => {
    for (const [type, threshold, reached, code] of [
      ['minutes', '10', 600, 403],
      ['spend', '10', 10, 402],
      ['callAttempts', '10', 10, 403],
      ['distinctNumbers', '1', 1, 403],
    ] as const)
      await withLimit(level, { type, threshold }, async (id) => {
        expect(await answer(), type).toBe('uri');
        if (type === 'distinctNumbers')
          await domain.deps.db.rows('insert into limit_number (limit_id, number, slot) values ($1, $2, $3)', [
            id,
            '+31101',
            domain.clock.now(),
          ]);
        else await count(id, reached);
        expect(await answer(), type).toBe(told(level, code, type));
      });
    const key = level === 'user' || level === 'end' ? 'lim' : 'anc';
    await withLimit(level, { type: 'concurrentCalls', threshold: '3', direction: 'outbound' }, async (id) => {
      expect((await ask()).profiles).toBe(`${key}:${id}=3`);
    });
    await withLimit(level, { type: 'callsPerSecond', threshold: '4', direction: 'outbound' }, async (id) => {
      expect((await ask()).rates).toBe(`${key}:${id}=4`);
    });
    await withLimit(level, { type: 'callDuration', threshold: '60', direction: 'inbound' }, async () => {
      expect((await ask()).max_seconds).toBe(14_400);
    });
    const price = { type: 'pricePerMinute', threshold: '0.009' } as const;
    const refused = level === 'platform' ? 'uri' : told(level, 403, 'pricePerMinute');
    expect(await withLimit(level, price, () => answer())).toBe(refused);
    const list = { ...owner(level), name: 'W', type: 'destination', mode: 'restrict' } as const;
    const { id } = await run(root(), 'createWhitelist', { ...list, entries: [{ prefix: '44' }] });
    expect(await answer()).toBe(told(level, 403, 'destinationNotAllowed'));
    await run(root(), 'deleteWhitelist', { whitelistId: id });
  });

  it.each([
    ['end', '402 balanceExhausted', 60],
    ['reseller', '403 ancestorLimit', 360],
  ] as const)('lasts as long as the money of a prepaid %s', async (level, refused, seconds) => {
    const customerId = world[level].id;
    await run(root(), 'updateCustomer', { customerId, billingMode: 'prepaid' });
    expect(await answer()).toBe(refused);
    await run(root(), 'createLedgerEntry', { customerId, kind: 'payment', amount: '0.06' });
    expect((await ask()).max_seconds).toBe(seconds);
    // A name has no price: who pays before does not go there.
    expect(await answer({ number: 'bob' })).toBe(level === 'end' ? '403 noRate' : refused);
    await run(root(), 'updateCustomer', { customerId, billingMode: 'postpaid' });
  });

  it('that was called by a name carries the name, and fits no list of numbers', async () => {
    expect(await ask({ number: 'bob' })).toMatchObject({
      action: 'uri',
      number: 'bob',
      ruri: 'sip:bob@203.0.113.50:5060',
    });
    const list = { ...owner('end'), name: 'NL', type: 'destination', mode: 'restrict' } as const;
    const { id } = await run(root(), 'createWhitelist', { ...list, entries: [{ prefix: '31' }] });
    expect(await answer()).toBe('uri');
    expect(await answer({ number: 'bob' })).toBe('403 destinationNotAllowed');
    await run(root(), 'deleteWhitelist', { whitelistId: id });
  });

  it('is refused where the rate of the number is blocked', async () => {
    const rate = { tariffplanId: world.plans[1], prefix: world.at(5).slice(1), name: 'Blocked' };
    await run(root(), 'createRate', { ...rate, pricePerMinute: '1', blocked: true });
    expect(await answer({ number: world.at(5) })).toBe('403 rateBlocked');
  });

  it('has the ceilings of the destination and of who forwards, and none where it is disabled', async () => {
    await run(root(), 'updateDestination', {
      destinationId: pbx,
      maxCalls: 2,
      callsPerSecond: 3,
      ringSeconds: 9,
    });
    await run(root(), 'updateUser', { userId: world.bob.id, maxCalls: 5 });
    const { routes, profiles } = await ask();
    expect(routes).toBe(`${uuid('destination', pbx)}|sip:${world.at(0)}@203.0.113.50:5060|2|3|9`);
    expect(profiles).toBe(`usr:${uuid('user', world.bob.id)}=5`);
    await run(root(), 'updateUser', { userId: world.bob.id, maxCalls: null });
    await run(root(), 'updateDestination', { destinationId: pbx, enabled: false });
    expect(await answer()).toBe('503 noDestination');
    await run(root(), 'updateDestination', { destinationId: pbx, enabled: true });
  });

  it('goes there whatever patterns say, which treat what is dialled', async () => {
    const { id } = await run(root(), 'createExtension', {
      customerId: world.end.id,
      direction: 'outbound',
      dialPattern: '+31.',
      stripDigits: 2,
      prepend: '+44',
      destinationId: world.trunk.id,
    });
    expect(await ask()).toMatchObject({ number: world.at(0), dest_id: uuid('destination', pbx) });
    await run(root(), 'deleteExtension', { extensionId: id });
  });

  it('is no call for help, whatever the number of who forwards', async () => {
    const { id } = await makeUser(domain, world.end, { username: '112' });
    const { id: ofHelp } = await run(root(), 'createForward', { userId: id, condition: 'busy', target: pbx });
    await withLimit('end', { type: 'callAttempts', threshold: '1' }, async (limit) => {
      await count(limit, 1);
      expect(await answer({ number: '112', forward: ofHelp })).toBe('403 callAttempts');
    });
  });

  it('of a customer is paid by it, by no limit of a user', async () => {
    const { id } = await run(root(), 'createForward', {
      customerId: world.reseller.id,
      condition: 'unconditional',
      target: pbx,
    });
    expect(await ask({ forward: id })).toMatchObject({
      action: 'uri',
      bill_user_id: '',
      bill_customer_id: world.reseller.uuid,
    });
    await withLimit('end', { type: 'callAttempts', threshold: '1' }, async (limit) => {
      await count(limit, 1);
      expect(await answer({ forward: id })).toBe('uri');
    });
    await withLimit('reseller', { type: 'callAttempts', threshold: '1' }, async (limit) => {
      await count(limit, 1);
      expect(await answer({ forward: id })).toBe('403 callAttempts');
    });
  });
});

describe('a number of the platform that names a destination', () => {
  const toPbx = (fields: object) =>
    run(root(), 'createExtension', {
      customerId: world.end.id,
      direction: 'inbound',
      targetId: pbx,
      ...fields,
    });

  it('is delivered there: its owner pays to receive, and who forwards to it pays nothing', async () => {
    const one = await toPbx({ number: world.at(1) });
    const range = await toPbx({ rangeStart: world.at(10), rangeEnd: world.at(19) });
    const to = async (target: string) =>
      (await run(root(), 'createForward', { userId: world.bob.id, condition: 'noAnswer', target })).id;
    const { uuid: end } = world.end;
    const delivered = { action: 'uri', callee_customer_id: end, bill_customer_id: end };
    const [byId, byNumber, toRange] = [await to(one.id), await to(world.at(1)), await to(range.id)];
    // The destination is told the number that was forwarded to, of a range its first.
    for (const [id, number] of [
      [byId, world.at(1)],
      [byNumber, world.at(1)],
      [toRange, world.at(10)],
    ] as const)
      expect(await ask({ forward: id, number: 'bob' })).toMatchObject({
        ...delivered,
        call_type: 'forwarded',
        number,
        ruri: `sip:${number}@203.0.113.50:5060`,
      });
    expect((await ask({ forward: toRange, number: world.at(15) })).number).toBe(world.at(15));
  });

  it('or a forward to one leads on to a leg that the owner of that forward pays', async () => {
    const named = await run(root(), 'createExtension', {
      customerId: world.end.id,
      direction: 'inbound',
      number: world.at(2),
      targetId: forward,
    });
    const { id } = await run(root(), 'createForward', {
      userId: world.alice.id,
      condition: 'busy',
      target: named.id,
    });
    const first = await ask({ forward: id, user: world.bob.id, number: 'alice' });
    expect(first).toMatchObject({
      action: 'forward',
      bill_user_id: uuid('user', world.alice.id),
      fwd_unconditional: uuid('forward', forward),
      number: world.at(2),
    });
    expect(await ask({ user: world.bob.id, number: first.number })).toMatchObject({
      action: 'uri',
      bill_user_id: uuid('user', world.bob.id),
      number: world.at(2),
    });
  });
});
