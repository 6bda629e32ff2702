import { cpus } from 'node:os';
import { signInCookies } from '../e2e/sign-in-cookies.ts';
import type { Stack } from '../e2e/stack.ts';
import { startStack } from '../e2e/start-stack.ts';

/**
 * What the console's server takes for its pages and searches in a large installation beside the demo, after a build. Both run at
 * once and are asked in turns, so that what else the machine does slows both; the goal is a 95th percentile of at most three
 * times the demo's, and of 300 ms. `BENCH_CUSTOMERS`, `BENCH_RECORDS`, `BENCH_ROUNDS`; `BENCH_DATA_DIR`: a folder where the large
 * database is kept, filled by the first run and found by the next ones; `BENCH_ONLY`: only what has this text in its name.
 */
const CUSTOMERS = Number(process.env.BENCH_CUSTOMERS ?? 200_000);
const RECORDS = Number(process.env.BENCH_RECORDS ?? 1_000_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 40);
const DATA_DIR = process.env.BENCH_DATA_DIR;
const ONLY = process.env.BENCH_ONLY ?? '';
const RATIO_MAX = 3;
const MS_MAX = 300;

type Found = { items: { id: string; name: string }[] };
type Side = { baseUrl: string; cookie: string; root: string; reseller: string; term: string };
type Question = { what: string; path: (side: Side) => string };

const running = await Promise.all([startStack(), startStack(CUSTOMERS, RECORDS, DATA_DIR)]);
try {
  const [demo, large] = running.map(({ line }) => JSON.parse(line) as Stack) as [Stack, Stack];
  const sides = [
    await prepare(demo, 'Noordzee Telecom', 'wadden'),
    await prepare(large, 'Load reseller 1', '1-4242'),
  ] as const;
  console.log(
    `node ${process.version}, ${cpus().length} cores, ${CUSTOMERS} customers and ${RECORDS} records beside the demo, ${ROUNDS} rounds`,
  );
  const rows = [];
  for (const question of questions().filter(({ what }) => what.includes(ONLY)))
    rows.push(await compare(question, sides));
  console.table(rows);
} finally {
  await Promise.all(running.map(({ stop }) => stop()));
}

/** Signs the platform's owner in, and finds the reseller whose rooms are looked at. */
async function prepare({ baseUrl, operators }: Stack, reseller: string, term: string): Promise<Side> {
  const owner = operators.find(({ email }) => email === 'owner@platform.example');
  if (!owner) throw new Error('the demo has no owner of the platform');
  const side = {
    baseUrl,
    cookie: await signInCookies(baseUrl, owner),
    root: owner.customerId,
    reseller: '',
    term,
  };
  const answer = await ask(side, call('getCustomers', { search: reseller, limit: '20' }));
  const found = (JSON.parse(answer.body) as { result: { data: Found } }).result.data.items;
  const one = found.find(({ name }) => name === reseller);
  if (!one) throw new Error(`there is no ${reseller}`);
  return { ...side, reseller: one.id };
}

function questions(): Question[] {
  const room = (of: 'root' | 'reseller', rest: string) => (side: Side) => `/customers/${side[of]}/${rest}`;
  const pages = ['overview', 'overview?period=30d', 'customers', 'users', 'call-records', 'requests'];
  const monthAgo = new Date(Date.now() - 30 * 86_400_000).toISOString();
  return [
    ...(['root', 'reseller'] as const).flatMap((of) =>
      pages.map((page) => ({ what: `page of the ${of}: ${page}`, path: room(of, page) })),
    ),
    {
      what: 'page of the reseller: customers, searched',
      path: (side) => room('reseller', `customers?search=${side.term}`)(side),
    },
    {
      what: 'tree: children of the reseller',
      path: ({ reseller }) => call('getCustomerCustomers', { customerId: reseller, limit: '100' }),
    },
    { what: 'tree: search', path: ({ term }) => call('getCustomers', { search: term, limit: '20' }) },
    {
      what: 'palette: customers by name',
      path: ({ term }) => call('getCustomers', { search: term, sort: 'name', limit: '6' }),
    },
    {
      what: 'palette: nothing of that name',
      path: () => call('getCustomers', { search: 'zzqx', sort: 'name', limit: '6' }),
    },
    {
      what: 'palette: two letters that no name has',
      path: () => call('getCustomers', { search: 'zx', sort: 'name', limit: '6' }),
    },
    { what: 'palette: users of two letters', path: () => call('getUsers', { search: 'zx', limit: '6' }) },
    { what: 'palette: users', path: () => call('getUsers', { search: 'desk', limit: '6' }) },
    { what: 'palette: no such user', path: () => call('getUsers', { search: 'zzqx', limit: '6' }) },
    {
      what: 'records of a month, unrated',
      path: () => call('getCallRecordSearch', { from: monthAgo, ratingStatus: 'unrated' }),
    },
    {
      what: 'records of a month to +4930',
      path: () => call('getCallRecordSearch', { from: monthAgo, toNumber: '+4930' }),
    },
  ];
}

function call(operation: string, input: object): string {
  return `/api/trpc/${operation}?input=${encodeURIComponent(JSON.stringify(input))}`;
}

/** @returns the milliseconds to the last byte */
async function ask({ baseUrl, cookie }: Pick<Side, 'baseUrl' | 'cookie'>, path: string) {
  const begin = performance.now();
  const answer = await fetch(`${baseUrl}${path}`, {
    headers: {
      cookie,
      'sec-fetch-dest': path.startsWith('/api') ? 'empty' : 'document',
      'sec-fetch-site': 'same-origin',
    },
    redirect: 'error',
  });
  const body = await answer.text();
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${body.slice(0, 300)}`);
  return { ms: performance.now() - begin, body };
}

async function compare({ what, path }: Question, sides: readonly [Side, Side]) {
  const times: [number[], number[]] = [[], []];
  for (let round = -2; round < ROUNDS; round++) {
    for (const [at, side] of sides.entries()) {
      const { ms } = await ask(side, path(side));
      if (round >= 0) times[at]?.push(ms);
    }
  }
  const [few, many] = times.map((all) => all.toSorted((one, other) => one - other)) as [number[], number[]];
  const at = (sorted: number[], part: number): number =>
    sorted[Math.ceil(sorted.length * part) - 1] ?? Number.NaN;
  const ratio = at(many, 0.95) / at(few, 0.95);
  return {
    what,
    'demo p50': at(few, 0.5).toFixed(0),
    'large p50': at(many, 0.5).toFixed(0),
    'demo p95': at(few, 0.95).toFixed(0),
    'large p95': at(many, 0.95).toFixed(0),
    ratio: ratio.toFixed(2),
    goal: ratio <= RATIO_MAX && at(many, 0.95) <= MS_MAX ? 'reached' : 'missed',
  };
}
