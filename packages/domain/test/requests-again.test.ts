import { operatorOf } from '@strowger/testing/domain';
import { startWebhookReceiver, type WebhookReceiver } from '@strowger/testing/webhook-receiver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../src/index.ts';
import {
  createDeliveryTree,
  type DeliveryTree,
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
  receiver = await startWebhookReceiver();
});
afterAll(async () => {
  await receiver.close();
  await tree.close();
});

const url = () => `${receiver.url}/${++serial}`;
const consumerOf = (owner: { id: string }) => makeConsumer(tree, { url: url(), customerId: owner.id });

describe('the same order again', () => {
  test('in parallel, fifty times, makes one request', async () => {
    const consumer = await consumerOf(tree.platform);
    const jobsBefore = tree.domain.jobs.length;
    const made = await Promise.all(Array.from({ length: 50 }, () => order(tree, consumer.id)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(tree.domain.jobs.length).toBe(jobsBefore + 1);
    const rows = await tree.domain.deps.db.rows('select 1 from call_record_request where consumer_id = $1', [
      consumer.uuid,
    ]);
    expect(rows).toHaveLength(1);
  });

  test('within a minute gives the same request, also where its end is left out, and a new one after that', async () => {
    const consumer = await consumerOf(tree.platform);
    const again = () =>
      tree.domain.run(tree.domain.platform, 'getCallRecords', {
        from: '2026-11-01T00:00:00Z',
        consumer: consumer.id,
      });
    const first = await again();
    tree.domain.clock.advanceSeconds(59);
    expect((await again()).id).toBe(first.id);
    tree.domain.clock.advanceSeconds(1);
    const next = await again();
    expect(next.id).not.toBe(first.id);
    expect(next.to).not.toBe(first.to);
  });

  test('by somebody else, on another path, with another query or with an Idempotency-Key makes another', async () => {
    const { domain } = tree;
    const consumer = await consumerOf(tree.platform);
    const query = { consumer: consumer.id, from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' };
    const colleague = operatorOf(domain.platform.customerId, domain.platform.path);
    colleague.actor = { kind: 'operator', id: newId(new Date()), name: 'Colleague', role: 'owner' };
    const ids = [
      (await order(tree, consumer.id)).id,
      (await order(tree, consumer.id, {}, colleague)).id,
      (
        await domain.run(domain.platform, 'getCustomerCallRecords', {
          ...query,
          customerId: tree.platform.id,
        })
      ).id,
      (await order(tree, consumer.id, { direction: 'inbound' })).id,
      (await order(tree, consumer.id, { periodBy: 'startedAt' })).id,
      (await domain.run(domain.platform, 'getCallRecords', query, { idempotencyKey: 'a' })).id,
      (await domain.run(domain.platform, 'getCallRecords', query, { idempotencyKey: 'b' })).id,
    ];
    expect(new Set(ids).size).toBe(7);
    expect((await domain.run(domain.platform, 'getCallRecords', query, { idempotencyKey: 'a' })).id).toBe(
      ids[5],
    );
    expect((await order(tree, consumer.id)).id).toBe(ids[0]);
  });

  test('counts for nothing once the first has failed or was cancelled', async () => {
    const consumer = await consumerOf(tree.platform);
    const first = await order(tree, consumer.id);
    await tree.domain.run(tree.domain.platform, 'cancelCallRecordRequest', { requestId: first.id });
    const second = await order(tree, consumer.id);
    expect(second.id).not.toBe(first.id);
    await serve(tree, consumer.uuid);
    expect((await readRequest(tree, second.id)).status).toBe('completed');
    expect((await order(tree, consumer.id)).id).toBe(second.id);
  });
});

describe('requests', () => {
  test('are listed newest first to whoever is above the one who asked, by status, consumer and customer', async () => {
    const { domain } = tree;
    const consumer = await consumerOf(tree.sub);
    const made = [];
    for (const to of ['2026-11-10T00:00:00Z', '2026-11-11T00:00:00Z', '2026-11-12T00:00:00Z']) {
      domain.clock.advanceSeconds(1);
      made.push((await order(tree, consumer.id, { to }, tree.sub.caller)).id);
    }
    await domain.run(tree.sub.caller, 'cancelCallRecordRequest', { requestId: made[0] as string });
    const list = async (caller: typeof tree.sub.caller, query: object) =>
      (await domain.run(caller, 'getCallRecordRequests', query)).items.map(({ id }) => id);
    expect(await list(tree.reseller.caller, { consumerId: consumer.id })).toEqual(made.toReversed());
    expect(await list(tree.reseller.caller, { consumerId: consumer.id, status: 'cancelled' })).toEqual([
      made[0],
    ]);
    expect(await list(domain.platform, { customerId: tree.sub.id, limit: '2' })).toEqual([made[2], made[1]]);
    expect(await list(tree.acme.caller, {})).toEqual([]);
    await expect(list(tree.acme.caller, { consumerId: consumer.id })).rejects.toMatchObject({
      code: 'notFound',
    });
    for (const operation of [
      'getCallRecordRequest',
      'getCallRecordRequestDeliveries',
      'cancelCallRecordRequest',
    ] as const) {
      await expect(
        domain.run(tree.acme.caller, operation, { requestId: made[1] as string }),
      ).rejects.toMatchObject({ code: 'notFound' });
    }
  });

  test('asked for by a parent at the consumer of a child do not show to the child', async () => {
    const consumer = await consumerOf(tree.sub);
    const made = await tree.domain.run(tree.reseller.caller, 'getCustomerCallRecords', {
      customerId: tree.sub.id,
      consumer: consumer.id,
      from: '2026-11-03T00:00:00Z',
    });
    await expect(
      tree.domain.run(tree.sub.caller, 'getCallRecordRequest', { requestId: made.id }),
    ).rejects.toMatchObject({ code: 'notFound' });
  });
});
