import { startWebhookReceiver, type WebhookReceiver } from '@strowger/testing/webhook-receiver';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorker, type Worker } from '../src/compose.ts';
import {
  createWorkerDomain,
  ingestCalls,
  makeConsumer,
  orderAll,
  readRequest,
  type WorkerDomain,
} from './fixtures/worker-domain.ts';
import { SECRET } from './fixtures/worker-process.ts';

const RECORDS = 200;
const SLOW_CONSUMERS = 50;
const SLOW_MS = 100;

let domain: WorkerDomain;
let receiver: WebhookReceiver;
let worker: Worker;
beforeAll(async () => {
  domain = await createWorkerDomain();
  await ingestCalls(domain, RECORDS);
  receiver = await startWebhookReceiver(({ path }) => {
    if (path.startsWith('/slow')) return { afterMs: SLOW_MS };
    if (path.startsWith('/endless')) return { instead: 'dribble' };
    return {};
  });
  const quiet = () => {};
  worker = await startWorker({
    databaseUrl: domain.deps.db.url,
    authSecret: SECRET,
    publicUrl: 'https://voice.example',
    webhookPolicy: { allowCidrs: ['127.0.0.1/32'], ports: [] },
    version: 'fairness',
    slots: 8,
    log: { info: quiet, warn: quiet, error: quiet },
  });
});
afterAll(async () => {
  await worker.stop();
  await receiver.close();
  await domain.close();
});

/** An order to a consumer of the platform itself, which is nobody's reseller: how long it takes, in ms. */
async function timeOf(name: string): Promise<number> {
  const platform = { ...domain, reseller: { ...domain.reseller, id: await platformId() } };
  const consumer = await makeConsumer(platform, { url: `${receiver.url}/quick/${name}`, batchSize: 50 });
  const started = performance.now();
  const { id } = await domain.run(domain.platform, 'getCallRecords', {
    consumer: consumer.id,
    from: new Date(Date.now() - 30 * 86_400_000).toISOString(),
  });
  await expect
    .poll(async () => (await readRequest(domain, id)).status, { timeout: 30_000, interval: 20 })
    .toBe('completed');
  return performance.now() - started;
}
const platformId = async () =>
  (await domain.run(domain.platform, 'getCustomers', { limit: '1' })).items[0]?.id as string;

test('fifty slow consumers of one reseller, and one whose answers never end, do not keep another from its records', async () => {
  const alone = await timeOf('alone');
  const slow: { id: string; uuid: string }[] = [];
  for (let number = 0; number < SLOW_CONSUMERS; number++) {
    const path = number === 0 ? 'endless' : 'slow';
    slow.push(
      await makeConsumer(domain, { url: `${receiver.url}/${path}/${number}`, batchSize: 5, maxInFlight: 1 }),
    );
  }
  const orders: string[] = [];
  for (const { id } of slow) orders.push((await orderAll(domain, id)).id);
  await receiver.arrived(20, 30_000);

  const beside = await timeOf('beside');
  const stillOpen = (await Promise.all(orders.map((id) => readRequest(domain, id)))).filter(
    ({ status }) => status !== 'completed',
  );
  console.info(
    `alone ${Math.round(alone)} ms, beside ${SLOW_CONSUMERS} slow consumers ${Math.round(beside)} ms, ${stillOpen.length} of their orders still open`,
  );
  expect(stillOpen.length).toBeGreaterThan(SLOW_CONSUMERS / 2);
  // A slot is free at once; what is added is the two of them sharing processor and database. In turn with the others it
  // would wait for some of their orders, of 4 s each.
  expect(beside).toBeLessThan(alone + 10_000);

  // Within the reseller turns are shared: after a while every consumer has had something, though none has ended.
  await expect
    .poll(
      () =>
        new Set(receiver.received.map(({ path }) => path).filter((path) => path.startsWith('/slow'))).size,
      {
        timeout: 150_000,
        interval: 500,
      },
    )
    .toBe(SLOW_CONSUMERS - 1);
}, 240_000);
