import { startWebhookReceiver, type WebhookReceiver } from '@strowger/testing/webhook-receiver';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newSecret } from '../src/delivery/signature.ts';
import {
  createDeliveryTree,
  type DeliveryTree,
  ingestCalls,
  makeConsumer,
  messagesOf,
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
