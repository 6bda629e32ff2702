import type { CallRecordsCreated } from '@strowger/contracts';
import { startWebhookReceiver, type WebhookReceiver } from '@strowger/testing/webhook-receiver';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { advanceLiveCursors, findDueConsumers } from '../src/index.ts';
import {
  createDeliveryTree,
  type DeliveryTree,
  ingestCalls,
  makeConsumer,
  order,
  serve,
} from './fixtures/delivery-tree.ts';
import { nativeCall, ndjson, sendTo } from './fixtures/ingest-tree.ts';

let tree: DeliveryTree;
let receiver: WebhookReceiver;
let serial = 0;
beforeAll(async () => {
  tree = await createDeliveryTree();
});
afterAll(() => tree.close());
beforeEach(async () => {
  await receiver?.close();
  receiver = await startWebhookReceiver();
  await tree.domain.deps.db.rows(
    `update consumer set events = '{}', live_snapshot = null, status = 'disabled'`,
  );
});

const run: DeliveryTree['domain']['run'] = (...call) => tree.domain.run(...call);
async function liveConsumer(fields: Partial<Parameters<typeof makeConsumer>[1]> = {}) {
  const consumer = await makeConsumer(tree, { url: `${receiver.url}/${++serial}`, ...fields });
  await run(tree.domain.platform, 'updateConsumer', {
    consumerId: consumer.id,
    events: ['call_record.created'],
  });
  return consumer;
}
/** Calls under keys of their own. */
const arrive = (count: number) => {
  const batch = ++serial;
  return ingestCalls(tree, count, (index) => ({
    recordKey: `live-${batch}-${index}`,
    startedAt: new Date(Date.parse('2026-11-25T09:00:00Z') + batch * 60_000 + index).toISOString(),
  }));
};
const messages = () =>
  receiver.received
    .filter(({ headers }) => headers['strowger-type'] === 'call_record.created')
    .map(({ body }) => JSON.parse(body.toString()) as CallRecordsCreated);
const keys = () => messages().flatMap(({ data }) => data.records.map(({ recordKey }) => recordKey));
const isDue = async ({ uuid }: { uuid: string }) =>
  (await findDueConsumers(tree.delivery)).some(({ consumerId }) => consumerId === uuid);

describe('records as they come', () => {
  test('arrive in batches, each once, in the order of their start, from when they were asked for', async () => {
    await arrive(2);
    const consumer = await liveConsumer({ batchSize: 3 });
    expect(await isDue(consumer)).toBe(false);
    await arrive(4);
    expect(await isDue(consumer)).toBe(true);
    await serve(tree, consumer.uuid);
    expect(messages().map(({ data }) => data.recordCount)).toEqual([3, 1]);
    expect(await isDue(consumer)).toBe(false);
    await serve(tree, consumer.uuid);
    expect(messages()).toHaveLength(2);
    await arrive(2);
    await serve(tree, consumer.uuid);
    expect(messages().map(({ data }) => data.recordCount)).toEqual([3, 1, 2]);
    expect(new Set(keys()).size).toBe(6);
    expect(messages()[0]).toMatchObject({
      type: 'call_record.created',
      data: { records: [{ cost: { amount: null }, revenue: { currency: 'EUR' } }, {}, {}] },
    });
    expect(receiver.received).toHaveLength(3);
  });

  test('are rendered for the owner of the consumer, and are none of others', async () => {
    const own = await liveConsumer({ customerId: tree.acme.id });
    const beside = await liveConsumer({
      customerId: (
        await run(tree.domain.platform, 'createCustomer', {
          parentId: tree.reseller.id,
          kind: 'end',
          name: `Beside ${++serial}`,
        })
      ).id,
    });
    await arrive(1);
    expect(await isDue(beside)).toBe(false);
    for (const { uuid } of [own, beside]) await serve(tree, uuid);
    expect(messages()).toHaveLength(1);
    expect(messages()[0]?.data.records[0]).toMatchObject({
      cost: { amount: '0.0900' },
      revenue: { amount: null, currency: null },
    });
  });

  test('of an ingest that was open when others were sent are sent once it has committed', async () => {
    const consumer = await liveConsumer();
    const client = await tree.domain.deps.db.pool.connect();
    await client.query('begin');
    await client.query(
      `insert into ingest_batch (source_id, accepted, duplicate, quarantined, committed_at, customer_ids)
       select source_id, 1, 0, 0, $1, customer_ids from ingest_batch where source_id is not null order by number desc limit 1`,
      [tree.domain.clock.now()],
    );
    await arrive(1);
    await serve(tree, consumer.uuid);
    expect(keys()).toHaveLength(1);
    // Its record is of that batch: moved there, as the ingest would have written it.
    await client.query(
      `with batch as (select max(number) filter (where xid = pg_current_xact_id()) as number from ingest_batch)
       update call_record set ingest_batch = batch.number, ingested_at = $2 from batch where record_key = $1`,
      [`live-${serial}-0`, tree.domain.clock.now()],
    );
    await client.query('commit');
    client.release();
    expect(await isDue(consumer)).toBe(true);
    await serve(tree, consumer.uuid);
    expect(keys()).toHaveLength(2);
    await serve(tree, consumer.uuid);
    expect(keys()).toHaveLength(2);
  });

  test('wait for a consumer that is out of use, and are sent once it is enabled', async () => {
    const consumer = await liveConsumer();
    receiver.answer(() => ({ status: 410 }));
    await arrive(1);
    await serve(tree, consumer.uuid);
    receiver.answer(() => ({}));
    await arrive(2);
    expect(await isDue(consumer)).toBe(false);
    await run(tree.domain.platform, 'updateConsumer', { consumerId: consumer.id, status: 'verified' });
    await serve(tree, consumer.uuid);
    expect(new Set(keys()).size).toBe(3);
    const ids = receiver.accepted().map(({ signed }) => signed['webhook-id']);
    expect(ids[0]).toBe(receiver.received[0]?.signed['webhook-id']);
  });

  test('come again by the schedule with the same id and bytes, while later ones go on', async () => {
    const consumer = await liveConsumer();
    let refused: string | undefined;
    receiver.answer(({ signed }) => {
      refused ??= signed['webhook-id'];
      return signed['webhook-id'] === refused && receiver.received.length < 4 ? { status: 500 } : {};
    });
    await arrive(1);
    await serve(tree, consumer.uuid);
    await arrive(1);
    await serve(tree, consumer.uuid);
    expect(receiver.accepted()).toHaveLength(1);
    tree.domain.clock.advanceSeconds(5);
    await serve(tree, consumer.uuid);
    tree.domain.clock.advanceSeconds(300);
    await serve(tree, consumer.uuid);
    expect(new Set(keys()).size).toBe(2);
    const again = receiver.received.filter(({ signed }) => signed['webhook-id'] === refused);
    expect(again.length).toBeGreaterThan(1);
    expect(new Set(again.map(({ body }) => body.toString())).size).toBe(1);
  });

  test('stop where they are not wanted any more, and begin anew where they are wanted again', async () => {
    const consumer = await liveConsumer();
    await run(tree.domain.platform, 'updateConsumer', { consumerId: consumer.id, events: [] });
    await arrive(1);
    expect(await isDue(consumer)).toBe(false);
    await run(tree.domain.platform, 'updateConsumer', {
      consumerId: consumer.id,
      events: ['call_record.created'],
    });
    await arrive(1);
    await serve(tree, consumer.uuid);
    expect(keys()).toEqual([`live-${serial}-0`]);
  });

  test.each(['csv', 'ndjson'] as const)('as %s have what they are in their headers', async (format) => {
    const consumer = await liveConsumer({ format, gzip: true });
    await arrive(2);
    await serve(tree, consumer.uuid);
    expect(receiver.received[0]?.headers).toMatchObject({
      'strowger-type': 'call_record.created',
      'strowger-record-count': '2',
      'content-encoding': 'gzip',
    });
    expect(receiver.received[0]?.body.toString().trimEnd().split('\n')).toHaveLength(
      format === 'csv' ? 3 : 2,
    );
  });

  test('go before the rest of an order that takes long, and both arrive whole', async () => {
    const consumer = await liveConsumer({ batchSize: 1, maxInFlight: 1 });
    const { id } = await order(tree, consumer.id);
    const total = (await tree.domain.deps.db.rows<{ count: bigint }>('select count(*) from call_record'))[0]
      ?.count;
    let arrived = false;
    receiver.answer(async () => {
      if (arrived) return { afterMs: 15 };
      arrived = true;
      await arrive(1);
      // As long as it takes until it is looked for live records again.
      return { afterMs: 1_950 };
    });
    await serve(tree, consumer.uuid);
    const types = receiver.received.map(({ headers }) => headers['strowger-type']);
    expect(types.indexOf('call_record.created')).toBeLessThan(types.lastIndexOf('call_records.batch'));
    expect(types.at(-1)).toBe('call_records.completed');
    expect(types.filter((type) => type === 'call_records.batch')).toHaveLength(Number(total));
    expect(await run(tree.domain.platform, 'getCallRecordRequest', { requestId: id })).toMatchObject({
      status: 'completed',
    });
  });

  test('are in no list of orders, and their messages are in the delivery log', async () => {
    const consumer = await liveConsumer();
    await arrive(1);
    await serve(tree, consumer.uuid);
    const query = { consumerId: consumer.id };
    expect((await run(tree.domain.platform, 'getCallRecordRequests', query)).items).toEqual([]);
    const live = await run(tree.domain.platform, 'getCallRecordRequests', { ...query, kind: 'live' });
    expect(live.items).toMatchObject([{ kind: 'live', status: 'completed', recordCount: 1 }]);
    expect((await run(tree.domain.platform, 'getConsumerDeliveries', query)).items).toMatchObject([
      { type: 'call_record.created', status: 'delivered' },
    ]);
  });

  test('of others move the place of a consumer, so that they are not looked at again and again', async () => {
    const consumer = await liveConsumer({ customerId: tree.acme.id });
    const placeOf = async () =>
      (
        await tree.domain.deps.db.rows<{ place: string }>(
          'select live_snapshot as place from consumer where id = $1',
          [consumer.uuid],
        )
      )[0]?.place;
    const before = await placeOf();
    await tree.domain.deps.db.rows(
      `insert into ingest_batch (accepted, duplicate, quarantined, committed_at) values (0, 0, 0, now())`,
    );
    await advanceLiveCursors(tree.delivery);
    const after = await placeOf();
    expect(after).not.toBe(before);
    await advanceLiveCursors(tree.delivery);
    expect(await placeOf()).toBe(after);
    await sendTo(tree, 'switch-1', ndjson([nativeCall({ recordKey: `key-${++serial}` })]));
    await advanceLiveCursors(tree.delivery);
    expect(await placeOf()).toBe(after);
    await serve(tree, consumer.uuid);
    expect(keys()).toEqual([`key-${serial}`]);
  });
});
