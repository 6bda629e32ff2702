import { randomUUID } from 'node:crypto';
import { blockedReasons, decodeId, emergencyNumbers, type OperationWireInput } from '@strowger/contracts';
import { createTestDomain, makeCustomer, makeUser, type TestDomain } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSipWorld, type SipWorld } from './fixtures/sip-world.ts';

let domain: TestDomain;
let world: SipWorld;
beforeAll(async () => {
  domain = await createTestDomain();
  world = await makeSipWorld(domain);
});
afterAll(() => domain.close());

const run: TestDomain['run'] = (...args) => domain.run(...args);
const root = () => domain.platform;
const uuidOf = (id: string) =>
  decodeId(id.startsWith('fwd_') ? 'forward' : id.startsWith('dst_') ? 'destination' : 'user', id) as string;

type Asked = {
  user?: string;
  from?: string;
  number: string;
  realm?: string;
  forward?: string;
  hops?: number;
  cli?: string;
  trunk?: string;
  at?: string;
};
type Decision = {
  action: string;
  code: number;
  reason: string;
  refused_by: string;
  call_type: string;
  bill_customer_id: string;
  callee_user_id: string;
  ruser: string;
  ruri: string;
  dest_id: string;
  routes: string;
  number: string;
  cli: string;
  profiles: string;
  rates: string;
  max_seconds: number;
  fwd_unconditional: string;
  fwd_busy: string;
  fwd_no_answer: string;
  trace: { rule: string; answer: string }[] | null;
};

async function ask({
  user = world.alice.id,
  from = '198.51.100.7',
  number,
  realm = world.sip.domain,
  forward,
  hops = 0,
  cli = '',
  trunk,
  at,
}: Asked) {
  const [row] = await domain.deps.db.rows<Decision>(
    'select * from kam.route_call($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)',
    [
      user && uuidOf(user),
      from,
      number,
      realm,
      forward ? uuidOf(forward) : '',
      hops,
      cli,
      trunk ? uuidOf(trunk) : '',
      '',
      at ?? domain.clock.now().toISOString(),
      false,
    ],
  );
  const decision = row as Decision;
  if (decision.action === 'reject') expect(blockedReasons).toContain(decision.reason);
  return decision;
}

const NUMBER = '+31612345678';
/** One word for what was decided: the action, or code and reason. */
const answer = async (asked: Partial<Asked> = {}) => {
  const { action, code, reason } = await ask({ number: NUMBER, ...asked });
  return action === 'reject' ? `${code} ${reason}` : action;
};

type Owner = 'user' | 'end' | 'reseller' | 'platform';
const owner = (level: Owner) =>
  level === 'user' ? { userId: world.alice.id } : { customerId: world[level].id };
const levels: Owner[] = ['user', 'end', 'reseller', 'platform'];
/** Above the payer a refusal names no more than that. */
const told = (level: Owner, code: number, reason: string) =>
  level === 'user' || level === 'end' ? `${code} ${reason}` : '403 ancestorLimit';

async function withLimit<T>(
  level: Owner,
  fields: Omit<OperationWireInput<'createLimit'>, 'customerId' | 'userId'>,
  use: (id: string) => Promise<T>,
) {
  const { id } = await run(root(), 'createLimit', { ...owner(level), ...fields });
  try {
    return await use(decodeId('limit', id) as string);
  } finally {
    await run(root(), 'deleteLimit', { limitId: id });
  }
}
async function withWhitelist<T>(
  level: Owner,
  type: 'ip' | 'destination' | 'callerId',
  entries: OperationWireInput<'createWhitelist'>['entries'],
  use: () => Promise<T>,
) {
  const { id } = await run(root(), 'createWhitelist', { ...owner(level), name: 'W', type, entries });
  try {
    return await use();
  } finally {
    await run(root(), 'deleteWhitelist', { whitelistId: id });
  }
}
/** The counter of a limit stands there. */
const count = (id: string, value: number) =>
  domain.deps.db.rows('insert into limit_delta (limit_id, slot, value) values ($1, $2, $3)', [
    id,
    domain.clock.now(),
    value,
  ]);

describe('a call of a user', () => {
  it.each<[string, Partial<Asked>, string]>([
    ['to a number elsewhere goes out', {}, 'uri'],
    ['to a national number goes out by the pattern of the reseller', { number: '0201234567' }, 'uri'],
    ['to a colleague by name rings', { number: 'bob' }, 'user'],
    ['to a number of the platform rings', { number: 'bobs number' }, 'user'],
    ['to nobody by name is unknown', { number: 'carol' }, '404 numberUnknown'],
    ['to a short number that nobody has is invalid', { number: '1234' }, '484 numberInvalid'],
    ['with signs that no number has is invalid', { number: "31'; drop" }, '484 numberInvalid'],
    ['to a blocked prefix is refused', { number: '+88212345678' }, '403 rateBlocked'],
    ['to emergency numbers goes out', { number: '112' }, 'uri'],
    ['to an emergency number of another country does not', { number: '190' }, '484 numberInvalid'],
    ['that was forwarded five times goes on', { hops: 5 }, 'uri'],
    ['that was forwarded six times ends', { hops: 6 }, '483 tooManyHops'],
    ['of a user that is gone is refused', { user: 'gone' }, '403 userUnknown'],
  ])('%s', async (_, asked, expected) => {
    const number = asked.number === 'bobs number' ? world.at(0) : (asked.number ?? NUMBER);
    if (asked.user === 'gone') {
      const [row] = await domain.deps.db.rows<Decision>(`select * from kam.route_call($1, '', $2, '')`, [
        randomUUID(),
        NUMBER,
      ]);
      expect(`${row?.code} ${row?.reason}`).toBe(expected);
    } else expect(await answer({ ...asked, number })).toBe(expected);
  });

  it('to a colleague rings, whatever signs the name has', async () => {
    const { id } = await makeUser(domain, world.end, { username: 'c.d_e~f+g-1' });
    expect(await ask({ number: 'c.d_e~f+g-1' })).toMatchObject({ action: 'user', ruser: 'c.d_e~f+g-1' });
    await run(root(), 'deleteUser', { userId: id });
  });

  it('names the payer, the destination, its address and the number in E.164', async () => {
    expect(await ask({ number: '0201234567' })).toMatchObject({
      call_type: 'outbound',
      bill_customer_id: world.end.uuid,
      dest_id: uuidOf(world.trunk.id),
      number: '+31201234567',
      ruri: 'sip:+31201234567@203.0.113.9:5060',
      max_seconds: 14400,
    });
  });
});

describe('whitelists', () => {
  const cases = levels.flatMap(
    (level) =>
      [
        [level, 'ip', [{ cidr: '198.51.100.0/24' }], [{ cidr: '192.0.2.0/24' }], 'sourceNotAllowed'],
        [level, 'destination', [{ prefix: '316' }], [{ prefix: '44' }], 'destinationNotAllowed'],
        [level, 'destination', [{ country: 'NL' }], [{ country: 'GB' }], 'destinationNotAllowed'],
      ] as const,
  );
  it.each(cases)(
    'at the %s of %s let pass what they name only (%j)',
    async (level, type, fits, misses, reason) => {
      expect(await withWhitelist(level, type, [...fits], () => answer())).toBe('uri');
      await withWhitelist(level, type, [...misses], async () => {
        expect(await answer()).toBe(told(level, 403, reason));
        expect(await answer({ number: '112' })).toBe('uri');
      });
    },
  );

  it.each(levels)('at the %s of caller ids let pass what they name only', async (level) => {
    await run(root(), 'updateCustomer', { customerId: world.end.id, defaultCallerId: '+31201111111' });
    expect(await withWhitelist(level, 'callerId', [{ number: '+31201111111' }], () => answer())).toBe('uri');
    expect(await withWhitelist(level, 'callerId', [{ prefix: '44' }], () => answer())).toBe(
      told(level, 403, 'callerIdNotAllowed'),
    );
  });

  it('of one node add up, and those of two nodes both count', async () => {
    await withWhitelist('end', 'destination', [{ prefix: '44' }], async () => {
      expect(await withWhitelist('end', 'destination', [{ prefix: '31' }], () => answer())).toBe('uri');
      expect(await withWhitelist('user', 'destination', [{ prefix: '31' }], () => answer())).toBe(
        '403 destinationNotAllowed',
      );
    });
  });
});

describe('limits', () => {
  it.each(levels)('of the moment at the %s are ceilings that the engine counts against', async (level) => {
    const key = level === 'user' || level === 'end' ? 'lim' : 'anc';
    await withLimit(level, { type: 'concurrentCalls', threshold: '3' }, async (id) => {
      expect((await ask({ number: NUMBER })).profiles).toBe(`${key}:${id}=3`);
      expect((await ask({ number: '112' })).profiles).toBe('');
    });
    await withLimit(level, { type: 'callsPerSecond', threshold: '4' }, async (id) => {
      expect((await ask({ number: NUMBER })).rates).toBe(`${key}:${id}=4`);
    });
    await withLimit(level, { type: 'callDuration', threshold: '60' }, async () => {
      expect((await ask({ number: NUMBER })).max_seconds).toBe(60);
      expect((await ask({ number: '112' })).max_seconds).toBe(14400);
    });
  });

  const counted = levels.flatMap(
    (level) =>
      [
        [level, 'minutes', '10', 599, 600, 403],
        [level, 'spend', '10', 9.99, 10, 402],
        [level, 'callAttempts', '10', 9, 10, 403],
      ] as const,
  );
  it.each(counted)(
    'at the %s of %s %s let pass until they are reached',
    async (level, type, threshold, below, reached, code) => {
      const at = async (value: number) =>
        withLimit(level, { type, threshold }, async (id) => {
          await count(id, value);
          return [await answer(), await answer({ number: '112' }), await answer({ number: '+442071234567' })];
        });
      expect(await at(below)).toEqual(['uri', 'uri', 'uri']);
      const refused = told(level, code, type);
      expect(await at(reached)).toEqual([refused, 'uri', refused]);
    },
  );

  it.each(levels)('at the %s of prices let pass up to the ceiling', async (level) => {
    const price = level === 'reseller' || level === 'platform' ? '0.01' : '0.06';
    expect(await withLimit(level, { type: 'pricePerMinute', threshold: price }, () => answer())).toBe('uri');
    const lower = withLimit(level, { type: 'pricePerMinute', threshold: '0.009' }, () => answer());
    // The platform itself is charged by nobody.
    expect(await lower).toBe(level === 'platform' ? 'uri' : told(level, 403, 'pricePerMinute'));
  });

  it.each(levels.flatMap((level) => [[level, 'limit_number'] as const, [level, 'limit_delta'] as const]))(
    'at the %s of different numbers let known ones pass (%s)',
    async (level, table) => {
      await withLimit(level, { type: 'distinctNumbers', threshold: '1' }, async (id) => {
        const [column, value] = table === 'limit_delta' ? [', value', ', 1'] : ['', ''];
        await domain.deps.db.rows(
          `insert into ${table} (limit_id, number, slot${column}) values ($1, $2, $3${value})`,
          [id, NUMBER, domain.clock.now()],
        );
        expect(await answer()).toBe('uri');
        expect(await answer({ number: '+31612345679' })).toBe(told(level, 403, 'distinctNumbers'));
      });
    },
  );

  it('that do not concern the call, or only tell, keep nobody away', async () => {
    const unconcerned: Partial<OperationWireInput<'createLimit'>>[] = [
      { prefixes: ['44'] },
      { countries: ['GB'] },
      { direction: 'inbound' },
      { action: 'notify' },
      { enabled: false },
    ];
    for (const fields of unconcerned) {
      await withLimit('end', { ...fields, type: 'callAttempts', threshold: '1' }, async (id) => {
        await count(id, 5);
        expect(await answer(), JSON.stringify(fields)).toBe('uri');
      });
    }
  });

  it('that end calls give what is left', async () => {
    await withLimit('end', { type: 'minutes', threshold: '10', action: 'terminate' }, async (id) => {
      await count(id, 570);
      expect((await ask({ number: NUMBER })).max_seconds).toBe(30);
    });
    await withLimit('end', { type: 'spend', threshold: '1', action: 'terminate' }, async (id) => {
      await count(id, 0.94);
      expect((await ask({ number: NUMBER })).max_seconds).toBe(60);
    });
  });
});

describe('money', () => {
  it.each([
    ['end', '402 balanceExhausted', 60],
    ['reseller', '403 ancestorLimit', 360],
  ] as const)('of a prepaid %s lasts as long as its own rate says', async (level, refused, seconds) => {
    const customerId = world[level].id;
    await run(root(), 'updateCustomer', { customerId, billingMode: 'prepaid' });
    expect(await answer()).toBe(refused);
    expect(await answer({ number: '112' })).toBe('uri');
    expect(await answer({ number: '+12125550123' })).toBe('uri');
    expect(await answer({ number: '+4930123456' })).toBe(level === 'end' ? '403 noRate' : refused);
    await run(root(), 'createLedgerEntry', { customerId, kind: 'payment', amount: '0.06' });
    expect((await ask({ number: NUMBER })).max_seconds).toBe(seconds);
    await run(root(), 'updateCustomer', { customerId, creditLimit: '0.06' });
    expect((await ask({ number: NUMBER })).max_seconds).toBe(2 * seconds);
    await run(root(), 'updateCustomer', { customerId, billingMode: 'postpaid' });
  });
});

describe('status', () => {
  const subscribers = () =>
    domain.deps.db.rows<{ registration_allowed: number }>(
      'select registration_allowed from kam.subscriber order by username',
    );

  it.each(['end', 'reseller'] as const)(
    'of a suspended %s keeps its users from calling and being called',
    async (level) => {
      const customerId = world[level].id;
      await run(root(), 'updateCustomer', { customerId, status: 'suspended' });
      expect(await answer()).toBe('403 customerSuspended');
      expect(await answer({ user: '', number: world.at(0), trunk: world.trunk.id })).toBe(
        '480 userUnavailable',
      );
      expect(await answer({ number: '112' })).toBe('uri');
      expect(await subscribers()).toMatchObject([{ registration_allowed: 0 }, { registration_allowed: 0 }]);
      await run(root(), 'updateCustomer', { customerId, status: 'active' });
      expect(await answer()).toBe('uri');
    },
  );

  it('of a suspended user keeps it from both', async () => {
    const bob = { userId: world.bob.id };
    await run(root(), 'updateUser', { ...bob, status: 'suspended' });
    expect(await answer({ user: world.bob.id })).toBe('403 userSuspended');
    expect(await answer({ user: world.bob.id, number: '112' })).toBe('uri');
    expect(await answer({ number: 'bob' })).toBe('480 userUnavailable');
    expect((await subscribers()).map(({ registration_allowed }) => registration_allowed)).toEqual([1, 0]);
    await run(root(), 'updateUser', { ...bob, status: 'active' });
  });
});

describe('calls from outside', () => {
  it('ring who has the number, and are paid by its customer', async () => {
    expect(await ask({ user: '', number: world.at(0), trunk: world.trunk.id })).toMatchObject({
      action: 'user',
      ruser: 'bob',
      call_type: 'inbound',
      bill_customer_id: world.end.uuid,
    });
    expect(await answer({ user: '', number: world.at(1), trunk: world.trunk.id })).toBe('404 numberUnknown');
    expect(await answer({ user: '', number: 'bob', trunk: world.trunk.id })).toBe('404 numberUnknown');
  });

  it("from a reseller's own trunk reach its subtree only", async () => {
    const stranger = await makeCustomer(domain, undefined, {});
    const own = await run(root(), 'createDestination', {
      customerId: stranger.id,
      name: 'x',
      host: '198.41.0.4',
    });
    expect(await answer({ user: '', number: world.at(0), trunk: own.id })).toBe('404 numberUnknown');
  });
});

describe('forwards', () => {
  const forward = (fields: Omit<OperationWireInput<'createForward'>, 'customerId' | 'userId'>) =>
    run(root(), 'createForward', { userId: world.bob.id, ...fields });

  it('are named by condition and source, and are paid by who forwards', async () => {
    const all = await forward({ condition: 'unconditional', callSource: 'external', target: '+31687654321' });
    const busy = await forward({ condition: 'busy', target: '+442071234567' });
    const outside = await ask({ user: '', number: world.at(0), trunk: world.trunk.id });
    expect([outside.action, outside.fwd_unconditional]).toEqual(['forward', uuidOf(all.id)]);
    expect(await ask({ number: 'bob' })).toMatchObject({
      action: 'user',
      fwd_busy: uuidOf(busy.id),
      fwd_no_answer: '',
    });
    expect(await ask({ user: '', number: world.at(0), forward: busy.id, hops: 1 })).toMatchObject({
      action: 'uri',
      call_type: 'forwarded',
      number: '+442071234567',
      bill_customer_id: world.end.uuid,
    });
    expect(
      await withWhitelist('end', 'destination', [{ prefix: '31' }], () => answer({ forward: busy.id })),
    ).toBe('403 destinationNotAllowed');
    for (const { id } of [all, busy]) await run(root(), 'deleteForward', { forwardId: id });
  });

  it('let the phone ring as long as the one for no answer says', async () => {
    expect(await ask({ number: 'bob' })).toMatchObject({ ring_seconds: 60 });
    const { id } = await forward({ condition: 'noAnswer', target: '+31687654321', ringSeconds: 11 });
    expect(await ask({ number: 'bob' })).toMatchObject({ ring_seconds: 11, fwd_no_answer: uuidOf(id) });
    await run(root(), 'deleteForward', { forwardId: id });
  });

  it.each([
    ['2026-11-25T07:59:59Z', 'user'],
    ['2026-11-25T08:00:00Z', 'forward'],
    ['2026-11-25T15:59:59Z', 'forward'],
    ['2026-11-25T16:00:00Z', 'user'],
    ['2026-11-28T10:00:00Z', 'user'],
    ['2026-11-28T22:30:00Z', 'forward'],
    ['2026-11-29T01:30:00Z', 'forward'],
    ['2026-07-01T07:00:00Z', 'forward'],
  ])('hold in the windows of their zone: at %s it is %s', async (at, expected) => {
    const { id } = await forward({
      condition: 'unconditional',
      target: '+31687654321',
      schedule: {
        timeZone: 'Europe/Amsterdam',
        windows: [
          { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '09:00', to: '17:00' },
          { days: ['saturday'], from: '23:00', to: '03:00' },
        ],
      },
    });
    expect(await answer({ number: 'bob', at })).toBe(expected);
    await run(root(), 'deleteForward', { forwardId: id });
  });
});

it('the database knows the very emergency numbers of the contracts', async () => {
  const rows = await domain.deps.db.rows<{ country: string; number: string }>(
    'select country, number from kam.emergency_number',
  );
  const known = rows.map(({ country, number }) => `${country} ${number}`).sort();
  expect(known).toEqual(
    Object.entries(emergencyNumbers)
      .flatMap(([country, all]) => all.map((number) => `${country} ${number}`))
      .sort(),
  );
});

it('the role of the engine decides and reads its views, and nothing else', async () => {
  await domain.deps.db.hold(async (client) => {
    const may = async (sql: string) => {
      await client.query('begin');
      try {
        await client.query('set local role kam');
        await client.query(sql);
        return true;
      } catch (error) {
        expect((error as Error).message).toMatch(/permission denied/);
        return false;
      } finally {
        await client.query('rollback');
      }
    };
    expect(await may(`select * from kam.route_call('', '192.0.2.1', '+31201234567', 'x')`)).toBe(true);
    expect(await may(`select * from kam.trusted_source('192.0.2.1', '+31201234567')`)).toBe(true);
    for (const view of ['subscriber', 'domain', 'version', 'location', 'dialog'])
      expect(await may(`select * from kam.${view}`), view).toBe(true);
    expect(await may(`insert into kam.acc (time) values (now())`)).toBe(true);
    expect(await may(`select kam.digits_of('1')`)).toBe(false);
    expect(await may(`select * from kam.acc_cdrs`)).toBe(false);
    const { rows } =
      await client.query(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'
      union all select 'kam.emergency_number' union all select 'kam.number_prefix'`);
    expect(rows.length).toBeGreaterThan(30);
    for (const { name } of rows) expect(await may(`select from ${name}`), name).toBe(false);
  });
});
