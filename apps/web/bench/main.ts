import { type ChildProcess, fork } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { startTestServer } from '@strowger/testing/database';
import { TEST_SECRET } from '@strowger/testing/domain';
import autocannon from 'autocannon';
import { type Filled, fill } from './fill.ts';

/**
 * The REST API beside a bare handler with the same statements, in one run: ratios mean something, absolute figures are of
 * this machine at this moment. Servers are processes of their own; rounds alternate, and the median counts.
 */
const CONNECTIONS = 20;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const ROUNDS = 3;

type Server = { port: number; process: ChildProcess };
type Measure = { what: string; ours: Run; peer: Run; goal: string; inverse?: true };
type Run = { server: Server; path: string; key: string; body?: () => string };

const server = await startTestServer();
process.env.STROWGER_TEST_TEMPLATE_URL = server.templateUrl;
const filled = await fill();
const ours = await start('serve-ours.ts', 4801);
const bare = await start('serve-bare.ts', 4802);
try {
  const rows: Record<string, string | number>[] = [];
  for (const measure of measuresOf(filled)) rows.push(await compare(measure));
  console.log(
    `node ${process.version}, ${cpus().length} cores, ${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s`,
  );
  console.table(rows);
} finally {
  for (const { process: child } of [ours, bare]) child.kill('SIGTERM');
  await filled.domain.close();
  await server.stop();
}

async function start(file: string, port: number): Promise<Server> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    env: {
      ...process.env,
      DATABASE_URL: filled.domain.deps.db.url,
      AUTH_SECRET: TEST_SECRET,
      PORT: String(port),
      HOST: '127.0.0.1',
      STROWGER_MODE: 'demo',
      LOG_LEVEL: 'silent',
      RATE_LIMIT_PER_MINUTE: '10000000',
      NODE_ENV: 'production',
    },
  });
  await new Promise((resolve) => child.once('message', resolve));
  return { port, process: child };
}

function measuresOf({ small, large, sip }: Filled): Measure[] {
  let serial = 0;
  const customer = { ours: `/v1/customers/${small.id}`, bare: `/customers/${small.uuid}` };
  const user = (customerId: string, domainId: string) => () =>
    JSON.stringify({
      customerId,
      domainId,
      username: `user-${++serial}-${process.pid}`,
      password: 'Tr0mbone-Walnut-93',
    });
  return [
    {
      what: 'GET one customer',
      ours: { server: ours, path: customer.ours, key: small.key },
      peer: { server: bare, path: customer.bare, key: small.key },
      goal: '>= 0.9',
    },
    {
      what: 'list page of 50',
      ours: { server: ours, path: '/v1/customers?limit=50', key: small.key },
      peer: { server: bare, path: '/customers', key: small.key },
      goal: '>= 0.8',
    },
    {
      what: 'list page of 50: scope of 200,000 against 200 (time)',
      ours: { server: ours, path: '/v1/customers?limit=50', key: large.key },
      peer: { server: ours, path: '/v1/customers?limit=50', key: small.key },
      goal: '<= 1.5',
      inverse: true,
    },
    {
      what: 'create user (idempotency key, audit)',
      ours: { server: ours, path: '/v1/users', key: small.key, body: user(small.id, sip.id) },
      peer: { server: bare, path: '/users', key: small.key, body: user(small.uuid, filled.sipUuid) },
      goal: '>= 0.6',
    },
  ];
}

async function compare({ what, ours: run, peer, goal, inverse }: Measure) {
  const [a, b]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    a.push(await rate(run));
    b.push(await rate(peer));
  }
  const [mine, theirs] = [median(a), median(b)];
  const ratio = inverse ? theirs / mine : mine / theirs;
  return {
    measure: what,
    'ours/s': Math.round(mine),
    'peer/s': Math.round(theirs),
    ratio: ratio.toFixed(2),
    goal,
  };
}

/** Answers a second. @throws Error if one was no success */
async function rate({ server: { port }, path, key, body }: Run): Promise<number> {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}${path}`,
    connections: CONNECTIONS,
    duration: SECONDS,
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && {
      requests: [
        {
          setupRequest: (request) => ({
            ...request,
            headers: { ...request.headers, 'idempotency-key': crypto.randomUUID() },
            body: body(),
          }),
        },
      ],
    }),
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path}: ${result.non2xx} failed, ${result.errors} errors`);
  return result.requests.average;
}

function median(values: number[]): number {
  return values.sort((x, y) => x - y)[Math.floor(values.length / 2)] as number;
}
