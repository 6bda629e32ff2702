import type { CallRecordsBatch, ConsumerChallenge } from '@strowger/contracts';
import { startDnsServer } from '@strowger/testing/dns-server';
import { makeCustomer } from '@strowger/testing/domain';
import { startWebhookReceiver, type WebhookReceiver } from '@strowger/testing/webhook-receiver';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startWorker, type Worker, type WorkerOptions } from '../src/compose.ts';
import {
  createWorkerDomain,
  ingestCalls,
  makeConsumer,
  orderAll,
  readRequest,
  type WorkerDomain,
} from './fixtures/worker-domain.ts';
import { SECRET, startWorkerProcess } from './fixtures/worker-process.ts';

const RECORDS = 300;

let domain: WorkerDomain;
let receiver: WebhookReceiver;
let workers: Worker[] = [];
let logged: string[] = [];
beforeAll(async () => {
  domain = await createWorkerDomain();
  await ingestCalls(domain, RECORDS);
});
afterAll(() => domain.close());
beforeEach(async () => {
  receiver = await startWebhookReceiver();
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  workers = [];
  logged = [];
  await receiver.close();
});

async function start(options: Partial<WorkerOptions> = {}): Promise<Worker> {
  const write = (fields: Record<string, unknown>, message: string) =>
    void logged.push(`${message} ${JSON.stringify(fields)}`);
  const worker = await startWorker({
    databaseUrl: domain.deps.db.url,
    authSecret: SECRET,
    publicUrl: 'https://voice.example',
    webhookPolicy: { allowCidrs: ['127.0.0.1/32'], ports: [] },
    version: '1.2.3',
    slots: 4,
    log: { info: write, warn: write, error: write },
    ...options,
  });
  workers.push(worker);
  return worker;
}
const becomes = (requestId: string, status: string, timeout = 20_000) =>
  expect
    .poll(async () => (await readRequest(domain, requestId)).status, { timeout, interval: 20 })
    .toBe(status);
const idsOf = () => receiver.received.map(({ signed }) => signed['webhook-id']);

describe('the worker', () => {
  test('rates calls that had no price by itself once a rate is there, and again by order', async () => {
    const { run, platform, deps, acme, reseller } = domain;
    const plan = await run(platform, 'createTariffplan', {
      customerId: reseller.id,
      name: 'Retail',
      validFrom: '2026-01-01T00:00:00Z',
    });
    await run(platform, 'updateCustomer', { customerId: acme.id, tariffplanId: plan.id });
    const costs = () =>
      deps.db.rows(
        `select cost_amount::text as cost, count(*)::int as records from charge where customer_id = $1 group by 1`,
        [acme.uuid],
      );
    await start();
    const rate = { tariffplanId: plan.id, prefix: '31', name: 'NL', validFrom: '2026-01-01T00:00:00Z' };
    const made = await run(platform, 'createRate', { ...rate, pricePerMinute: '0.60' });
    // 90 s at 0.60
    await expect.poll(costs).toEqual([{ cost: '0.9000', records: RECORDS }]);

    await deps.db.rows(
      `update rate set price_per_minute = 0.20 where tariffplan_id = (select tariffplan_id from customer where id = $1)`,
      [acme.uuid],
    );
    await run(platform, 'updateTariffplan', { tariffplanId: plan.id, roundingDecimals: 2 });
    const { id: reratingId } = await run(reseller.caller, 'rerateCallRecords', {
      customerId: reseller.id,
      from: new Date(Date.now() - 5 * 86_400_000).toISOString(),
      to: new Date().toISOString(),
    });
    const status = async () => (await run(reseller.caller, 'getRerating', { reratingId })).status;
    await expect.poll(status).toBe('completed');
    expect(made.pricePerMinute).toBe('0.60');
    expect(await costs()).toEqual([{ cost: '0.30', records: RECORDS }]);
  });

  test('verifies a consumer that was just made and delivers what is ordered, without waiting for a sweep', async () => {
    await start({ sweepMs: 600_000 });
    receiver.answer(({ body }) => {
      const { type, data } = JSON.parse(body.toString()) as ConsumerChallenge;
      return type === 'consumer.verification' ? { body: JSON.stringify({ challenge: data.challenge }) } : {};
    });
    const made = await domain.run(domain.platform, 'createConsumer', {
      customerId: domain.reseller.id,
      url: `${receiver.url}/cdr`,
    });
    const read = async () =>
      (await domain.run(domain.platform, 'getConsumer', { consumerId: made.id })).status;
    await expect.poll(read).toBe('verified');
    const { id } = await orderAll(domain, made.id);
    await becomes(id, 'completed');
    expect(await readRequest(domain, id)).toMatchObject({ deliveredRecords: RECORDS });
    expect(receiver.received[0]?.headers['user-agent']).toBe('Strowger/1.2.3');
    expect(logged.join('\n')).not.toContain(made.secret);
  });

  test('finds the TXT record of a domain that is to be proved', async () => {
    const dns = await startDnsServer();
    try {
      await start({ dnsServers: [dns.address] });
      const { caller, id: customerId } = domain.reseller;
      const { id: domainId, proof } = await domain.run(caller, 'createDomain', {
        customerId,
        domain: 'proved.example.com',
      });
      dns.answer((name, type) => (type === 'TXT' && name === proof?.name ? [proof.value] : []));
      await domain.run(caller, 'verifyDomain', { domainId });
      const read = async () => (await domain.run(caller, 'getDomain', { domainId })).status;
      await expect.poll(read, { timeout: 20_000 }).toBe('active');
    } finally {
      await dns.close();
    }
  });

  test('tries again as its schedule says', async () => {
    await start({ retryDelaysSeconds: [0.05, 0.1, 0.2] });
    const consumer = await makeConsumer(domain, { url: `${receiver.url}/flaky` });
    receiver.answer((_, index) => (index < 3 ? { status: 503 } : {}));
    const { id } = await orderAll(domain, consumer.id);
    await becomes(id, 'completed');
    expect(new Set(idsOf().slice(0, 4)).size).toBe(1);
    expect(receiver.received).toHaveLength(5);
  });

  test('that is one of two never hits a consumer with more than it allows, over all its requests', async () => {
    await start();
    await start();
    const consumer = await makeConsumer(domain, {
      url: `${receiver.url}/two`,
      batchSize: 50,
      maxInFlight: 3,
    });
    receiver.answer(() => ({ afterMs: 100 }));
    const requests = await Promise.all(
      Array.from({ length: 10 }, (_, index) => orderAll(domain, consumer.id, `key ${index}`)),
    );
    for (const { id } of requests) await becomes(id, 'completed');
    expect(receiver.concurrencySeen()).toBe(3);
    expect(receiver.received).toHaveLength(10 * 7);
    expect(new Set(idsOf()).size).toBe(70);
  });

  test('serves a consumer that answers while others of another reseller keep it waiting', async () => {
    await start({ slots: 2 });
    receiver.answer(({ path }) => (path.startsWith('/silent') ? { instead: 'silence' } : {}));
    const silent = await Promise.all(
      [1, 2, 3, 4].map((number) => makeConsumer(domain, { url: `${receiver.url}/silent/${number}` })),
    );
    for (const consumer of silent) await orderAll(domain, consumer.id);
    await receiver.arrived(1);
    const other = await makeCustomer(domain, undefined, { name: 'Another reseller' });
    const quick = await makeConsumer(domain, { url: `${receiver.url}/quick`, customerId: other.id });
    const { id } = await domain.run(domain.platform, 'getCustomerCallRecords', {
      customerId: other.id,
      consumer: quick.id,
      from: new Date(Date.now() - 86_400_000).toISOString(),
    });
    // The silent ones are let go after 15 s.
    await becomes(id, 'completed', 12_000);
  });

  test('goes on after the database has cut all its connections', async () => {
    await start({ retryDelaysSeconds: [0.2] });
    const consumer = await makeConsumer(domain, {
      url: `${receiver.url}/cut`,
      batchSize: 20,
      maxInFlight: 2,
    });
    receiver.answer(async (_, index) => {
      if (index === 4) {
        await domain.deps.db.rows(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name in ('strowger-worker', 'strowger-queue')`,
        );
      }
      return { afterMs: 20 };
    });
    const { id } = await orderAll(domain, consumer.id);
    await becomes(id, 'completed');
    expect(await readRequest(domain, id)).toMatchObject({ deliveredRecords: RECORDS });
    const bodies = new Map<string, string>();
    for (const { body, signed } of receiver.received) {
      const webhookId = signed['webhook-id'] as string;
      expect(bodies.get(webhookId) ?? body.toString()).toBe(body.toString());
      bodies.set(webhookId, body.toString());
    }
    const records = [...bodies.values()].flatMap(
      (body) => (JSON.parse(body) as CallRecordsBatch).data.records ?? [],
    );
    expect(new Set(records.map(({ id: record }) => record)).size).toBe(RECORDS);
    expect(records).toHaveLength(RECORDS);
  });
});

describe('a worker that is told to stop', () => {
  test('ends what is in flight, and the next one goes on with nothing sent twice', async () => {
    const consumer = await makeConsumer(domain, {
      url: `${receiver.url}/stop`,
      batchSize: 50,
      maxInFlight: 2,
    });
    receiver.answer(() => ({ afterMs: 300 }));
    const { id } = await orderAll(domain, consumer.id);
    const first = startWorkerProcess(domain.deps.db.url, '../../src/main.ts');
    await receiver.arrived(2);
    first.process.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    const arrived = receiver.received.length;
    expect(receiver.accepted()).toHaveLength(arrived);
    expect(await readRequest(domain, id)).toMatchObject({ status: 'processing', deliveredBatches: arrived });

    const lines = first.output().trim().split('\n');
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ app: 'worker' });
    expect(first.output()).not.toContain(consumer.secret);
    expect(first.output()).not.toContain(SECRET);

    receiver.answer(() => ({}));
    await start();
    await becomes(id, 'completed');
    expect(new Set(idsOf()).size).toBe(receiver.received.length);
    expect(receiver.received).toHaveLength(7);
  });

  test('does not start in an environment that is not right', async () => {
    const broken = startWorkerProcess('', '../../src/main.ts', { STROWGER_MODE: 'production' });
    expect(await broken.ended).toBe(1);
    expect(broken.output()).toContain('DATABASE_URL');
    expect(broken.output()).toContain('WEBHOOK_ALLOW_CIDRS must not be set in production');
  });
});
