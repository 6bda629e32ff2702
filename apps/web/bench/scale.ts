import { type ChildProcess, fork, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { keyScopes } from '@strowger/contracts';
import { openQueue } from '@strowger/db';
import { startTestServer } from '@strowger/testing/database';
import { createTestDomain, makeCustomer, makeDomain, makeUser, TEST_SECRET } from '@strowger/testing/domain';
import { type ReceivedWebhook, startWebhookReceiver } from '@strowger/testing/webhook-receiver';
import autocannon from 'autocannon';
import { Strowger } from 'strowger';

/**
 * Two web and two worker processes on one database, the web through a pooler: calls are handed in at both doors while lists
 * are read, orders are placed, and every record must arrive once in each order, in batches that are what was announced.
 * TEST_DATABASE_URL: a PostgreSQL to work on (else an embedded one); POOLER_URL: what web processes connect to instead, on
 * any database; WORKER_POOLER_URL: the same for workers, which need a pooler in session mode.
 */
const UPLOADS = 10;
const CALLS = 1_000;
const ORDERS = 12;
const READ_SECONDS = 10;

const server = await startTestServer(process.env.TEST_DATABASE_URL);
process.env.STROWGER_TEST_TEMPLATE_URL = server.templateUrl;
const domain = await createTestDomain();
const queue = await openQueue(domain.deps.db.url, { works: false, onError: (error) => console.error(error) });
Object.assign(domain.deps, { queue, clock: { now: () => new Date() } });
const receiver = await startWebhookReceiver(({ body }) => {
  const { type, data } = JSON.parse(body.toString());
  return type === 'consumer.verification' ? { body: JSON.stringify({ challenge: data.challenge }) } : {};
});
const children: ChildProcess[] = [];
try {
  const webUrl = through(process.env.POOLER_URL);
  const workerUrl = through(process.env.WORKER_POOLER_URL);
  const webs = await Promise.all([4811, 4812].map((port) => startWeb(port, webUrl)));
  for (const _ of [1, 2]) startWorker(workerUrl, webs[0] as string);
  await work(webs);
} finally {
  await Promise.all(children.map(stop));
  await receiver.close();
  await queue.stop();
  await domain.close();
  await server.stop();
}

/** The database of this run at another address. */
function through(pooler: string | undefined): string {
  if (!pooler) return domain.deps.db.url;
  const url = new URL(pooler);
  url.pathname = new URL(domain.deps.db.url).pathname;
  return url.toString();
}

async function startWeb(port: number, databaseUrl: string): Promise<string> {
  const url = `http://127.0.0.1:${port}`;
  const child = fork(fileURLToPath(new URL('serve-ours.ts', import.meta.url)), {
    env: {
      ...environment(databaseUrl, url),
      PORT: String(port),
      HOST: '127.0.0.1',
      RATE_LIMIT_PER_MINUTE: '10000000',
    },
  });
  children.push(child);
  await new Promise((resolve) => child.once('message', resolve));
  return url;
}

function startWorker(databaseUrl: string, publicUrl: string): void {
  const main = fileURLToPath(new URL('../../worker/src/main.ts', import.meta.url));
  children.push(
    spawn(process.execPath, [main], { env: environment(databaseUrl, publicUrl), stdio: 'inherit' }),
  );
}

function environment(databaseUrl: string, publicUrl: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DATABASE_URL: databaseUrl,
    PUBLIC_URL: publicUrl,
    AUTH_SECRET: TEST_SECRET,
    STROWGER_MODE: 'demo',
    WEBHOOK_ALLOW_CIDRS: '127.0.0.1/32',
    LOG_LEVEL: 'error',
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

async function work(webs: string[]): Promise<void> {
  const reseller = await makeCustomer(domain, undefined);
  await makeDomain(domain, reseller, 'sip.scale.example');
  await makeUser(domain, reseller, { username: 'desk' });
  await domain.run(reseller.caller, 'createCallRecordSource', {
    customerId: reseller.id,
    name: 'switch',
    format: 'ndjson',
  });
  const { key } = await domain.run(reseller.caller, 'createApiKey', {
    customerId: reseller.id,
    name: 'scale',
    scopes: [...keyScopes],
  });
  const doors = webs.map((url) => new Strowger({ url, key: key as string }));
  const door = (i: number) => doors[i % doors.length] as Strowger;
  const consumer = await door(0).call('createConsumer', {
    customerId: reseller.id,
    url: `${receiver.url}/cdr`,
    batchSize: 500,
  });
  await until(async () => {
    return (await door(1).call('getConsumer', { consumerId: consumer.id })).status === 'verified';
  });

  const reading = autocannon({
    url: `${webs[0]}/v1/customers?limit=50`,
    connections: 20,
    duration: READ_SECONDS,
    headers: { authorization: `Bearer ${key}` },
  });
  const begin = performance.now();
  // Every upload is sent to both doors at once: one of them finds the other's records.
  const results = await Promise.all(
    Array.from({ length: UPLOADS }, (_, i) => webs.map((url) => upload(url, key as string, i))).flat(),
  );
  const ingestSeconds = (performance.now() - begin) / 1000;
  const sum = (name: 'accepted' | 'duplicate' | 'quarantined') =>
    results.reduce((total, r) => total + r[name], 0);
  expectEqual('accepted', sum('accepted'), UPLOADS * CALLS);
  expectEqual('duplicates', sum('duplicate'), UPLOADS * CALLS);

  const ordered = performance.now();
  const orders = await Promise.all(
    Array.from({ length: ORDERS }, (_, i) =>
      door(i).call('getCallRecords', { consumer: consumer.id, from: `2026-10-01T00:00:0${i % 10}.${i}Z` }),
    ),
  );
  for (const [i, { id }] of orders.entries()) {
    await until(async () => {
      const { status } = await door(i).call('getCallRecordRequest', { requestId: id });
      if (status === 'failed') throw new Error('an order failed');
      return status === 'completed';
    });
  }
  const orderSeconds = (performance.now() - ordered) / 1000;
  for (const { id } of orders) requireWhole(id, receiver.received);
  const { requests, non2xx, errors, latency } = await reading;
  expectEqual('reads that failed', non2xx + errors, 0);
  console.table([
    {
      'calls ingested/s': Math.round((UPLOADS * CALLS) / ingestSeconds),
      'orders completed': ORDERS,
      'records delivered/s': Math.round((ORDERS * UPLOADS * CALLS) / orderSeconds),
      'lists/s': Math.round(requests.average),
      'p99 of lists, ms': latency.p99,
    },
  ]);
}

async function upload(url: string, key: string, number: number) {
  const call = (i: number) => ({
    recordKey: `${number}-${i}`,
    authUser: 'desk@sip.scale.example',
    direction: 'outbound',
    from: '+31201111111',
    to: '+31201234567',
    startedAt: new Date(Date.UTC(2026, 10, 1) + (number * CALLS + i) * 60_000).toISOString(),
    endedAt: new Date(Date.UTC(2026, 10, 1) + (number * CALLS + i) * 60_000 + 5_000).toISOString(),
    disposition: 'busy',
  });
  const response = await fetch(`${url}/v1/call-records/ingest?source=switch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
    body: Array.from({ length: CALLS }, (_, i) => `${JSON.stringify(call(i))}\n`).join(''),
  });
  if (response.status !== 200)
    throw new Error(`an upload was answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { accepted: number; duplicate: number; quarantined: number }[])[0] as {
    accepted: number;
    duplicate: number;
    quarantined: number;
  };
}

/** All records once, in batches that are those of the manifest, however often each was sent. */
function requireWhole(requestId: string, received: readonly ReceivedWebhook[]): void {
  const messages = received
    .map(({ body }) => ({ body, ...JSON.parse(body.toString()) }))
    .filter(({ data }) => data.requestId === requestId);
  const batches = new Map<number, string>();
  const keys = new Set<string>();
  for (const { type, data, body } of messages) {
    if (type !== 'call_records.batch') continue;
    const sha256 = createHash('sha256').update(body).digest('hex');
    expectEqual('hash of a batch sent again', batches.get(data.sequence) ?? sha256, sha256);
    batches.set(data.sequence, sha256);
    for (const record of data.records) keys.add(record.recordKey);
  }
  const manifest = messages.find(({ type }) => type === 'call_records.completed')?.data;
  expectEqual('records of an order', keys.size, UPLOADS * CALLS);
  expectEqual('records of a manifest', manifest?.recordCount, UPLOADS * CALLS);
  expectEqual('batches of a manifest', manifest?.batchCount, batches.size);
}

function expectEqual(what: string, seen: unknown, right: unknown): void {
  if (seen !== right) throw new Error(`${what}: ${seen}, where ${right} would be right`);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 90_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it did not happen within 90 s');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
