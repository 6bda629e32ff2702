import { decodeId } from '@strowger/contracts';
import { type Answer, startWebhookReceiver, type WebhookReceiver } from '@strowger/testing/webhook-receiver';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createDeliveryTree,
  type DeliveryTree,
  ingestCalls,
  makeConsumer,
  order,
  readRequest,
  serve,
} from './fixtures/delivery-tree.ts';

let tree: DeliveryTree;
let receiver: WebhookReceiver;
let serial = 0;
beforeAll(async () => {
  tree = await createDeliveryTree();
  await ingestCalls(tree, 30);
});
afterAll(() => tree.close());
beforeEach(async () => {
  await receiver?.close();
  receiver = await startWebhookReceiver();
  delete tree.delivery.step;
});

const consumerAt = (fields: { batchSize?: number; maxInFlight?: number } = {}) =>
  makeConsumer(tree, { url: `${receiver.url}/${++serial}`, batchSize: 10, maxInFlight: 1, ...fields });
const readConsumer = (id: string) => tree.domain.run(tree.domain.platform, 'getConsumer', { consumerId: id });
const secondsAhead = (at: Date | string | null) =>
  at === null ? null : (new Date(at).getTime() - tree.domain.clock.now().getTime()) / 1000;
const typesOf = () =>
  receiver.received.map(({ body }) => (JSON.parse(body.toString()) as { type: string }).type);
const failing = (answer: Answer) => receiver.answer(() => answer);

describe('a consumer that asks for a pause', () => {
  test.each([
    [429, '120', 120],
    [503, '120', 120],
    [429, '1', 5],
    [429, '9999999', 86_400],
    [429, 'nonsense', 5],
    [500, '120', 5],
  ])('by %i and Retry-After %s gets nothing for %i s', async (status, retryAfter, seconds) => {
    const consumer = await consumerAt();
    await order(tree, consumer.id);
    failing({ status, headers: { 'retry-after': retryAfter } });
    await serve(tree, consumer.uuid);
    const [row] = await tree.domain.deps.db.rows<{ at: Date }>(
      `select min(d.next_attempt_at) as at from delivery d join call_record_request r on r.id = d.request_id where r.consumer_id = $1`,
      [consumer.uuid],
    );
    expect(secondsAhead(row?.at ?? null)).toBe(seconds);
  });

  test('gets no other message either, new requests included', async () => {
    const consumer = await consumerAt();
    const { id } = await order(tree, consumer.id);
    failing({ status: 429, headers: { 'retry-after': '120' } });
    await serve(tree, consumer.uuid);
    expect(receiver.received).toHaveLength(1);
    receiver.answer(() => ({}));
    const other = await order(tree, consumer.id, { to: '2026-12-02T00:00:00Z' });
    tree.domain.clock.advanceSeconds(60);
    const served = await serve(tree, consumer.uuid);
    expect(served.outcome === 'idle' && secondsAhead(served.wakeAt)).toBe(60);
    expect(receiver.received).toHaveLength(1);
    tree.domain.clock.advanceSeconds(60);
    await serve(tree, consumer.uuid);
    for (const requestId of [id, other.id])
      expect((await readRequest(tree, requestId)).status).toBe('completed');
  });
});

describe('a consumer that is taken out of use', () => {
  test('by 410 gets nothing more, its requests are held, and the audit says who did it', async () => {
    const consumer = await consumerAt();
    const { id } = await order(tree, consumer.id);
    failing({ status: 410 });
    await serve(tree, consumer.uuid);
    expect(receiver.received).toHaveLength(1);
    expect(await readConsumer(consumer.id)).toMatchObject({
      status: 'disabled',
      disabledReason: 'It answered 410 Gone.',
    });
    expect((await readRequest(tree, id)).status).toBe('held');
    const entries = await tree.domain.deps.db.rows(
      `select actor_kind, actor_name, operation, before ->> 'status' as before, after ->> 'status' as after
       from audit_entry where subject_id = $1 and actor_kind = 'system'`,
      [consumer.uuid],
    );
    expect(entries).toEqual([
      {
        actor_kind: 'system',
        actor_name: 'delivery',
        operation: 'system',
        before: 'verified',
        after: 'disabled',
      },
    ]);
  });

  test('by hand while a batch is under way: that one ends, no other follows, and all goes on once it is enabled', async () => {
    const consumer = await consumerAt();
    const { id } = await order(tree, consumer.id);
    receiver.answer(async () => {
      receiver.answer(() => ({}));
      await tree.domain.run(tree.domain.platform, 'updateConsumer', {
        consumerId: consumer.id,
        status: 'disabled',
      });
      return {};
    });
    await serve(tree, consumer.uuid);
    expect(receiver.received).toHaveLength(1);
    expect(await readRequest(tree, id)).toMatchObject({ status: 'held', deliveredBatches: 1 });
    await tree.domain.run(tree.domain.platform, 'updateConsumer', {
      consumerId: consumer.id,
      status: 'verified',
    });
    expect((await readRequest(tree, id)).status).toBe('processing');
    await serve(tree, consumer.uuid);
    expect(await readRequest(tree, id)).toMatchObject({
      status: 'completed',
      deliveredBatches: 3,
      attempts: 4,
    });
    expect(receiver.received).toHaveLength(4);
  });

  test('with its customer terminated holds what waits', async () => {
    const { domain } = tree;
    const gone = await domain.run(domain.platform, 'createCustomer', {
      parentId: tree.platform.id,
      name: 'Gone',
      kind: 'end',
    });
    const consumer = await makeConsumer(tree, { url: `${receiver.url}/gone`, customerId: gone.id });
    const { id } = await domain.run(domain.platform, 'getCustomerCallRecords', {
      customerId: gone.id,
      consumer: consumer.id,
      from: '2026-11-01T00:00:00Z',
    });
    await domain.run(domain.platform, 'updateCustomer', { customerId: gone.id, status: 'terminated' });
    await serve(tree, consumer.uuid);
    expect(receiver.received).toHaveLength(0);
    expect(await readConsumer(consumer.id)).toMatchObject({
      status: 'disabled',
      disabledReason: 'The customer is terminated.',
    });
    expect((await readRequest(tree, id)).status).toBe('held');
  });
});

describe('a request', () => {
  test('that is cancelled sends nothing more', async () => {
    const consumer = await consumerAt();
    const { id } = await order(tree, consumer.id);
    receiver.answer(async () => {
      receiver.answer(() => ({}));
      await tree.domain.run(tree.domain.platform, 'cancelCallRecordRequest', { requestId: id });
      return {};
    });
    await serve(tree, consumer.uuid);
    expect(receiver.received).toHaveLength(1);
    expect(await readRequest(tree, id)).toMatchObject({ status: 'cancelled', deliveredBatches: 1 });
    await expect(
      tree.domain.run(tree.domain.platform, 'cancelCallRecordRequest', { requestId: id }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect(await serve(tree, consumer.uuid)).toEqual({ outcome: 'idle', wakeAt: null });
    expect(receiver.received).toHaveLength(1);
  });

  test('whose stored batch cannot be made again as it was fails loudly, and sends no other bytes under its id', async () => {
    const consumer = await consumerAt();
    const { id } = await order(tree, consumer.id);
    failing({ status: 500 });
    await serve(tree, consumer.uuid);
    const sent = receiver.received.map(({ signed }) => signed['webhook-id']);
    const { rows } = tree.domain.deps.db;
    await rows(`update call_record set caller_name = 'changed' where record_key = 'call-12'`);
    receiver.answer(() => ({}));
    tree.domain.clock.advanceSeconds(5);
    await serve(tree, consumer.uuid);
    await rows(`update call_record set caller_name = null where record_key = 'call-12'`);
    const accepted = receiver.accepted().map(({ signed }) => signed['webhook-id']);
    expect(accepted).not.toContain(sent[1]);
    expect(await readRequest(tree, id)).toMatchObject({
      status: 'failed',
      lastError: 'The message cannot be made again as it was: its records have changed.',
      deliveredBatches: 2,
    });
    expect(typesOf().at(-1)).toBe('call_records.failed');
    expect(tree.logged).toContainEqual(
      expect.objectContaining({ level: 'error', fields: expect.objectContaining({ sequence: 2 }) }),
    );
  });

  test('whose records were deleted meanwhile fails, however many batches were taken', async () => {
    const consumer = await consumerAt();
    const { id } = await order(tree, consumer.id);
    tree.delivery.step = (name) => {
      if (name === 'beforeFirstCut') throw new Error('stopped here');
    };
    await expect(serve(tree, consumer.uuid)).rejects.toThrow('stopped here');
    delete tree.delivery.step;
    await tree.domain.deps.db.rows('update call_record_request set expected_count = 31 where id = $1', [
      decodeId('callRecordRequest', id),
    ]);
    await serve(tree, consumer.uuid);
    expect((await readRequest(tree, id)).status).toBe('failed');
    expect(receiver.received.at(-1)?.body.toString()).toContain('31 records were counted and 30 were found');
  });
});
