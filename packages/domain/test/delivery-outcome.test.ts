import { type CallRecordsFailed, decodeId } from '@strowger/contracts';
import { type Answer, startWebhookReceiver, type WebhookReceiver } from '@strowger/testing/webhook-receiver';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newSecret } from '../src/delivery/signature.ts';
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

describe('while a secret is replaced by another', () => {
  test('both sign, until the old one ends', async () => {
    const consumer = await consumerAt({ batchSize: 100 });
    const next = newSecret();
    const { keyring, db } = tree.domain.deps;
    await db.rows(
      `update consumer set previous_secret_ciphertext = secret_ciphertext, secret_ciphertext = $2, previous_secret_expires_at = $3 where id = $1`,
      [
        consumer.uuid,
        keyring.seal('consumer-secret', next),
        new Date(tree.domain.clock.now().getTime() + 3_600_000),
      ],
    );
    await order(tree, consumer.id);
    await serve(tree, consumer.uuid);
    for (const secret of [consumer.secret, next])
      expect(messagesOf(receiver.received, secret, 'call_records.batch')).toHaveLength(1);
    tree.domain.clock.advanceSeconds(3_600);
    receiver.received.length = 0;
    await order(tree, consumer.id);
    await serve(tree, consumer.uuid);
    expect(messagesOf(receiver.received, next, 'call_records.batch')).toHaveLength(1);
    expect(() => messagesOf(receiver.received, consumer.secret, 'call_records.batch')).toThrow();
  });
});

describe('one consumer', () => {
  test('is hit by as many POSTs at once as it allows, and no more, over all its requests', async () => {
    const consumer = await consumerAt({ batchSize: 2, maxInFlight: 3 });
    await order(tree, consumer.id);
    await order(tree, consumer.id, { to: '2026-12-02T00:00:00Z' });
    receiver.answer(() => ({ afterMs: 20 }));
    await serve(tree, consumer.uuid);
    expect(receiver.received).toHaveLength(32);
    expect(receiver.concurrencySeen()).toBe(3);
  });

  test('is served by one at a time: who comes second goes away, and what waits shows as queued', async () => {
    const consumer = await consumerAt();
    await order(tree, consumer.id);
    let second = '';
    receiver.answer(async () => {
      receiver.answer(() => ({}));
      second = (await order(tree, consumer.id, { to: '2026-12-02T00:00:00Z' })).id;
      expect(await serve(tree, consumer.uuid)).toEqual({ outcome: 'busy' });
      expect((await readRequest(tree, second)).status).toBe('queued');
      return {};
    });
    await serve(tree, consumer.uuid);
    expect((await readRequest(tree, second)).status).toBe('completed');
  });
});
