import { gunzipSync } from 'node:zlib';
import { decodeId } from '@strowger/contracts';
import { operatorOf } from '@strowger/testing/domain';
import { startWebhookReceiver, type WebhookReceiver } from '@strowger/testing/webhook-receiver';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { execute, keepHouse, parseInput } from '../src/index.ts';
import { type Played, play, sha256Of, verifies } from './fixtures/delivery-case.ts';
import {
  createDeliveryTree,
  type DeliveryTree,
  ingestCalls,
  makeConsumer,
  order,
  readDeliveries,
  readRequest,
  serve,
} from './fixtures/delivery-tree.ts';

const RECORDS = 30;

let tree: DeliveryTree;
let receiver: WebhookReceiver;
let serial = 0;
const played: Played[] = [];
beforeAll(async () => {
  tree = await createDeliveryTree();
  await ingestCalls(tree, RECORDS);
});
afterAll(() => tree.close());
beforeEach(async () => {
  receiver = await startWebhookReceiver();
});
afterEach(async () => {
  await receiver.close();
  for (const state of played.splice(0)) await state.receiver.close();
});

const platform = () => tree.domain.platform;
const redeliver = (requestId: string, body: { scope: 'failed' | 'all' | 'sequence'; sequence?: number }) =>
  tree.domain.run(platform(), 'redeliverCallRecordRequest', { requestId, ...body });

/** A request whose second batch of three was given up. */
async function failedRequest(): Promise<Played> {
  let well = false;
  const state = await play(tree, {
    answer: ({ sequence, type }) =>
      !well && sequence === 2 && type === 'call_records.batch' ? { status: 413 } : undefined,
    consumer: { batchSize: 1 },
    query: { from: '2026-11-25T10:00:00Z', to: '2026-11-25T10:00:03Z' },
  });
  well = true;
  played.push(state);
  expect((await state.request()).status).toBe('failed');
  return state;
}

async function completedRequest(): Promise<Played> {
  const state = await play(tree);
  played.push(state);
  expect((await state.request()).status).toBe('completed');
  return state;
}

/** Gives every charge a newer revision, as a re-rating does: the old one goes to the history. */
async function rerate(amount: string): Promise<void> {
  const { rows } = tree.domain.deps.db;
  const [batch] = await rows<{ number: bigint }>(
    `insert into ingest_batch (accepted, duplicate, quarantined, committed_at) values (0, 0, 0, $1) returning number`,
    [tree.domain.clock.now()],
  );
  const columns = (
    await rows<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = 'charge'::regclass and attnum > 0 and not attisdropped`,
    )
  ).map(({ name }) => name);
  await rows(
    `insert into charge_history (${columns.join(', ')}, replaced_in) select ${columns.join(', ')}, $1 from charge`,
    [batch?.number],
  );
  await rows(
    `update charge set revision = revision + 1, revised_in = $1, cost_amount = $2, revenue_amount = $2`,
    [batch?.number, amount],
  );
}

describe('what is sent again', () => {
  test('of scope failed is what was given up, with its id and bytes, and a new manifest follows', async () => {
    const state = await failedRequest();
    const before = state.arrivals.length;
    const [, dead] = await state.deliveries();
    expect(await redeliver(state.requestId, { scope: 'failed' })).toMatchObject({
      status: 'delivering',
      deliveredBatches: 2,
      completedAt: null,
      lastError: null,
    });
    await state.serve();
    const [again, manifest] = state.arrivals.slice(before);
    expect(state.arrivals).toHaveLength(before + 2);
    expect(again?.signed['webhook-id']).toBe(dead?.id);
    expect(sha256Of(again?.body as Buffer)).toBe(dead?.sha256);
    expect(JSON.parse(String(manifest?.body))).toMatchObject({
      type: 'call_records.completed',
      data: { batchCount: 3, recordCount: 3 },
    });
    expect(await state.request()).toMatchObject({ status: 'completed', deliveredRecords: 3 });
    expect((await state.deliveries()).map(({ kind, status }) => [kind, status])).toEqual([
      ['batch', 'delivered'],
      ['batch', 'delivered'],
      ['batch', 'delivered'],
      ['failed', 'retired'],
      ['completed', 'delivered'],
    ]);
  });

  test('of scope all is every batch and the manifest, with the same ids and bytes', async () => {
    const state = await completedRequest();
    const first = state.arrivals.map(({ signed, body }) => [signed['webhook-id'], sha256Of(body)]);
    expect(await redeliver(state.requestId, { scope: 'all' })).toMatchObject({ deliveredBatches: 0 });
    await state.serve();
    const again = state.arrivals.slice(first.length);
    expect(again.map(({ signed, body }) => [signed['webhook-id'], sha256Of(body)])).toEqual(first);
    expect(await state.request()).toMatchObject({ status: 'completed', deliveredBatches: 3, attempts: 8 });
  });

  test('of scope sequence is one batch', async () => {
    const state = await completedRequest();
    await redeliver(state.requestId, { scope: 'sequence', sequence: 3 });
    await state.serve();
    expect(state.arrivals.slice(4).map(({ sequence, time }) => [sequence, time])).toEqual([[3, 2]]);
    expect((await state.request()).status).toBe('completed');
  });

  test('has the charges of when it was ordered, also after a re-rating; a new order has the new ones', async () => {
    const state = await completedRequest();
    const first = state.arrivals.map(({ body }) => sha256Of(body));
    await rerate('7.7');
    await redeliver(state.requestId, { scope: 'all' });
    await state.serve();
    expect(state.arrivals.slice(4).map(({ body }) => sha256Of(body))).toEqual(first);
    expect(state.arrivals[4]?.body.toString()).not.toContain('7.7');
    const { request: _, ...anew } = await completedRequest();
    expect(anew.arrivals[0]?.body.toString()).toContain('"revenue":{"amount":"7.7"');
  });

  test('that is refused as too large is halved, and the manifest before counts no more', async () => {
    const state = await completedRequest();
    state.receiver.answer(({ headers }) =>
      Number(headers['strowger-record-count'] ?? 0) > 5 ? { status: 413 } : {},
    );
    await redeliver(state.requestId, { scope: 'sequence', sequence: 2 });
    await state.serve();
    const manifests = (await state.deliveries()).filter(({ kind }) => kind === 'completed');
    expect(manifests.map(({ status }) => status)).toEqual(['retired', 'delivered']);
    const last = JSON.parse(String(state.receiver.received.at(-1)?.body)) as {
      data: { batches: { recordCount: number; sequence: number }[] };
    };
    expect(last.data.batches.map(({ sequence, recordCount }) => [sequence, recordCount])).toEqual([
      [1, 10],
      [3, 10],
      [5, 5],
      [6, 5],
    ]);
    expect(await state.request()).toMatchObject({ status: 'completed', batchCount: 4, recordCount: RECORDS });
  });

  test('is nothing where nothing was given up, no such batch is, or the request has not ended', async () => {
    const state = await completedRequest();
    await expect(redeliver(state.requestId, { scope: 'failed' })).rejects.toMatchObject({ code: 'conflict' });
    for (const body of [
      { scope: 'sequence', sequence: 99 },
      { scope: 'sequence' },
      { scope: 'all', sequence: 1 },
    ] as const) {
      await expect(redeliver(state.requestId, body)).rejects.toMatchObject({
        code: 'validation',
        fields: [expect.objectContaining({ pointer: '/sequence' })],
      });
    }
    const open = await order(tree, state.consumer.id, { to: '2026-11-30T00:00:00Z' });
    await expect(redeliver(open.id, { scope: 'all' })).rejects.toMatchObject({ code: 'conflict' });
    await tree.domain.run(platform(), 'updateConsumer', {
      consumerId: state.consumer.id,
      status: 'disabled',
    });
    await expect(redeliver(state.requestId, { scope: 'all' })).rejects.toThrow('not verified');
  });
});

describe('a secret that is replaced', () => {
  test('is shown once; both sign for 24 h, then the new one alone; the audit shows neither', async () => {
    const state = await completedRequest();
    const { id: consumerId, secret: old } = state.consumer;
    const rotated = await tree.domain.run(platform(), 'rotateConsumerSecret', { consumerId });
    const secret = rotated.secret as string;
    expect(secret).toMatch(/^whsec_/);
    expect(secret).not.toBe(old);
    expect(Date.parse(rotated.previousSecretExpiresAt as string) - tree.domain.clock.now().getTime()).toBe(
      86_400_000,
    );
    expect((await tree.domain.run(platform(), 'getConsumer', { consumerId })).secret).toBeNull();

    const signedBy = async () => {
      await redeliver(state.requestId, { scope: 'sequence', sequence: 1 });
      await state.serve();
      const last = state.arrivals.at(-1) as Played['arrivals'][number];
      return [old, secret].map((key) => verifies(key, last.body, last.signed));
    };
    expect(await signedBy()).toEqual([true, true]);
    tree.domain.clock.advanceSeconds(86_399);
    expect(await signedBy()).toEqual([true, true]);
    tree.domain.clock.advanceSeconds(1);
    expect(await signedBy()).toEqual([false, true]);

    const entries = await tree.domain.deps.db.rows<{ text: string }>(
      `select before::text || after::text as text from audit_entry where operation = 'rotateConsumerSecret' and subject_id = $1`,
      [state.consumer.uuid],
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]?.text).toContain('"secret": "•••"');
    expect(entries[0]?.text).not.toContain('whsec_');
  });

  test('at once signs no more at all', async () => {
    const state = await completedRequest();
    const { secret } = await tree.domain.run(platform(), 'rotateConsumerSecret', {
      consumerId: state.consumer.id,
      overlapSeconds: 0,
    });
    await redeliver(state.requestId, { scope: 'sequence', sequence: 1 });
    await state.serve();
    const { body, signed } = state.arrivals.at(-1) as Played['arrivals'][number];
    expect([verifies(state.consumer.secret, body, signed), verifies(secret as string, body, signed)]).toEqual(
      [false, true],
    );
  });

  test('twice by the same Idempotency-Key is replaced once, and the kept reply is encrypted', async () => {
    const consumer = await makeConsumer(tree, { url: `${receiver.url}/${++serial}` });
    const rotate = () =>
      tree.domain.run(
        platform(),
        'rotateConsumerSecret',
        { consumerId: consumer.id },
        { idempotencyKey: 'rotate-1' },
      );
    const [first, second] = [await rotate(), await rotate()];
    expect(second.secret).toBe(first.secret);
    const [kept] = await tree.domain.deps.db.rows<{ reply: string }>(
      `select reply from idempotency_record where operation = 'rotateConsumerSecret'`,
    );
    expect(kept?.reply).not.toContain('whsec_');
    expect(kept?.reply).not.toContain(consumer.id);
  });
});

describe('a test', () => {
  test('sends an event to a verified consumer, and says what became of it', async () => {
    const consumer = await makeConsumer(tree, { url: `${receiver.url}/${++serial}` });
    const sent = await tree.domain.run(platform(), 'testConsumer', { consumerId: consumer.id });
    expect(sent).toMatchObject({ kind: 'event', type: 'consumer.test', status: 'pending', requestId: null });
    receiver.answer(() => ({ status: 202, body: 'merci\u0000' }));
    await serve(tree, consumer.uuid);
    expect(JSON.parse(String(receiver.received[0]?.body))).toMatchObject({
      type: 'consumer.test',
      data: { consumerId: consumer.id },
    });
    expect(await tree.domain.run(platform(), 'getDelivery', { deliveryId: sent.id })).toMatchObject({
      status: 'delivered',
      attempts: 1,
      lastResponseStatus: 202,
    });
    const { items } = await tree.domain.run(platform(), 'getDeliveryAttempts', { deliveryId: sent.id });
    expect(items).toMatchObject([
      { attempt: 1, responseStatus: 202, responseHead: 'merci ', error: null, sentBytes: sent.bodyBytes },
    ]);
    await tree.domain.run(platform(), 'redeliverEvent', { deliveryId: sent.id });
    await serve(tree, consumer.uuid);
    expect(receiver.received).toHaveLength(2);
    expect(receiver.received[1]?.body.equals(receiver.received[0]?.body as Buffer)).toBe(true);
    expect(receiver.received[1]?.signed['webhook-id']).toBe(sent.id);
  });

  test('of a consumer that is not verified is refused', async () => {
    const { id } = await tree.domain.run(platform(), 'createConsumer', {
      customerId: tree.platform.id,
      url: `${receiver.url}/${++serial}`,
    });
    await expect(tree.domain.run(platform(), 'testConsumer', { consumerId: id })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('the delivery log of a consumer', () => {
  test('has batches, manifests and events, newest first, by status, type and request, page by page', async () => {
    const state = await completedRequest();
    const { id: consumerId } = state.consumer;
    await tree.domain.run(platform(), 'testConsumer', { consumerId });
    const list = async (query: object = {}) =>
      (await tree.domain.run(platform(), 'getConsumerDeliveries', { consumerId, ...query })).items;
    expect((await list()).map(({ type }) => type)).toEqual([
      'consumer.test',
      'call_records.completed',
      ...Array(3).fill('call_records.batch'),
    ]);
    expect(await list({ status: 'pending' })).toMatchObject([{ type: 'consumer.test' }]);
    expect(await list({ type: 'call_records.batch' })).toHaveLength(3);
    expect(await list({ requestId: state.requestId })).toHaveLength(4);
    const page = await tree.domain.run(platform(), 'getConsumerDeliveries', { consumerId, limit: '2' });
    const next = await tree.domain.run(platform(), 'getConsumerDeliveries', {
      consumerId,
      limit: '2',
      cursor: page.nextCursor as string,
    });
    expect([...page.items, ...next.items].map(({ sequence }) => sequence)).toEqual([0, 4, 3, 2]);
  });

  test('is forgotten after 30 days, what can be sent again is not', async () => {
    const state = await completedRequest();
    const { id: deliveryId } = await tree.domain.run(platform(), 'testConsumer', {
      consumerId: state.consumer.id,
    });
    await state.serve();
    tree.domain.clock.advanceSeconds(30 * 86_400 + 60);
    await keepHouse(tree.delivery);
    await expect(tree.domain.run(platform(), 'getDelivery', { deliveryId })).rejects.toMatchObject({
      code: 'notFound',
    });
    const [batch] = await readDeliveries(tree, state.requestId);
    const attempts = await tree.domain.run(platform(), 'getDeliveryAttempts', {
      deliveryId: batch?.id as string,
    });
    expect(attempts.items).toEqual([]);
    await redeliver(state.requestId, { scope: 'all' });
    await state.serve();
    expect((await readRequest(tree, state.requestId)).status).toBe('completed');
  });
});

describe('a download', () => {
  const download = async (requestId: string, format?: 'csv' | 'ndjson', caller = platform()) => {
    const input = parseInput('downloadCallRecordRequest', { requestId, format });
    const { result } = await execute(tree.domain.deps, caller, 'downloadCallRecordRequest', input, {
      requestId: 'test',
    });
    const parts: Uint8Array[] = [];
    for await (const chunk of result.chunks) parts.push(chunk);
    return { ...result, text: Buffer.concat(parts).toString() };
  };
  const bodiesOf = async (format: 'csv' | 'ndjson') => {
    const state = await play(tree, { consumer: { format, batchSize: 1000 } });
    played.push(state);
    return { state, body: String(state.arrivals[0]?.body) };
  };

  test.each(['csv', 'ndjson'] as const)('as %s is what a consumer of that format gets', async (format) => {
    const { state, body } = await bodiesOf(format);
    const file = await download(state.requestId, format);
    expect(file.text).toBe(body);
    expect(file.text.trimEnd().split('\n')).toHaveLength(RECORDS + (format === 'csv' ? 1 : 0));
    expect(file.fileName).toBe(`call-records-${state.requestId}.${format}`);
  });

  test('keeps the records and charges of its order, whatever came and was rated since', async () => {
    const { state, body } = await bodiesOf('ndjson');
    await rerate('8.8');
    await ingestCalls(tree, 1, () => ({
      recordKey: `later-${++serial}`,
      startedAt: '2026-11-25T10:00:00.001Z',
    }));
    expect((await download(state.requestId, 'ndjson')).text).toBe(body);
    await tree.domain.deps.db.rows(`delete from call_record where record_key like 'later-%'`);
  });

  test('of no records is a header row alone', async () => {
    const state = await play(tree, { query: { from: '2025-01-01T00:00:00Z', to: '2025-01-02T00:00:00Z' } });
    played.push(state);
    expect((await download(state.requestId)).text).toMatch(/^id,sourceId,.*\r\n$/);
  });

  test('is not there before the request is taken up, after 7 days, or for somebody else', async () => {
    const consumer = await makeConsumer(tree, { url: `${receiver.url}/${++serial}` });
    const { id } = await order(tree, consumer.id);
    await expect(download(id)).rejects.toMatchObject({ code: 'conflict' });
    await serve(tree, consumer.uuid);
    const stranger = operatorOf(tree.reseller.uuid, tree.reseller.caller.path);
    await expect(download(id, 'csv', stranger)).rejects.toMatchObject({ code: 'notFound' });
    tree.domain.clock.advanceSeconds(7 * 86_400);
    expect((await download(id)).text).toContain('call-0');
    tree.domain.clock.advanceSeconds(1);
    await expect(download(id)).rejects.toMatchObject({ code: 'gone' });
  });
});

test('an inbox shows what a CSV consumer would get, as it was before it was compressed', async () => {
  const inbox = await tree.domain.run(platform(), 'createInbox', { customerId: tree.platform.id });
  await tree.domain.run(platform(), 'updateConsumer', { consumerId: inbox.id, format: 'csv', gzip: true });
  await order(tree, inbox.id);
  await serve(tree, decodeId('consumer', inbox.id) as string);
  const { items } = await tree.domain.run(platform(), 'getInboxMessages', { consumerId: inbox.id });
  expect(items.map(({ type, signatureValid }) => [type, signatureValid])).toEqual([
    ['call_records.completed', true],
    ['call_records.batch', true],
  ]);
  const messageId = items[1]?.id ?? '';
  const { body } = await tree.domain.run(platform(), 'getInboxMessage', { messageId });
  expect(body).toMatch(/^id,sourceId/);
  expect(items[1]?.bodyBytes).toBe(Buffer.byteLength(body));
  expect(() => gunzipSync(Buffer.from(body))).toThrow();
});
