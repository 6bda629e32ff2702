import { type CallRecordsFailed, decodeId } from '@strowger/contracts';
import { type Answer, startWebhookReceiver, type WebhookReceiver } from '@strowger/testing/webhook-receiver';
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

const LADDER_SECONDS = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

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

describe('a batch that fails', () => {
  test('comes again by the schedule, with the same id and bytes and a fresh signature', async () => {
    const consumer = await consumerAt({ batchSize: 100 });
    const { id } = await order(tree, consumer.id);
    failing({ status: 500, body: 'not\u0000 now' });
    const served = await serve(tree, consumer.uuid);
    expect(served.outcome === 'idle' && secondsAhead(served.wakeAt)).toBe(5);
    expect(await readRequest(tree, id)).toMatchObject({
      status: 'delivering',
      attempts: 1,
      lastError: 'It answered 500.',
    });
    expect(secondsAhead((await readRequest(tree, id)).nextAttemptAt)).toBe(5);
    expect((await readConsumer(consumer.id)).failingSince).not.toBeNull();
    expect(await serve(tree, consumer.uuid)).toMatchObject({ outcome: 'idle' });
    expect(receiver.received).toHaveLength(1);

    tree.domain.clock.advanceSeconds(5);
    receiver.answer(() => ({}));
    await serve(tree, consumer.uuid);
    expect(typesOf()).toEqual(['call_records.batch', 'call_records.batch', 'call_records.completed']);
    const [first, again] = receiver.received;
    expect(again?.body.equals(first?.body as Buffer)).toBe(true);
    expect(again?.signed['webhook-id']).toBe(first?.signed['webhook-id']);
    expect(Number(again?.signed['webhook-timestamp'])).toBe(Number(first?.signed['webhook-timestamp']) + 5);
    expect(messagesOf(receiver.received, consumer.secret, 'call_records.batch')).toHaveLength(2);
    expect((await readConsumer(consumer.id)).failingSince).toBeNull();
    expect(await readDeliveries(tree, id)).toMatchObject([
      { status: 'delivered', attempts: 2, lastError: null },
      {},
    ]);
    const log = await tree.domain.deps.db.rows(
      `select attempt, response_status, response_head, error from delivery_attempt where delivery_id = $1 order by attempt`,
      [decodeId('delivery', first?.signed['webhook-id'] as string)],
    );
    expect(log).toEqual([
      { attempt: 1, response_status: 500, response_head: 'not  now', error: 'It answered 500.' },
      { attempt: 2, response_status: 200, response_head: '', error: null },
    ]);
  });

  test.each<[string, Answer, string]>([
    [
      'a redirect',
      { status: 302, headers: { location: 'http://127.0.0.1/' } },
      'It answered 302, a redirect, which is not followed.',
    ],
    ['a broken connection', { instead: 'reset' }, 'reset'],
    ['silence', { instead: 'silence' }, 'There was no answer within 2 s.'],
  ])('by %s is one that failed', async (_, answer, error) => {
    const consumer = await consumerAt({ batchSize: 100 });
    const { id } = await order(tree, consumer.id);
    failing(answer);
    await serve(tree, consumer.uuid);
    expect((await readRequest(tree, id)).lastError).toContain(error);
    expect(secondsAhead((await readRequest(tree, id)).nextAttemptAt)).toBe(5);
  });

  test('in all attempts, with no success at the consumer, disables it; its requests are held and go on once it is enabled', async () => {
    const consumer = await consumerAt({ batchSize: 100 });
    const { id } = await order(tree, consumer.id);
    failing({ status: 500 });
    for (const seconds of LADDER_SECONDS) {
      const served = await serve(tree, consumer.uuid);
      expect(served.outcome === 'idle' && secondsAhead(served.wakeAt)).toBe(seconds);
      tree.domain.clock.advanceSeconds(seconds);
    }
    expect(receiver.received).toHaveLength(9);
    await serve(tree, consumer.uuid);
    expect(await readConsumer(consumer.id)).toMatchObject({
      status: 'disabled',
      disabledReason: 'It took nothing in all attempts at a message.',
    });
    expect(await readRequest(tree, id)).toMatchObject({
      status: 'held',
      deliveredBatches: 0,
      nextAttemptAt: null,
    });
    const sent = receiver.received.length;
    tree.domain.clock.advanceSeconds(86_400);
    expect(await serve(tree, consumer.uuid)).toEqual({ outcome: 'idle', wakeAt: null });
    expect(receiver.received).toHaveLength(sent);

    const ids = new Set(receiver.received.map(({ signed }) => signed['webhook-id']));
    receiver.answer(() => ({}));
    await tree.domain.run(tree.domain.platform, 'updateConsumer', {
      consumerId: consumer.id,
      status: 'verified',
    });
    expect(tree.domain.jobs.at(-1)).toEqual({
      name: 'fulfilRequest',
      data: { requestId: decodeId('callRecordRequest', id) },
    });
    await serve(tree, consumer.uuid);
    expect(await readRequest(tree, id)).toMatchObject({ status: 'completed', deliveredRecords: 30 });
    const accepted = receiver.accepted().map(({ signed }) => signed['webhook-id']);
    expect(accepted[0]).toBe([...ids][0]);
    expect(ids.size).toBe(1);
  });

  test('in all attempts between successes is given up, and the request ends as failed and names it', async () => {
    const consumer = await consumerAt();
    const { id } = await order(tree, consumer.id);
    const poisoned = (body: Buffer) =>
      (JSON.parse(body.toString()) as { data: { sequence?: number } }).data.sequence === 2;
    receiver.answer(({ body }) => (poisoned(body) ? { status: 422 } : {}));
    for (const seconds of LADDER_SECONDS) {
      await serve(tree, consumer.uuid);
      tree.domain.clock.advanceSeconds(seconds);
      // A success in between: the consumer itself is well.
      await order(tree, consumer.id, { from: '2026-10-01T00:00:00Z', to: '2026-10-02T00:00:00Z' });
    }
    await serve(tree, consumer.uuid);
    expect(await readRequest(tree, id)).toMatchObject({
      status: 'failed',
      deliveredBatches: 2,
      deliveredRecords: 20,
    });
    expect((await readConsumer(consumer.id)).status).toBe('verified');
    const [, second] = await readDeliveries(tree, id);
    expect(second).toMatchObject({ status: 'dead', attempts: 10, lastResponseStatus: 422 });
    const failed = receiver.received
      .map(({ body }) => JSON.parse(body.toString()) as CallRecordsFailed)
      .find(({ type }) => type === 'call_records.failed');
    expect(failed?.data).toEqual({
      requestId: id,
      reason: 'Some batches could not be delivered.',
      batchCount: 3,
      missingBatches: [second?.id],
    });
  });

  test('by a consumer that takes nothing is one of few: two of two requests at first, one more at each round', async () => {
    const consumer = await consumerAt({ batchSize: 1 });
    const ids: string[] = [];
    for (let i = 1; i <= 4; i++) {
      tree.domain.clock.advanceSeconds(1);
      ids.push((await order(tree, consumer.id, { to: `2026-12-0${i}T00:00:00Z` })).id);
    }
    failing({ status: 500 });
    const served = await serve(tree, consumer.uuid);
    expect(served.outcome === 'idle' && secondsAhead(served.wakeAt)).toBe(5);
    expect(receiver.received).toHaveLength(4);
    const statuses = await Promise.all(ids.map(async (id) => (await readRequest(tree, id)).status));
    expect(statuses).toEqual(['processing', 'processing', 'accepted', 'accepted']);
    expect(await serve(tree, consumer.uuid)).toMatchObject({ outcome: 'idle' });
    expect(receiver.received).toHaveLength(4);
    tree.domain.clock.advanceSeconds(5);
    await serve(tree, consumer.uuid);
    expect(new Set(receiver.received.map(({ signed }) => signed['webhook-id'])).size).toBe(6);

    receiver.answer(() => ({}));
    tree.domain.clock.advanceSeconds(300);
    await serve(tree, consumer.uuid);
    for (const id of ids) {
      expect(await readRequest(tree, id)).toMatchObject({ status: 'completed', deliveredRecords: 30 });
    }
    expect(new Set(receiver.received.map(({ signed }) => signed['webhook-id'])).size).toBe(4 * 31);
  });

  test('does not keep the others from being delivered, up to ten of a request', async () => {
    const consumer = await consumerAt({ batchSize: 1 });
    const { id } = await order(tree, consumer.id);
    receiver.answer(({ body }) => {
      tree.domain.clock.advanceSeconds(0.001);
      const { sequence } = (JSON.parse(body.toString()) as { data: { sequence: number } }).data;
      return sequence % 2 === 0 ? { status: 500 } : {};
    });
    await serve(tree, consumer.uuid);
    expect(await readRequest(tree, id)).toMatchObject({
      status: 'processing',
      deliveredBatches: 10,
      batchCount: 20,
    });
  });
});
