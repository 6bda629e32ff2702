import { cpus } from 'node:os';
import { decodeId, type OperationWireInput } from '@strowger/contracts';
import { startTestServer } from '@strowger/testing/database';
import { createTestDomain, TestClock, type TestDomain } from '@strowger/testing/domain';
import { loadCustomers, loadUsers } from '@strowger/testing/load';

/**
 * What the decision about a call takes (kam.route_call, asked as the engine asks it) among many customers, users and numbers beside
 * few, as in the demo. Both are asked in turns, so that what else the machine does slows both; a goal is a ratio.
 */
const SMALL = 200;
const LARGE = Number(process.env.BENCH_CUSTOMERS ?? 200_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 1_500);
const WARM = 200;
/** Users that call and are called in turn. */
const PARTIES = 100;
const RATIO_MAX = 1.5;
const REALM = 'sip.load.example';
const FIRST_NUMBER = 31_201_000_000n;

type Party = { user: string; username: string; number: string };
type Side = {
  domain: TestDomain;
  parties: Party[];
  trunk: string;
  busyForward: string;
  trunkForward: string;
};
type Question = { what: string; ask: (side: Side, caller: Party, called: Party) => string };

const server = await startTestServer();
process.env.STROWGER_TEST_TEMPLATE_URL = server.templateUrl;
const sides: Side[] = [];
try {
  for (const customers of [SMALL, LARGE]) sides.push(await prepare(customers));
  const [small, large] = sides as [Side, Side];
  console.log(
    `node ${process.version}, ${cpus().length} cores, ${LARGE} customers, users and numbers beside ${SMALL}, ${ROUNDS} rounds`,
  );
  const rows = [];
  for (const question of questions()) rows.push(await compare(question, small, large));
  console.table(rows);
} finally {
  for (const { domain } of sides) await domain.close();
  await server.stop();
}

/** A tree with limits, lists, plans and a trunk, and a user with a number for each customer. */
async function prepare(customers: number): Promise<Side> {
  const domain = await createTestDomain();
  const { db } = domain.deps;
  const now = new TestClock().now();
  const { root, resellers } = await loadCustomers(db, customers, now);
  await loadUsers(db, now);
  const run: TestDomain['run'] = (...args) => domain.run(...args);
  const { platform } = domain;
  const [top] = (await run(platform, 'getCustomers', { limit: '1' })).items;
  const rootId = top?.id as string;
  const plan = async (fields: Partial<OperationWireInput<'createRate'>>) => {
    const made = await run(platform, 'createTariffplan', { customerId: rootId, name: 'Load' });
    for (const prefix of ['31', '3120', '316', '44', '49'])
      await run(platform, 'createRate', {
        tariffplanId: made.id,
        prefix,
        name: prefix,
        pricePerMinute: '0.02',
        ...fields,
      });
    return made.id;
  };
  const tariffplanId = decodeId('tariffplan', await plan({})) as string;
  const trunk = await run(platform, 'createDestination', {
    customerId: rootId,
    name: 'Carrier',
    host: '203.0.113.9',
  });
  await run(platform, 'createExtension', {
    customerId: rootId,
    direction: 'outbound',
    dialPattern: '+.',
    destinationId: trunk.id,
  });
  const list = { customerId: rootId, name: 'Where to', type: 'destination' } as const;
  await run(platform, 'createWhitelist', { ...list, entries: [{ prefix: '31' }, { country: 'GB' }] });
  await run(platform, 'createLimit', { customerId: rootId, type: 'concurrentCalls', threshold: '1000000' });

  // Of each customer: its plan, a number that rings its user, a limit of what it spends, one of its user, and a forward of every tenth.
  await db.rows('update customer set tariffplan_id = $1 where parent_id = $2', [tariffplanId, root.id]);
  await db.rows(
    `insert into extension (id, customer_id, path, direction, status, first_number, last_number, target_user_id, created_at, updated_at)
     select gen_random_uuid(), customer_id, path, 'inbound', 'active', $1::bigint + n, $1::bigint + n, id, now(), now()
     from (select *, row_number() over (order by id) as n from "user") u`,
    [FIRST_NUMBER],
  );
  const limit = `insert into "limit" (id, path, customer_id, user_id, set_by, type, threshold, period, "window", action, enabled,
    created_at, updated_at) select gen_random_uuid(), path, customer_id`;
  await db.rows(
    `${limit}, id, customer_id, 'concurrentCalls', 5, 'none', 'calendar', 'block', true, now(), now() from "user"`,
  );
  await db.rows(
    `${limit}, null, customer_id, 'spend', 500, 'month', 'calendar', 'block', true, now(), now() from "user"`,
  );
  await db.rows(
    `insert into forward (id, customer_id, user_id, path, condition, call_source, ring_seconds, target_number, keep_caller_id, priority,
       enabled, created_at, updated_at)
     select gen_random_uuid(), customer_id, id, path, 'busy', 'any', 20, '+31612345678', true, 0, true, now(), now() from "user"`,
  );
  await db.rows('vacuum analyze');
  const parties = await db.rows<Party>(
    `select u.id as user, u.username, '+' || e.first_number as number from "user" u join extension e on e.target_user_id = u.id
     where starts_with(u.path, $1) order by md5(u.id::text) limit ${PARTIES}`,
    [resellers[0]?.path],
  );
  const [busy] = await db.rows<{ id: string }>('select id from forward where user_id = $1', [
    parties[0]?.user,
  ]);
  const toTrunk = await run(platform, 'createForward', {
    customerId: rootId,
    condition: 'busy',
    target: trunk.id,
  });
  return {
    domain,
    parties,
    trunk: decodeId('destination', trunk.id) as string,
    busyForward: busy?.id as string,
    trunkForward: decodeId('forward', toTrunk.id) as string,
  };
}

function questions(): Question[] {
  const ask = (user: string, dialed: string, more = '') =>
    `select * from kam.route_call('${user}', '198.51.100.7', '${dialed}', '${REALM}'${more})`;
  return [
    { what: 'out, to a number elsewhere', ask: (_, { user }) => ask(user, '+31612345678') },
    { what: 'within, by name', ask: (_, { user }, { username }) => ask(user, username) },
    { what: 'within, by number', ask: (_, { user }, { number }) => ask(user, number) },
    {
      what: 'in from a trunk',
      ask: ({ trunk }, _, { number }) => ask('', number, `, p_trunk => '${trunk}'`),
    },
    {
      what: 'forwarded to a number',
      ask: ({ busyForward }, { user }, { number }) => ask(user, number, `, '${busyForward}', 1`),
    },
    {
      what: 'forwarded to a destination',
      ask: ({ trunkForward }, { user }, { number }) => ask(user, number, `, '${trunkForward}', 1`),
    },
    { what: 'for help', ask: (_, { user }) => ask(user, '112') },
    { what: 'refused by a list', ask: (_, { user }) => ask(user, '+4930123456') },
    { what: 'to nobody', ask: (_, { user }) => ask(user, 'nobody.here') },
    {
      what: 'whether an address is trusted',
      ask: (_, __, { number }) => `select * from kam.trusted_source('192.0.2.77', '${number}')`,
    },
    {
      what: 'who signs in',
      ask: (_, { username }) =>
        `select ha1, user_id, registration_allowed from kam.subscriber where username = '${username}' and domain = '${REALM}'`,
    },
  ];
}

async function compare({ what, ask }: Question, small: Side, large: Side) {
  const times = new Map<Side, number[]>([
    [small, []],
    [large, []],
  ]);
  for (let round = 0; round < WARM + ROUNDS; round++)
    for (const [side, taken] of times) {
      const party = (at: number) => side.parties[at % side.parties.length] as Party;
      const sql = ask(side, party(round), party(round + 1));
      const begin = performance.now();
      await side.domain.deps.db.rows(sql);
      if (round >= WARM) taken.push(performance.now() - begin);
    }
  const at = (side: Side, part: number) => {
    const sorted = (times.get(side) as number[]).toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length * part)] as number;
  };
  return {
    question: what,
    'p50 ms, few': at(small, 0.5).toFixed(2),
    'p50 ms, many': at(large, 0.5).toFixed(2),
    'p50 ratio': (at(large, 0.5) / at(small, 0.5)).toFixed(2),
    'p95 ms, few': at(small, 0.95).toFixed(2),
    'p95 ms, many': at(large, 0.95).toFixed(2),
    'p95 ratio': (at(large, 0.95) / at(small, 0.95)).toFixed(2),
    goal: `p50 <= ${RATIO_MAX}`,
  };
}
