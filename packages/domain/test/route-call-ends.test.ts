import { decodeId, type OperationWireInput } from '@strowger/contracts';
import {
  createTestDomain,
  makeCustomer,
  makeDomain,
  makeUser,
  type TestCustomer,
  type TestDomain,
} from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
const uuid = (kind: Parameters<typeof decodeId>[0], id: string) => decodeId(kind, id) as string;

type Asked = {
  user?: string;
  customer?: string;
  number?: string;
  trunk?: string;
  src?: string;
  realm?: string;
};
type Decision = Record<
  'action' | 'reason' | 'profiles' | 'rates' | 'routes' | 'ruri' | 'ruser' | 'fwd_busy',
  string
> &
  Record<'bill_user_id' | 'bill_customer_id' | 'call_type' | 'dest_id', string> & { max_seconds: number };
async function ask({ user = world.alice.id, customer = '', number = NUMBER, trunk = '', ...from }: Asked) {
  const { src = '198.51.100.7', realm = world.sip.domain } = from;
  const [row] = await domain.deps.db.rows<Decision>(
    `select * from kam.route_call($1, $2, $3, $4, p_trunk => $5, p_customer => $6)`,
    [user && uuid('user', user), src, number, realm, trunk && uuid('destination', trunk), customer],
  );
  return row as Decision;
}

async function withLimit(
  owner: { customerId: string } | { userId: string },
  fields: Omit<OperationWireInput<'createLimit'>, 'customerId' | 'userId'>,
  use: (id: string) => Promise<void>,
) {
  const { id } = await run(domain.platform, 'createLimit', { ...owner, ...fields });
  try {
    await use(uuid('limit', id));
  } finally {
    await run(domain.platform, 'deleteLimit', { limitId: id });
  }
}

describe('a trusted address', () => {
  const trusted = (src: string, dialed = NUMBER) =>
    domain.deps.db.rows('select * from kam.trusted_source($1, $2)', [src, dialed]);
  const trust = (owner: { customerId: string } | { userId: string }, cidr: string, techPrefix?: string) =>
    run(domain.platform, 'createWhitelist', {
      ...owner,
      name: `Trust ${cidr}`,
      type: 'ip',
      mode: 'trust',
      entries: [{ cidr }],
      ...(techPrefix && { techPrefix }),
    });

  it('names the user or the customer that calls from there, the longest prefix first', async () => {
    await trust({ userId: world.bob.id }, '203.0.113.64/28');
    await trust({ customerId: world.end.id }, '203.0.113.80/28', '99');
    await trust({ customerId: world.end.id }, '2001:db8:1::/48');
    const ofBob = {
      kind: 'trust',
      user_id: uuid('user', world.bob.id),
      customer_id: world.end.uuid,
      tech_prefix: '',
    };
    expect(await trusted('203.0.113.70')).toMatchObject([ofBob]);
    expect(await trusted('203.0.113.81', `99${NUMBER}`)).toMatchObject([
      { kind: 'trust', user_id: '', customer_id: world.end.uuid, tech_prefix: '99' },
    ]);
    expect(await trusted('203.0.113.81')).toEqual([]);
    expect(await trusted('2001:db8:1::7')).toMatchObject([{ user_id: '', customer_id: world.end.uuid }]);
    expect(await trusted('203.0.113.9')).toMatchObject([
      { kind: 'destination', destination_id: uuid('destination', world.trunk.id) },
    ]);
    expect(await trusted('192.0.2.1')).toEqual([]);
  });

  it('of a suspended customer is still known, so that help is reached from there, and of a terminated one is not', async () => {
    const closing = await makeCustomer(domain, world.reseller, { name: 'Closing', kind: 'end' });
    await trust({ customerId: closing.id }, '203.0.113.128/28');
    const setStatus = (status: 'suspended' | 'terminated') =>
      run(domain.platform, 'updateCustomer', { customerId: closing.id, status });
    await setStatus('suspended');
    expect(await trusted('203.0.113.130')).toHaveLength(1);
    const asked = { user: '', customer: closing.uuid };
    expect(await ask(asked)).toMatchObject({ action: 'reject', reason: 'customerSuspended' });
    expect(await ask({ ...asked, number: '112' })).toMatchObject({ action: 'uri', call_type: 'emergency' });
    await setStatus('terminated');
    expect(await trusted('203.0.113.130')).toEqual([]);
  });

  it('of a customer calls for it, by its own limits and prices, and for no user', async () => {
    const { end } = world;
    const asked = { user: '', customer: end.uuid };
    expect(await ask(asked)).toMatchObject({
      action: 'uri',
      call_type: 'outbound',
      bill_user_id: '',
      bill_customer_id: end.uuid,
    });
    await withLimit({ customerId: end.id }, { type: 'concurrentCalls', threshold: '2' }, async (id) => {
      expect((await ask(asked)).profiles).toBe(`lim:${id}=2`);
    });
    await withLimit({ userId: world.alice.id }, { type: 'concurrentCalls', threshold: '2' }, async () => {
      expect((await ask(asked)).profiles).toBe('');
    });
  });
});

describe('ceilings', () => {
  it('are those of the user that calls, of the number and of who is called', async () => {
    const { alice, bob, bobsNumber } = world;
    await run(domain.platform, 'updateUser', { userId: alice.id, maxCalls: 2 });
    await run(domain.platform, 'updateUser', { userId: bob.id, maxCalls: 3 });
    await run(domain.platform, 'updateExtension', { extensionId: bobsNumber.id, maxCalls: 4 });
    const [ofAlice, ofBob] = [`usr:${uuid('user', alice.id)}=2`, `usr:${uuid('user', bob.id)}=3`];
    const ofNumber = `ext:${uuid('extension', bobsNumber.id)}=4`;
    expect((await ask({})).profiles).toBe(ofAlice);
    expect((await ask({ number: 'bob' })).profiles).toBe(`${ofAlice};${ofBob}`);
    expect((await ask({ number: world.at(0) })).profiles).toBe(`${ofAlice};${ofBob};${ofNumber}`);
    expect((await ask({ user: '', number: world.at(0), trunk: world.trunk.id })).profiles).toBe(
      `${ofBob};${ofNumber}`,
    );
    expect((await ask({ number: '112' })).profiles).toBe('');
    for (const { id } of [alice, bob])
      await run(domain.platform, 'updateUser', { userId: id, maxCalls: null });
    await run(domain.platform, 'updateExtension', { extensionId: bobsNumber.id, maxCalls: null });
  });

  it('within the platform are those of both ends, by the direction of each, and of what is above both once', async () => {
    const other = await makeCustomer(domain, world.reseller, { name: 'Other', kind: 'end' });
    const carol = await makeUser(domain, other, { username: 'carol' });
    const concurrent = { type: 'concurrentCalls', threshold: '5' } as const;
    await withLimit({ userId: carol.id }, { ...concurrent, direction: 'inbound' }, async (called) => {
      await withLimit({ userId: carol.id }, { ...concurrent, direction: 'outbound' }, async () => {
        await withLimit({ userId: world.alice.id }, { ...concurrent, direction: 'inbound' }, async () => {
          await withLimit({ customerId: world.end.id }, concurrent, async (caller) => {
            await withLimit({ customerId: world.reseller.id }, concurrent, async (above) => {
              expect((await ask({ number: 'carol' })).profiles).toBe(
                `lim:${caller}=5;anc:${above}=5;lim:${called}=5`,
              );
            });
          });
        });
      });
    });
    await withLimit({ customerId: other.id }, { type: 'callDuration', threshold: '42' }, async () => {
      expect((await ask({ number: 'carol' })).max_seconds).toBe(42);
    });
    await withLimit({ customerId: other.id }, { type: 'callAttempts', threshold: '1' }, async (id) => {
      await domain.deps.db.rows('insert into limit_delta (limit_id, slot, value) values ($1, now(), 9)', [
        id,
      ]);
      expect(await ask({ number: 'carol' })).toMatchObject({ action: 'user', ruser: 'carol' });
    });
  });
});

describe('destinations', () => {
  it('are tried by priority, enabled ones only, each with its ceilings, time to ring and form of the number', async () => {
    const shop = await makeCustomer(domain, world.reseller, { name: 'Shop', kind: 'end' });
    await makeDomain(domain, shop);
    const user = await makeUser(domain, shop, { username: 'till' });
    const make = async (fields: Partial<OperationWireInput<'createDestination'>> & { host: string }) => {
      const { id } = await run(domain.platform, 'createDestination', {
        customerId: shop.id,
        name: fields.host,
        ...fields,
      });
      await run(domain.platform, 'createExtension', {
        customerId: shop.id,
        direction: 'outbound',
        dialPattern: '.',
        destinationId: id,
      });
      return { id, uuid: uuid('destination', id) };
    };
    const second = await make({
      host: 'b.example.com',
      priority: 2,
      numberFormat: 'e164NoPlus',
      maxCalls: 7,
      ringSeconds: 20,
    });
    const third = await make({
      host: 'c.example.com',
      priority: 3,
      numberFormat: 'national',
      techPrefix: '0',
      transport: 'tls',
      port: 5061,
    });
    const first = await make({ host: '2606:4700::5', priority: 1, callsPerSecond: 9 });
    const whole = await make({ host: 'd.example.com', priority: 4, uriUser: 'shop' });
    const routes = async () => (await ask({ user: user.id })).routes.split(',');
    expect(await routes()).toEqual([
      `${first.uuid}|sip:+31612345678@[2606:4700::5]:5060|-1|9|60`,
      `${second.uuid}|sip:31612345678@b.example.com:5060|7|-1|20`,
      `${third.uuid}|sip:0612345678@c.example.com:5061;transport=tls|-1|-1|60`,
      `${whole.uuid}|sip:shop@d.example.com:5060|-1|-1|60`,
    ]);
    await run(domain.platform, 'updateDestination', { destinationId: first.id, enabled: false });
    expect(await ask({ user: user.id })).toMatchObject({
      dest_id: second.uuid,
      ruri: 'sip:31612345678@b.example.com:5060',
    });
    for (const { id } of [second, third, whole])
      await run(domain.platform, 'updateDestination', { destinationId: id, enabled: false });
    expect(await ask({ user: user.id })).toMatchObject({ action: 'reject', reason: 'noDestination' });
  });
});

describe('a forward of a customer', () => {
  it('holds for its users that have none of their own, and for no other customer', async () => {
    const owner: TestCustomer = await makeCustomer(domain, world.reseller, {
      name: 'Forwarding',
      kind: 'end',
    });
    await makeUser(domain, owner, { username: 'dave' });
    const erin = await makeUser(domain, owner, { username: 'erin' });
    const forward = async (of: { customerId: string } | { userId: string }) =>
      uuid(
        'forward',
        (await run(domain.platform, 'createForward', { ...of, condition: 'busy', target: NUMBER })).id,
      );
    const ofCustomer = await forward({ customerId: owner.id });
    const own = await forward({ userId: erin.id });
    const { at } = await allot(domain, owner);
    expect(await ask({ number: 'dave' })).toMatchObject({ action: 'user', fwd_busy: ofCustomer });
    expect(await ask({ number: 'erin' })).toMatchObject({ fwd_busy: own });
    expect(await ask({ number: 'bob' })).toMatchObject({ fwd_busy: '' });
    expect(await ask({ number: at(5) })).toMatchObject({ action: 'uri', call_type: 'outbound' });
  });
});

describe('among many', () => {
  it('a decision looks into indexes: it reads as much of 20,000 users and limits as of a few', async () => {
    const { rows } = domain.deps.db;
    await rows(
      `insert into "user" (id, path, customer_id, username, domain_id, ha1, ha1_sha256, created_at, updated_at)
       select gen_random_uuid(), path, customer_id, 'many-' || n, domain_id, ha1, ha1_sha256, now(), now()
       from "user", generate_series(1, 20000) n where id = $1`,
      [uuid('user', world.bob.id)],
    );
    await rows(
      `insert into "limit" (id, path, customer_id, user_id, set_by, type, threshold, period, "window", action, enabled, created_at, updated_at)
       select gen_random_uuid(), path, customer_id, id, customer_id, 'concurrentCalls', 1, 'none', 'calendar', 'block', true, now(), now()
       from "user" where username like 'many-%'`,
    );
    await rows('analyze');
    const seen = await domain.deps.db.hold(async (client) => {
      await client.query('begin');
      try {
        for (const number of [NUMBER, 'bob', world.at(0)]) {
          await client.query('select * from kam.route_call($1, $2, $3, $4)', [
            uuid('user', world.alice.id),
            '198.51.100.7',
            number,
            world.sip.domain,
          ]);
        }
        const { rows: found } = await client.query<{ name: string; read: number }>(
          `select relname as name, seq_tup_read::int as read from pg_stat_xact_user_tables
           where relname in ('user', 'limit', 'extension', 'forward') and seq_tup_read > 1000`,
        );
        return found;
      } finally {
        await client.query('rollback');
      }
    });
    expect(seen).toEqual([]);
  });

  it('each question is planned once, whatever it is asked for', async () => {
    const kept = await domain.deps.db.rows(
      `select proname as name from pg_proc where pronamespace = 'kam'::regnamespace
         and 'plan_cache_mode=force_generic_plan' = any (proconfig) order by proname`,
    );
    expect(kept).toEqual([{ name: 'route_call' }, { name: 'subscriber_of' }, { name: 'trusted_source' }]);
  });
});
