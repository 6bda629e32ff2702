import type { Consumer } from '@strowger/contracts';
import {
  makeCustomer,
  makeDomain,
  makeUser,
  type TestCustomer,
  type TestDomain,
} from '@strowger/testing/domain';
import { makeKey } from '../start-api.ts';
import { Api } from './api.ts';
import { type PlanName, PriceList, type TestRate, textOf } from './prices.ts';
import { Sink } from './sink.ts';

/** Who pays for a call, up to the root, and by which plan each level is charged by the one above it. */
export type Level = { customer: string; plan: PlanName | null };

export type World = {
  root: TestCustomer;
  a: TestCustomer;
  child: TestCustomer;
  b: TestCustomer;
  /** By the name of the user that calls. */
  levels: Record<string, Level[]>;
  apis: Record<'root' | 'a' | 'child' | 'b', Api>;
  rootKey: string;
  plans: Record<PlanName, string>;
  prices: PriceList;
  sinks: Sink[];
};

const YEAR = Date.parse('2026-01-01T00:00:00Z');

/** platform > A > child > its end customer; A has one of its own; platform > B > its end customer. */
export async function makeWorld(
  domain: TestDomain,
  doors: readonly string[],
  faults: string[],
): Promise<World> {
  const rootId = (await domain.run(domain.platform, 'getCustomers', { limit: '1' })).items[0]?.id as string;
  const root = { id: rootId, uuid: domain.platform.customerId, caller: domain.platform };
  const a = await makeCustomer(domain, undefined, { name: 'Aalsmeer Telecom' });
  const child = await makeCustomer(domain, a, { name: 'Child of it' });
  const childEnd = await makeCustomer(domain, child, { kind: 'end' });
  const aEnd = await makeCustomer(domain, a, { kind: 'end' });
  const b = await makeCustomer(domain, undefined, { name: 'Berlin Voice' });
  const bEnd = await makeCustomer(domain, b, { kind: 'end' });
  await makeDomain(domain, root, 'sip.chaos.example');
  await makeUser(domain, childEnd, { username: 'of-child' });
  await makeUser(domain, aEnd, { username: 'of-a' });
  await makeUser(domain, bEnd, { username: 'of-b' });

  const rootKey = await makeKey(domain, root);
  const apis = {
    root: new Api(doors, rootKey),
    a: new Api(doors, await makeKey(domain, a)),
    child: new Api(doors, await makeKey(domain, child)),
    b: new Api(doors, await makeKey(domain, b)),
  };
  await apis.root.call('createCallRecordSource', { customerId: rootId, name: 'core', format: 'ndjson' });
  const sellers: [PlanName, seller: string, buyers: string[]][] = [
    ['platform', rootId, [a.id, b.id]],
    ['a', a.id, [child.id, aEnd.id]],
    ['child', child.id, [childEnd.id]],
    ['b', b.id, [bEnd.id]],
  ];
  const plans = {} as World['plans'];
  for (const [name, customerId, buyers] of sellers) {
    const plan = { customerId, name: `plan of ${name}`, validFrom: new Date(YEAR).toISOString() };
    plans[name] = (await apis.root.call('createTariffplan', plan)).id;
    for (const buyer of buyers)
      await apis.root.call('updateCustomer', { customerId: buyer, tariffplanId: plans[name] });
  }
  const level = (customer: TestCustomer, plan: PlanName | null): Level => ({ customer: customer.uuid, plan });
  const world: World = {
    root,
    a,
    child,
    b,
    levels: {
      'of-child': [level(childEnd, 'child'), level(child, 'a'), level(a, 'platform'), level(root, null)],
      'of-a': [level(aEnd, 'a'), level(a, 'platform'), level(root, null)],
      'of-b': [level(bEnd, 'b'), level(b, 'platform'), level(root, null)],
    },
    apis,
    rootKey,
    plans,
    prices: new PriceList(),
    sinks: [],
  };
  // America is without a price at first, but for what the platform charges.
  const first: [PlanName, string, perMinute: number][] = [
    ['platform', '31', 100],
    ['platform', '44', 120],
    ['platform', '49', 130],
    ['platform', '1', 90],
    ...(['a', 'child', 'b'] as const).flatMap((plan, i) =>
      ['31', '44', '49'].map((prefix): [PlanName, string, number] => [plan, prefix, 203 + 301 * i]),
    ),
  ];
  for (const [plan, prefix, perMinute] of first)
    await addRate(world, { ...terms, plan, prefix, perMinute, from: YEAR });
  for (const [name, owner, fields] of [
    ['A, json', 'a', { batchSize: 500 }],
    ['A, ndjson', 'a', { batchSize: 1_000, format: 'ndjson', gzip: true, maxInFlight: 4 }],
    ['child, json', 'child', { batchSize: 250 }],
    ['B, ndjson', 'b', { batchSize: 500, format: 'ndjson' }],
    ['B, live', 'b', { batchSize: 200, events: ['call_record.created'] }],
  ] as const) {
    world.sinks.push(await register(world, new Sink(name, faults), owner, fields));
  }
  return world;
}

export const terms = { fee: 0, initialSeconds: 0, incrementSeconds: 1 };

/** By a deck of one line: it ends what was valid before, and told again it says what is valid already. */
export async function addRate({ apis, plans, prices }: World, rate: TestRate): Promise<void> {
  const columns = 'prefix,name,pricePerMinute,connectionFee,initialSeconds,incrementSeconds,validFrom';
  const line = [
    rate.prefix,
    `To ${rate.prefix}`,
    textOf(rate.perMinute),
    textOf(rate.fee),
    rate.initialSeconds,
    rate.incrementSeconds,
    new Date(rate.from).toISOString(),
  ].join();
  const deck = { mediaType: 'text/csv', content: `${columns}\n${line}\n` };
  await apis.root.call('importRates', { tariffplanId: plans[rate.plan] }, deck);
  prices.add(rate);
}

async function register(
  { apis, root, a, b, child, plans }: World,
  sink: Sink,
  owner: 'a' | 'b' | 'child',
  fields: object,
): Promise<Sink> {
  const url = await sink.open();
  const from = Date.now();
  const made: Consumer = await apis[owner].call('createConsumer', {
    customerId: { a, b, child }[owner].id,
    url,
    ...fields,
  });
  sink.consumerId = made.id;
  sink.owner = owner;
  sink.secrets.push({ secret: made.secret as string, from, until: Number.POSITIVE_INFINITY });
  sink.forbidden.push(root.id, plans.platform);
  if (owner === 'child') sink.forbidden.push(a.id, 'Aalsmeer');
  for (let tries = 0; tries < 200; tries++) {
    if ((await apis[owner].call('getConsumer', { consumerId: made.id })).status === 'verified') return sink;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${sink.name} was not verified within 20 s`);
}
