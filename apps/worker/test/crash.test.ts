import { createHash } from 'node:crypto';
import type { CallRecordsBatch, CallRecordsCompleted } from '@strowger/contracts';
import type { StepName } from '@strowger/domain';
import {
  type ReceivedWebhook,
  startWebhookReceiver,
  type WebhookReceiver,
} from '@strowger/testing/webhook-receiver';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createWorkerDomain,
  ingestCalls,
  makeConsumer,
  orderAll,
  readRequest,
  type WorkerDomain,
} from './fixtures/worker-domain.ts';
import { startWorkerProcess } from './fixtures/worker-process.ts';

const RECORDS = 20_000;
const BATCH_SIZE = 1_000;
const ANSWER_MS = 200;

/** Where the worker dies, and at which arrival there, in the order in which it happens to one request. */
const deaths: [StepName, number][] = [
  ['afterClaim', 1],
  ['beforeFirstCut', 1],
  ['midBatchCut', 1],
  ['afterBatchStored', 2],
  ['beforePost', 3],
  ['midPost', 3],
  ['afterReceipt', 2],
  ['afterDeliveredStored', 3],
  ['midBatchCut', 3],
  ['beforeManifestStored', 1],
  ['afterManifestStored', 1],
  ['beforeManifestPost', 1],
  ['midManifestPost', 1],
  ['afterManifestReceipt', 1],
  ['beforeCompleted', 1],
];

let domain: WorkerDomain;
let receiver: WebhookReceiver;
beforeAll(async () => {
  domain = await createWorkerDomain();
  await ingestCalls(domain, RECORDS);
  receiver = await startWebhookReceiver(() => ({ afterMs: ANSWER_MS }));
});
afterAll(async () => {
  await receiver.close();
  await domain.close();
});

const sha256 = (body: Buffer) => createHash('sha256').update(body).digest('hex');
const typeOf = ({ body }: ReceivedWebhook) => (JSON.parse(body.toString()) as { type: string }).type;

describe('a worker that is killed', () => {
  test('at any point loses nothing, and changes neither an id nor a byte of what it had made', async () => {
    const consumer = await makeConsumer(domain, {
      url: `${receiver.url}/cdr`,
      batchSize: BATCH_SIZE,
      maxInFlight: 2,
    });
    const { id } = await orderAll(domain, consumer.id);
    for (const [step, times] of deaths) {
      const worker = startWorkerProcess(domain.deps.db.url, './crash-worker.ts', {
        DIE_AT: step,
        DIE_TIMES: String(times),
      });
      const survived = setTimeout(() => worker.process.kill('SIGKILL'), 30_000);
      expect(await worker.ended).toBe('SIGKILL');
      clearTimeout(survived);
      expect(worker.output()).toContain(`dies at ${step}`);
    }
    expect((await readRequest(domain, id)).status).toBe('delivering');
    const last = startWorkerProcess(domain.deps.db.url, '../../src/main.ts');
    await expect
      .poll(async () => (await readRequest(domain, id)).status, { timeout: 30_000, interval: 100 })
      .toBe('completed');
    last.process.kill('SIGTERM');
    expect(await last.ended).toBe(0);

    const verifier = new Webhook(consumer.secret);
    const bytes = new Map<string, Buffer>();
    for (const { body, signed } of receiver.received) {
      expect(() => verifier.verify(body, signed)).not.toThrow();
      const webhookId = signed['webhook-id'] as string;
      expect(body.equals(bytes.get(webhookId) ?? body)).toBe(true);
      bytes.set(webhookId, body);
    }
    expect(receiver.received.length).toBeGreaterThan(bytes.size);

    const messages = [...bytes.values()].map(
      (body) => JSON.parse(body.toString()) as CallRecordsBatch | CallRecordsCompleted,
    );
    const manifests = messages.filter((message) => message.type === 'call_records.completed');
    expect(manifests).toHaveLength(1);
    const manifest = manifests[0] as CallRecordsCompleted;
    expect(manifest.data).toMatchObject({ batchCount: RECORDS / BATCH_SIZE, recordCount: RECORDS });
    for (const { id: webhookId, recordCount, sha256: hash } of manifest.data.batches) {
      const body = bytes.get(webhookId) as Buffer;
      expect(sha256(body)).toBe(hash);
      expect((JSON.parse(body.toString()) as CallRecordsBatch).data.records).toHaveLength(recordCount);
    }
    expect([...bytes.keys()].sort()).toEqual(
      [
        ...manifest.data.batches.map((batch) => batch.id),
        receiver.received.find((m) => typeOf(m) === manifest.type)?.signed['webhook-id'],
      ].sort(),
    );

    const records = messages.flatMap((message) =>
      message.type === 'call_records.batch' ? message.data.records : [],
    );
    expect(records).toHaveLength(RECORDS);
    expect(new Set(records.map((record) => record.id)).size).toBe(RECORDS);
    expect(new Set(records.map((record) => record.recordKey)).size).toBe(RECORDS);
    expect(receiver.concurrencySeen()).toBeLessThanOrEqual(2);
    expect(await readRequest(domain, id)).toMatchObject({
      expectedCount: RECORDS,
      deliveredRecords: RECORDS,
      deliveredBatches: 20,
    });
  }, 180_000);

  test('while it halves what was refused, sends what is live, or sends again, loses nothing either', async () => {
    const sizeMax = 600;
    const strict = await startWebhookReceiver(({ headers }) => ({
      afterMs: 50,
      ...(Number(headers['strowger-record-count'] ?? 0) > sizeMax && { status: 413 }),
    }));
    const consumer = await makeConsumer(domain, {
      url: `${strict.url}/strict`,
      batchSize: BATCH_SIZE,
      maxInFlight: 2,
      format: 'ndjson',
      gzip: true,
    });
    const dieAt = async (step: StepName, times = 1) => {
      const worker = startWorkerProcess(domain.deps.db.url, './crash-worker.ts', {
        DIE_AT: step,
        DIE_TIMES: String(times),
      });
      const survived = setTimeout(() => worker.process.kill('SIGKILL'), 30_000);
      expect(await worker.ended).toBe('SIGKILL');
      clearTimeout(survived);
      expect(worker.output()).toContain(`dies at ${step}`);
    };
    const run = (id: string, action: () => Promise<unknown>, status = 'completed') =>
      finishBy(action, async () => (await readRequest(domain, id)).status === status);
    const finishBy = async (action: () => Promise<unknown>, isDone: () => Promise<boolean>) => {
      await action();
      const worker = startWorkerProcess(domain.deps.db.url, '../../src/main.ts');
      await expect.poll(isDone, { timeout: 60_000, interval: 100 }).toBe(true);
      worker.process.kill('SIGTERM');
      expect(await worker.ended).toBe(0);
    };

    const { id } = await orderAll(domain, consumer.id);
    await run(id, async () => {
      for (const step of ['midBatchSplit', 'afterBatchSplit', 'afterReceipt'] as const) await dieAt(step);
    });
    const done = await readRequest(domain, id);
    expect(done).toMatchObject({
      recordCount: RECORDS,
      deliveredRecords: RECORDS,
      batchCount: done.deliveredBatches,
    });
    const first = acceptedLines(strict);
    expect([first.length, new Set(first).size]).toEqual([first.length, RECORDS]);

    await domain.run(domain.platform, 'redeliverCallRecordRequest', { requestId: id, scope: 'all' });
    const before = strict.accepted().length;
    await run(id, async () => {
      for (const [step, times] of [
        ['beforePost', 3],
        ['midManifestPost', 1],
      ] as const)
        await dieAt(step, times);
    });
    const again = strict.accepted().slice(before);
    expect(new Set(again.map(({ signed }) => signed['webhook-id'])).size).toBe(done.batchCount + 1);
    expectSameBytes(strict.received);

    await domain.run(domain.platform, 'updateConsumer', {
      consumerId: consumer.id,
      events: ['call_record.created'],
      batchSize: 500,
    });
    await ingestCalls(domain, 1_000, 'live');
    const live = () =>
      strict.accepted().filter(({ headers }) => headers['strowger-type'] === 'call_record.created');
    await finishBy(
      async () => {
        for (const step of ['afterClaim', 'midBatchCut', 'midPost'] as const) await dieAt(step);
      },
      async () => new Set(live().flatMap(({ body }) => body.toString().trim().split('\n'))).size === 1_000,
    );
    expectSameBytes(strict.received);
    const ids = live().map(({ signed }) => signed['webhook-id']);
    expect(new Set(ids).size).toBe(2);
    await strict.close();
  }, 240_000);
});

const acceptedLines = (strict: WebhookReceiver): string[] =>
  strict
    .accepted()
    .filter(({ headers }) => headers['strowger-type'] === 'call_records.batch')
    .flatMap(({ body }) => body.toString().trim().split('\n'));

function expectSameBytes(received: readonly ReceivedWebhook[]): void {
  const bytes = new Map<string, Buffer>();
  for (const { body, signed } of received) {
    const webhookId = signed['webhook-id'] as string;
    expect(body.equals(bytes.get(webhookId) ?? body)).toBe(true);
    bytes.set(webhookId, body);
  }
}
