import { CallRecordsBatch, callRecordFields, decodeId } from '@strowger/contracts';
import { makeCustomer, makeDomain, makeUser, type TestCustomer } from '@strowger/testing/domain';
import { startWebhookReceiver, type WebhookReceiver } from '@strowger/testing/webhook-receiver';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createDeliveryTree,
  type DeliveryTree,
  ingestCalls,
  makeConsumer,
  messagesOf,
  type order,
  readRequest,
  serve,
} from './fixtures/delivery-tree.ts';
import { expectedRecord, type StoredRecord } from './fixtures/expected-record.ts';
import { nativeCall, ndjson, sendTo } from './fixtures/ingest-tree.ts';

let tree: DeliveryTree;
let receiver: WebhookReceiver;
let other: TestCustomer;
let serial = 0;
const difficult = 'a "quoted" \\ line, {"id":"cdr_x"}, ünïcode 🎺, <b>';

beforeAll(async () => {
  tree = await createDeliveryTree();
  receiver = await startWebhookReceiver();
  other = await makeCustomer(tree.domain, tree.reseller, { name: 'Other', kind: 'end' });
  await makeDomain(tree.domain, other, 'sip.other.example');
  await makeUser(tree.domain, other, { username: 'desk-1' });
  await ingestCalls(tree, 20, (index) => ({
    direction: index % 4 === 3 ? 'inbound' : 'outbound',
    ...(index % 5 === 4 && {
      disposition: 'busy',
      answeredAt: null,
      sipCode: 486,
      q850Cause: 17,
      hangupBy: 'callee',
    }),
    ...(index % 2 === 1 && { to: '+442071234567' }),
    ...(index === 6 && {
      callerName: difficult,
      userAgent: difficult,
      codec: 'PCMA',
      sourceIp: '192.0.2.7',
      dialed: '0031',
    }),
  }));
  await sendTo(
    tree,
    'switch-1',
    ndjson([
      nativeCall({
        recordKey: 'other-1',
        authUser: 'desk-1@sip.other.example',
        legId: 'leg-o',
        otherLegId: 'call-1',
      }),
      nativeCall({ recordKey: 'pair-a', legId: 'pair-a', otherLegId: 'pair-b' }),
      nativeCall({
        recordKey: 'pair-b',
        legId: 'pair-b',
        otherLegId: 'other-1',
        startedAt: '2026-11-25T10:00:01.000Z',
      }),
    ]),
  );
});
afterAll(async () => {
  await receiver.close();
  await tree.close();
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer(() => ({}));
  delete tree.delivery.step;
});

type Query = Parameters<typeof order>[2];
type SentRecord = CallRecordsBatch['data']['records'][number];

/** What a consumer of `owner` gets of the records of `scope`. */
async function recordsFor(
  owner: TestCustomer,
  scope: TestCustomer,
  query: Query = {},
): Promise<SentRecord[]> {
  const consumer = await makeConsumer(tree, {
    url: `${receiver.url}/${++serial}`,
    customerId: owner.id,
    batchSize: 7,
  });
  const { id } = await tree.domain.run(owner.caller, 'getCustomerCallRecords', {
    customerId: scope.id,
    consumer: consumer.id,
    from: '2026-11-01T00:00:00Z',
    to: '2026-12-01T00:00:00Z',
    ...query,
  });
  receiver.received.length = 0;
  await serve(tree, consumer.uuid);
  expect(await readRequest(tree, id)).toMatchObject({ status: 'completed', lastError: null });
  const batches = messagesOf(receiver.received, consumer.secret, 'call_records.batch');
  for (const batch of batches) CallRecordsBatch.parse(batch);
  return batches.sort((a, b) => a.data.sequence - b.data.sequence).flatMap(({ data }) => data.records);
}
const keysOf = (records: SentRecord[]) => records.map(({ recordKey }) => recordKey);

describe('records', () => {
  test('have every field of the contract, in its order, with the values that are stored', async () => {
    const records = await recordsFor(tree.sub, tree.sub);
    const rows = await tree.domain.deps.db.rows<StoredRecord>(
      `select r.*, g.rating_status, g.cost_amount::text, g.cost_currency, g.cost_rate_id, g.cost_prefix, g.cost_billed_seconds,
         g.revenue_amount::text, g.revenue_currency, g.revenue_rate_id, g.revenue_prefix, g.revenue_billed_seconds
       from call_record r join charge g on g.record_id = r.id and g.customer_id = $1 order by r.started_at, r.id`,
      [tree.sub.uuid],
    );
    expect(records).toHaveLength(22);
    for (const record of records) expect(Object.keys(record)).toEqual(callRecordFields);
    const expected = rows.map((row) => ({
      ...expectedRecord(row),
      otherLegId: row.record_key === 'pair-a' ? 'pair-b' : null,
    }));
    expect(records).toEqual(expected);
    expect(records.find(({ recordKey }) => recordKey === 'call-6')?.callerName).toBe(difficult);
  });

  test('come in the order of their start, also where several start at once', async () => {
    const records = await recordsFor(tree.platform, tree.platform);
    const places = records.map(({ startedAt, id }) => `${startedAt} ${id}`);
    expect(places).toEqual([...places].sort());
  });

  test.each([
    ['reseller', 23],
    ['sub', 22],
    ['acme', 22],
  ] as const)('of %s are those that it is charged for or charges', async (name, count) => {
    expect(await recordsFor(tree[name], tree[name])).toHaveLength(count);
  });

  test("are rendered at the level of the consumer's owner, whoever asks and for whom", async () => {
    const charge = async (owner: TestCustomer) => {
      const [row] = await tree.domain.deps.db.rows<{ cost: string | null; revenue: string | null }>(
        `select cost_amount::text as cost, revenue_amount::text as revenue from charge g join call_record r on r.id = g.record_id
         where r.record_key = 'call-0' and g.customer_id = $1`,
        [owner.uuid],
      );
      return row;
    };
    for (const owner of [tree.platform, tree.reseller, tree.sub, tree.acme]) {
      const records = await recordsFor(owner, tree.acme, { direction: 'outbound' });
      const first = records.find(({ recordKey }) => recordKey === 'call-0');
      expect({ cost: first?.cost?.amount, revenue: first?.revenue?.amount }).toEqual(await charge(owner));
    }
    expect(await charge(tree.reseller)).not.toEqual(await charge(tree.sub));
  });

  test('are those that fit all filters', async () => {
    const filtered = async (query: Query) => (await recordsFor(tree.reseller, tree.reseller, query)).length;
    expect(await filtered({ direction: 'inbound' })).toBe(5);
    expect(await filtered({ disposition: 'busy' })).toBe(4);
    expect(await filtered({ disposition: 'busy', direction: 'outbound' })).toBe(3);
    expect(await filtered({ userId: tree.desk.id })).toBe(22);
    expect(await filtered({ toNumber: '4420' })).toBe(10);
    expect(await filtered({ toNumber: '+4420' })).toBe(10);
  });

  test('of a period begin at its start and end before its end', async () => {
    const query = { from: '2026-11-25T10:00:03.000Z', to: '2026-11-25T10:00:06.000Z' };
    expect(keysOf(await recordsFor(tree.sub, tree.sub, query))).toEqual(['call-3', 'call-4', 'call-5']);
  });

  test('of a period of ingest are those that were ingested then, whenever the calls were', async () => {
    const { clock } = tree.domain;
    clock.advanceSeconds(3600);
    const from = clock.now();
    await sendTo(
      tree,
      'switch-1',
      ndjson([
        nativeCall({
          recordKey: 'late',
          startedAt: '2026-08-03T09:00:00Z',
          ringingAt: null,
          answeredAt: '2026-08-03T09:00:01Z',
          endedAt: '2026-08-03T09:01:00Z',
        }),
      ]),
    );
    clock.advanceSeconds(60);
    const period = { from: from.toISOString(), to: clock.now().toISOString() };
    expect(keysOf(await recordsFor(tree.sub, tree.sub, { ...period, periodBy: 'ingestedAt' }))).toEqual([
      'late',
    ]);
    expect(keysOf(await recordsFor(tree.sub, tree.acme, { ...period, periodBy: 'ingestedAt' }))).toEqual([
      'late',
    ]);
    expect(keysOf(await recordsFor(tree.sub, tree.sub, period))).toEqual([]);
  });
});

describe('the id of the other leg', () => {
  test.each([
    ['platform', { 'pair-a': 'pair-b', 'pair-b': 'other-1', 'other-1': 'call-1' }],
    ['reseller', { 'pair-a': 'pair-b', 'pair-b': 'other-1', 'other-1': 'call-1' }],
    ['sub', { 'pair-a': 'pair-b', 'pair-b': null }],
  ] as const)('shows to %s where that leg is in its scope', async (name, legs) => {
    const records = await recordsFor(tree[name], tree[name]);
    for (const [key, leg] of Object.entries(legs)) {
      expect(records.find(({ recordKey }) => recordKey === key)?.otherLegId).toBe(leg);
    }
  });

  test('shows by what the owner of the consumer sees, not by what is asked for', async () => {
    const records = await recordsFor(tree.reseller, tree.acme);
    expect(records.find(({ recordKey }) => recordKey === 'pair-b')?.otherLegId).toBe('other-1');
  });
});

describe('the watermark', () => {
  /** Writes a record as an ingest does, in a transaction that stays open until it is told. */
  async function openIngest(key: string) {
    const client = await tree.domain.deps.db.pool.connect();
    await client.query('begin');
    await client.query(
      `with batch as (insert into ingest_batch (source_id, accepted, duplicate, quarantined, committed_at)
         values ($1, 1, 0, 0, now()) returning number),
       record as (insert into call_record select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'record_key', $2::text, 'ingest_batch', batch.number))).*
         from call_record r, batch where r.record_key = 'call-0' returning *)
       insert into charge select (jsonb_populate_record(g, jsonb_build_object('record_id', record.id))).* from record, charge g
         join call_record r on r.id = g.record_id and r.record_key = 'call-0'`,
      [decodeId('callRecordSource', tree.source.id), key],
    );
    return async (end: 'commit' | 'rollback') => {
      await client.query(end);
      client.release();
    };
  }

  test('leaves out what is ingested after the request was taken up, and what was being ingested then, for ever', async () => {
    const before = (await recordsFor(tree.sub, tree.sub)).length;
    const consumer = await makeConsumer(tree, {
      url: `${receiver.url}/w`,
      customerId: tree.sub.id,
      batchSize: 10,
    });
    const endOpen = await openIngest('open');
    const endUndone = await openIngest('undone');
    await sendTo(tree, 'switch-1', ndjson([nativeCall({ recordKey: 'committed' })]));
    const { id } = await tree.domain.run(tree.sub.caller, 'getCallRecords', {
      consumer: consumer.id,
      from: '2026-11-01T00:00:00Z',
      to: '2026-12-01T00:00:00Z',
    });
    receiver.received.length = 0;
    receiver.answer(async () => {
      receiver.answer(({ body }) => (body.includes('"sequence":2,') ? { status: 500 } : {}));
      await endOpen('commit');
      await endUndone('rollback');
      await sendTo(tree, 'switch-1', ndjson([nativeCall({ recordKey: 'after' })]));
      return {};
    });
    await serve(tree, consumer.uuid);
    expect(await readRequest(tree, id)).toMatchObject({ status: 'delivering', expectedCount: before + 1 });
    receiver.answer(() => ({}));
    tree.domain.clock.advanceSeconds(5);
    await serve(tree, consumer.uuid);
    expect(await readRequest(tree, id)).toMatchObject({ status: 'completed', deliveredRecords: before + 1 });
    const keys = new Set(
      messagesOf(receiver.received, consumer.secret, 'call_records.batch').flatMap(({ data }) =>
        keysOf(data.records),
      ),
    );
    expect(keys.has('committed')).toBe(true);
    expect(keys.has('open') || keys.has('after') || keys.has('undone')).toBe(false);

    const later = keysOf(await recordsFor(tree.sub, tree.sub));
    expect(later).toEqual(expect.arrayContaining(['open', 'after', 'committed']));
    expect(later).not.toContain('undone');
  });
});
