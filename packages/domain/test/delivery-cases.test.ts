import type { Answer } from '@strowger/testing/webhook-receiver';
import { startWebhookReceiver } from '@strowger/testing/webhook-receiver';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Arrival, type Case, type Played, play, verifies } from './fixtures/delivery-case.ts';
import { createDeliveryTree, type DeliveryTree, ingestCalls } from './fixtures/delivery-tree.ts';

/**
 * What a consumer answers, and what becomes of the order: 30 records in 3 batches and a manifest. `play` checks beside each
 * case that ids and bytes never change, that every signature verifies, and that a manifest proves what was accepted.
 */
const RECORDS = 30;

let tree: DeliveryTree;
const played: Played[] = [];
beforeAll(async () => {
  tree = await createDeliveryTree({ timeoutMs: 1_500, connectTimeoutMs: 1_500 });
  await ingestCalls(tree, RECORDS, (index) => ({
    ...(index % 3 === 1 && { callerName: `=SUM("A1",2) ünïcode ${index}` }),
    ...(index % 3 === 2 && { callerName: '' }),
  }));
});
afterAll(() => tree.close());
afterEach(async () => {
  for (const { receiver } of played.splice(0)) await receiver.close();
});

async function run(given: Case = {}): Promise<Played> {
  const state = await play(tree, given);
  played.push(state);
  return state;
}

const firstTime =
  (answer: Answer) =>
  ({ sequence, time }: Arrival) =>
    sequence === 1 && time === 1 ? answer : undefined;
const attemptsOf = async (state: Played, sequence: number) => {
  const delivery = (await state.deliveries()).find((row) => row.sequence === sequence);
  const { items } = await tree.domain.run(tree.domain.platform, 'getDeliveryAttempts', {
    deliveryId: delivery?.id as string,
  });
  return items.reverse();
};

describe('an answer that counts as taken', () => {
  const huge = Buffer.alloc(300_000, 'x');
  test.each<[string, Answer]>([
    ['200', {}],
    ['201 with a body', { status: 201, body: '{"ok":true}' }],
    ['202', { status: 202 }],
    ['204', { status: 204 }],
    ['206', { status: 206 }],
    ['299', { status: 299 }],
    ['200 with a body of 300 kB, of which 64 KiB are read', { body: huge }],
    ['200 whose body never ends', { instead: 'endless' }],
    ['200 whose body comes byte by byte for ever', { instead: 'dribble' }],
    ['200 whose body breaks off', { headers: { 'content-length': '100' }, body: 'half' }],
    ['100 and then 200', { informational: [100] }],
    ['102 and then 200', { informational: [102] }],
    ['103 twice and then 204', { informational: [103, 103], status: 204 }],
    ['200 with headers of 8 kB', { headers: { 'x-large': 'x'.repeat(8_000) } }],
    ['200 after a while', { afterMs: 200 }],
  ])('%s', async (_, answer) => {
    const state = await run({ answer: () => answer });
    expect(await state.request()).toMatchObject({
      status: 'completed',
      deliveredBatches: 3,
      deliveredRecords: RECORDS,
      attempts: 4,
    });
    expect(state.arrivals.map(({ type, sequence }) => [type, sequence])).toEqual([
      ['call_records.batch', 1],
      ['call_records.batch', 2],
      ['call_records.batch', 3],
      ['call_records.completed', 4],
    ]);
    expect((await state.readConsumer()).failingSince).toBeNull();
  });
});

describe('an answer that does not, after which the batch comes again in 5 s and the others go on', () => {
  const answered = (status: number): [string, Answer, string] => [
    String(status),
    { status },
    `It answered ${status}.`,
  ];
  const redirect = (status: number): [string, Answer, string] => [
    `${status} to another place`,
    { status, headers: { location: 'TRAP' } },
    `It answered ${status}, a redirect, which is not followed.`,
  ];
  test.each<[string, Answer, string]>([
    redirect(301),
    redirect(302),
    redirect(303),
    redirect(307),
    redirect(308),
    ...[300, 304, 400, 401, 403, 404, 405, 408, 409, 418, 422, 425, 500, 501, 502, 504, 599].map(
      (status): [string, Answer, string] =>
        status < 400
          ? [String(status), { status }, `It answered ${status}, a redirect, which is not followed.`]
          : answered(status),
    ),
    ['429 without Retry-After', { status: 429 }, 'It answered 429.'],
    ['503 without Retry-After', { status: 503 }, 'It answered 503.'],
    ['a reset', { instead: 'reset' }, 'The connection was reset.'],
    ['a hang-up', { instead: 'hangup' }, 'The connection was'],
    ['silence', { instead: 'silence' }, 'There was no answer within 1.5 s.'],
    ['what is no HTTP', { instead: 'garbage' }, 'The answer was not HTTP.'],
    [
      '100 and then nothing',
      { informational: [100], instead: 'silence' },
      'There was no answer within 1.5 s.',
    ],
    [
      'headers without an end',
      { headers: { 'x-huge': 'x'.repeat(40_000) } },
      'The headers of the answer were too large.',
    ],
    ['200 too late', { afterMs: 2_000 }, 'There was no answer within 1.5 s.'],
  ])('%s', async (_, answer, error) => {
    const trap = await startWebhookReceiver();
    const location = answer.headers?.location && { headers: { location: `${trap.url}/trap` } };
    const state = await run({ answer: firstTime({ ...answer, ...location }) });
    expect(trap.received).toHaveLength(0);
    await trap.close();
    expect(state.waits).toEqual([5]);
    expect(await state.request()).toMatchObject({
      status: 'completed',
      deliveredRecords: RECORDS,
      attempts: 5,
    });
    const [first, second] = await attemptsOf(state, 1);
    expect(first).toMatchObject({ attempt: 1, error: expect.stringContaining(error) });
    expect(second).toMatchObject({ attempt: 2, responseStatus: 200, error: null });
    expect(state.arrivals.filter(({ sequence }) => sequence === 1)).toHaveLength(2);
  });
});

describe('Retry-After', () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 10, 25, 12) + seconds * 1000).toUTCString();
  test.each<[number, string, number]>([
    [429, '120', 120],
    [503, '120', 120],
    [429, '0', 5],
    [429, '4', 5],
    [503, '86400', 86_400],
    [503, '86401', 86_400],
    [429, '999999999', 86_400],
    [429, 'soon', 5],
    [429, '-5', 5],
    [500, '120', 5],
    [404, '120', 5],
    [200, '120', 0],
  ])('of %i with %s: nothing comes for %i s', async (status, text, seconds) => {
    const state = await run({ answer: firstTime({ status, headers: { 'retry-after': text } }), rounds: 2 });
    expect(state.waits).toEqual(seconds === 0 ? [] : [seconds]);
    expect((await state.request()).status).toBe('completed');
  });

  test('as a date is honoured like seconds', async () => {
    const now = tree.domain.clock.now().getTime();
    const until = at((now - Date.UTC(2026, 10, 25, 12)) / 1000 + 300);
    const state = await run({ answer: firstTime({ status: 503, headers: { 'retry-after': until } }) });
    expect(state.waits[0]).toBeGreaterThan(298);
    expect(state.waits[0]).toBeLessThanOrEqual(300);
  });
});

describe('413', () => {
  const over = (bytes: number) => (arrival: Arrival) =>
    arrival.body.byteLength > bytes ? { status: 413 } : undefined;

  test.each<['json' | 'ndjson' | 'csv', boolean]>([
    ['json', false],
    ['json', true],
    ['ndjson', false],
    ['ndjson', true],
    ['csv', false],
    ['csv', true],
  ])('%s, gzip %s: each refused batch becomes two of half the size, with new ids', async (format, gzip) => {
    const state = await run({
      consumer: { format, gzip },
      answer: ({ type, records }) =>
        type === 'call_records.batch' && records > 3 ? { status: 413 } : undefined,
    });
    expect(state.waits).toEqual([]);
    const rows = await state.deliveries();
    const batches = rows.filter(({ kind }) => kind === 'batch');
    const kept = batches.filter(({ status }) => status === 'delivered');
    expect(batches.filter(({ status }) => status === 'retired').map((row) => row.recordCount)).toEqual([
      10, 5, 5,
    ]);
    expect(kept.map(({ recordCount }) => recordCount)).toEqual([3, 2, 3, 2, ...Array(6).fill(3), 2]);
    expect(await state.request()).toMatchObject({
      status: 'completed',
      batchCount: kept.length,
      deliveredBatches: kept.length,
      recordCount: RECORDS,
      deliveredRecords: RECORDS,
      batchSize: 10,
    });
    expect(new Set(rows.map(({ sequence }) => sequence)).size).toBe(rows.length);
    expect((await state.readConsumer()).failingSince).toBeNull();
  });

  test('of one record alone gives that record up, and the request names its batch as missing', async () => {
    const state = await run({
      consumer: { batchSize: 4 },
      answer: ({ body, type }) =>
        type === 'call_records.batch' && body.includes('"call-5"') ? { status: 413 } : undefined,
    });
    expect(await state.request()).toMatchObject({
      status: 'failed',
      recordCount: RECORDS,
      deliveredRecords: RECORDS - 1,
    });
    const dead = (await state.deliveries()).filter(({ status }) => status === 'dead');
    expect(dead).toMatchObject([{ recordCount: 1, attempts: 1, lastError: 'It answered 413.' }]);
    expect(JSON.parse(String(state.arrivals.at(-1)?.body))).toMatchObject({
      type: 'call_records.failed',
      data: { missingBatches: [dead[0]?.id] },
    });
    expect((await state.readConsumer()).status).toBe('verified');
  });

  test('of a manifest is a failure like any other', async () => {
    const state = await run({
      answer: ({ type, time }) =>
        type === 'call_records.completed' && time === 1 ? { status: 413 } : undefined,
    });
    expect(state.waits).toEqual([5]);
    expect((await state.request()).status).toBe('completed');
  });

  test('by the size of the body goes on until what is sent is small enough', async () => {
    const state = await run({ consumer: { batchSize: 1000 }, answer: over(5_000) });
    expect(await state.request()).toMatchObject({ status: 'completed', deliveredRecords: RECORDS });
    for (const { body } of state.receiver.accepted()) expect(body.byteLength).toBeLessThanOrEqual(5_000);
  });
});

describe('a consumer that goes', () => {
  test('410 to a batch disables it and holds the request', async () => {
    const state = await run({ answer: () => ({ status: 410 }) });
    expect(state.arrivals).toHaveLength(1);
    expect(await state.readConsumer()).toMatchObject({
      status: 'disabled',
      disabledReason: 'It answered 410 Gone.',
    });
    expect((await state.request()).status).toBe('held');
  });

  test('410 to the manifest holds the request, and enabling it sends the manifest alone', async () => {
    const state = await run({
      answer: ({ type, time }) =>
        type === 'call_records.completed' && time === 1 ? { status: 410 } : undefined,
    });
    expect((await state.request()).status).toBe('held');
    await tree.domain.run(tree.domain.platform, 'updateConsumer', {
      consumerId: state.consumer.id,
      status: 'verified',
    });
    await state.serve();
    expect((await state.request()).status).toBe('completed');
    expect(state.arrivals.slice(4).map(({ type }) => type)).toEqual(['call_records.completed']);
  });

  test('nothing taken in all attempts disables it, and what is held goes on where it was', async () => {
    const state = await run({
      consumer: { batchSize: 100 },
      answer: () => ({ status: 500 }),
      rounds: 12,
    });
    expect(state.waits).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]);
    expect(await state.readConsumer()).toMatchObject({ status: 'disabled' });
    expect((await state.request()).status).toBe('held');
    state.receiver.answer(() => ({}));
    await tree.domain.run(tree.domain.platform, 'updateConsumer', {
      consumerId: state.consumer.id,
      status: 'verified',
    });
    await state.serve();
    expect(await state.request()).toMatchObject({ status: 'completed', deliveredRecords: RECORDS });
  });

  test('a batch that fails between successes is given up, and the request names it', async () => {
    const state = await run({
      answer: ({ sequence, type }) =>
        sequence === 2 && type === 'call_records.batch' ? { status: 422 } : undefined,
      between: async () => void tree.domain.clock.advanceSeconds(0.001),
      rounds: 12,
    });
    expect(await state.request()).toMatchObject({ status: 'failed', deliveredBatches: 2 });
    expect((await state.readConsumer()).status).toBe('verified');
  });
});

describe('a format', () => {
  const texts = (state: Played) =>
    state.arrivals.filter(({ type }) => type === 'call_records.batch').map(({ body }) => body.toString());

  test.each<['json' | 'ndjson' | 'csv', boolean, string]>([
    ['json', false, 'application/json'],
    ['json', true, 'application/json'],
    ['ndjson', false, 'application/x-ndjson'],
    ['ndjson', true, 'application/x-ndjson'],
    ['csv', false, 'text/csv; charset=utf-8; header=present'],
    ['csv', true, 'text/csv; charset=utf-8; header=present'],
  ])('%s, gzip %s: is named in its headers, and the manifest is JSON', async (format, gzip, mediaType) => {
    const state = await run({ consumer: { format, gzip } });
    const batch = state.arrivals[0] as Arrival;
    expect(batch.headers).toMatchObject({
      'content-type': mediaType,
      'strowger-type': 'call_records.batch',
      'strowger-request-id': state.requestId,
      'strowger-sequence': '1',
      'strowger-record-count': '10',
    });
    expect(batch.headers['content-encoding']).toBe(gzip ? 'gzip' : undefined);
    expect(Number(batch.headers['content-length'])).toBe(batch.sentBytes);
    if (gzip) expect(batch.sentBytes).toBeLessThan(batch.body.byteLength / 3);
    expect(verifies(state.consumer.secret, batch.body, batch.signed)).toBe(true);
    const manifest = state.arrivals.at(-1) as Arrival;
    expect(manifest.headers['content-type']).toBe('application/json');
    expect(manifest.headers['content-encoding']).toBeUndefined();
    expect((await attemptsOf(state, 1))[0]?.sentBytes).toBe(batch.sentBytes);
    expect(await state.request()).toMatchObject({ status: 'completed', format, gzip });
  });

  test('ndjson is the very records of json, a line each', async () => {
    const [json, ndjson] = [await run(), await run({ consumer: { format: 'ndjson' } })];
    const records = texts(json).flatMap(
      (text) => (JSON.parse(text) as { data: { records: object[] } }).data.records,
    );
    expect(texts(ndjson).every((text) => text.endsWith('}\n'))).toBe(true);
    const lines = texts(ndjson).flatMap((text) => text.trimEnd().split('\n'));
    expect(lines).toEqual(records.map((record) => JSON.stringify(record)));
  });

  test('csv is the same records by RFC 4180: a header row in each batch, null as nothing, an empty text as ""', async () => {
    const [json, csv] = [await run(), await run({ consumer: { format: 'csv' } })];
    const records = texts(json).flatMap(
      (text) => (JSON.parse(text) as { data: { records: Record<string, unknown>[] } }).data.records,
    );
    const rows = texts(csv).flatMap((text) => parseCsv(text));
    expect(rows).toEqual(records.map(flatten));
    expect(texts(csv)[0]).toContain('"=SUM(""A1"",2) ünïcode 1"');
    expect(texts(csv)[0]?.split('\r\n')[0]).toMatch(
      /^id,sourceId,recordKey,.*,ratingStatus,costAmount,costCurrency,costRateId,costPrefix,costBilledSeconds,revenueAmount,/,
    );
  });

  test('csv has the chosen fields only, in the order of the contract', async () => {
    const state = await run({ consumer: { format: 'csv' }, query: { fields: 'revenue,startedAt,from' } });
    expect(texts(state)[0]?.split('\r\n')[0]).toBe(
      'id,from,startedAt,revenueAmount,revenueCurrency,revenueRateId,revenuePrefix,revenueBilledSeconds',
    );
  });

  test('is pinned when the order is placed: a change of the consumer counts for the next one', async () => {
    const state = await run({
      consumer: { format: 'csv', gzip: true },
      answer: firstTime({ status: 500 }),
      between: async ({ consumer }, round) => {
        if (round > 1) return;
        await tree.domain.run(tree.domain.platform, 'updateConsumer', {
          consumerId: consumer.id,
          format: 'json',
          gzip: false,
          batchSize: 5,
        });
      },
    });
    const again = state.arrivals.filter(({ sequence }) => sequence === 1);
    expect(again.map(({ headers }) => headers['content-type'])).toEqual(
      Array(2).fill(expect.stringContaining('csv')),
    );
    expect(await state.request()).toMatchObject({ status: 'completed', format: 'csv', batchCount: 3 });
  });

  test('of no records is a manifest alone', async () => {
    const state = await run({
      consumer: { format: 'csv' },
      query: { from: '2025-01-01T00:00:00Z', to: '2025-02-01T00:00:00Z' },
    });
    expect(state.arrivals.map(({ type }) => type)).toEqual(['call_records.completed']);
    expect(await state.request()).toMatchObject({ status: 'completed', batchCount: 0 });
  });
});

describe('POSTs under way at once', () => {
  test.each([1, 2, 3, 8])('are %i at the most', async (maxInFlight) => {
    const state = await run({ consumer: { maxInFlight, batchSize: 1 }, answer: () => ({ afterMs: 250 }) });
    expect(state.receiver.concurrencySeen()).toBe(maxInFlight);
    expect(await state.request()).toMatchObject({ status: 'completed', deliveredBatches: RECORDS });
  });
});

/** The fields of a record as the columns of CSV have them. */
const flatten = (record: Record<string, unknown>): (string | null)[] =>
  Object.entries(record).flatMap(([name, value]) =>
    name === 'cost' || name === 'revenue' ? Object.values(value as object).map(textOf) : textOf(value),
  );
const textOf = (value: unknown): string | null => (value === null ? null : String(value));

/** RFC 4180, with nothing told apart from `""`. */
function parseCsv(text: string): (string | null)[][] {
  const [, ...lines] = text.replace(/\r\n$/, '').split('\r\n');
  return lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(([, quoted, bare]) =>
      quoted === undefined ? bare || null : quoted.replaceAll('""', '"'),
    ),
  );
}
