import { createHash } from 'node:crypto';
import { CallRecord, CallRecordsBatch, CallRecordsCompleted } from '@strowger/contracts';
import { startWebhookReceiver, type WebhookReceiver } from '@strowger/testing/webhook-receiver';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createDeliveryTree,
  type DeliveryTree,
  ingestCalls,
  makeConsumer,
  messagesOf,
  order,
  readDeliveries,
  readRequest,
  serve,
} from './fixtures/delivery-tree.ts';

let tree: DeliveryTree;
let receiver: WebhookReceiver;
beforeAll(async () => {
  tree = await createDeliveryTree();
  await ingestCalls(tree, 25);
  receiver = await startWebhookReceiver();
});
afterAll(async () => {
  await receiver.close();
  await tree.close();
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer(() => ({}));
});

describe('a request', () => {
  test('arrives as signed batches and a manifest that agrees with them', async () => {
    const consumer = await makeConsumer(tree, { url: `${receiver.url}/cdr`, batchSize: 10, maxInFlight: 1 });
    const { id } = await order(tree, consumer.id);
    expect(await serve(tree, consumer.uuid)).toEqual({ outcome: 'idle', wakeAt: null });

    expect(receiver.received.map(({ headers }) => headers['content-type'])).toEqual(
      Array(4).fill('application/json'),
    );
    expect(receiver.received[0]?.headers['user-agent']).toBe('Strowger/test');
    const batches = messagesOf(receiver.received, consumer.secret, 'call_records.batch');
    expect(batches.map(({ data }) => data.recordCount)).toEqual([10, 10, 5]);
    for (const batch of batches) CallRecordsBatch.parse(batch);
    const keys = batches.flatMap(({ data }) => data.records.map(({ recordKey }) => recordKey));
    expect(keys).toEqual(Array.from({ length: 25 }, (_, index) => `call-${index}`));

    const [manifest] = messagesOf(receiver.received, consumer.secret, 'call_records.completed');
    expect(CallRecordsCompleted.parse(manifest)).toBeTruthy();
    expect(manifest?.data).toMatchObject({
      requestId: id,
      scopeCustomerId: tree.platform.id,
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-12-01T00:00:00.000Z',
      periodBy: 'startedAt',
      filters: {},
      batchCount: 3,
      recordCount: 25,
    });
    expect(manifest?.data.batches).toEqual(
      receiver.received.slice(0, 3).map(({ body, signed }, index) => ({
        id: signed['webhook-id'],
        sequence: index + 1,
        recordCount: batches[index]?.data.recordCount,
        sha256: createHash('sha256').update(body).digest('hex'),
      })),
    );
    expect(await readRequest(tree, id)).toMatchObject({
      status: 'completed',
      expectedCount: 25,
      recordCount: 25,
      batchCount: 3,
      deliveredBatches: 3,
      deliveredRecords: 25,
      attempts: 4,
      lastError: null,
      nextAttemptAt: null,
    });
    expect(await readDeliveries(tree, id)).toMatchObject([
      {
        sequence: 1,
        kind: 'batch',
        status: 'delivered',
        recordCount: 10,
        attempts: 1,
        lastResponseStatus: 200,
      },
      { sequence: 2, kind: 'batch', status: 'delivered', recordCount: 10 },
      { sequence: 3, kind: 'batch', status: 'delivered', recordCount: 5 },
      { sequence: 4, kind: 'completed', status: 'delivered', recordCount: 0 },
    ]);
  });

  test('without a record completes with an empty manifest', async () => {
    const consumer = await makeConsumer(tree, { url: `${receiver.url}/none` });
    const { id } = await order(tree, consumer.id, {
      from: '2026-10-01T00:00:00Z',
      to: '2026-10-02T00:00:00Z',
    });
    await serve(tree, consumer.uuid);
    expect(receiver.received).toHaveLength(1);
    const [manifest] = messagesOf(receiver.received, consumer.secret, 'call_records.completed');
    expect(manifest?.data).toMatchObject({ batchCount: 0, recordCount: 0, batches: [] });
    expect(await readRequest(tree, id)).toMatchObject({
      status: 'completed',
      expectedCount: 0,
      recordCount: 0,
    });
  });

  test('whose records fill the last batch exactly makes no empty one', async () => {
    const consumer = await makeConsumer(tree, { url: `${receiver.url}/exact`, batchSize: 5 });
    await order(tree, consumer.id);
    await serve(tree, consumer.uuid);
    const batches = messagesOf(receiver.received, consumer.secret, 'call_records.batch');
    expect(batches.map(({ data }) => data.recordCount).sort()).toEqual([5, 5, 5, 5, 5]);
  });

  test('gives the wanted fields only, the id always', async () => {
    const consumer = await makeConsumer(tree, { url: `${receiver.url}/fields` });
    await order(tree, consumer.id, { fields: 'cost,startedAt' });
    await serve(tree, consumer.uuid);
    const [batch] = messagesOf(receiver.received, consumer.secret, 'call_records.batch');
    expect(Object.keys(batch?.data.records[0] ?? {})).toEqual(['id', 'startedAt', 'cost']);
    expect(CallRecord.shape.id.safeParse(batch?.data.records[0]?.id).success).toBe(true);
  });
});
