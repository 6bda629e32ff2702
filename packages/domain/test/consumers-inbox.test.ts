import { decodeId } from '@strowger/contracts';
import { makeCustomer } from '@strowger/testing/domain';
import { startWebhookReceiver, type WebhookReceiver } from '@strowger/testing/webhook-receiver';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepHouse } from '../src/index.ts';
import {
  createDeliveryTree,
  type DeliveryTree,
  ingestCalls,
  readRequest,
  serve,
} from './fixtures/delivery-tree.ts';

let tree: DeliveryTree;
let receiver: WebhookReceiver;
let serial = 0;
beforeAll(async () => {
  tree = await createDeliveryTree();
  receiver = await startWebhookReceiver();
  await ingestCalls(tree, 12);
});
afterAll(async () => {
  await receiver.close();
  await tree.close();
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer(() => ({}));
});

const url = () => `${receiver.url}/${++serial}`;
const read = (consumerId: string) => tree.domain.run(tree.domain.platform, 'getConsumer', { consumerId });
const update = (consumerId: string, fields: object) =>
  tree.domain.run(tree.domain.platform, 'updateConsumer', { consumerId, ...fields });

describe('an inbox', () => {
  const open = (customerId = tree.sub.id) =>
    tree.domain.run(tree.domain.platform, 'createInbox', { customerId });

  test('is verified from the start and keeps what a webhook would have got, signature and all', async () => {
    const inbox = await open();
    expect(inbox).toMatchObject({
      kind: 'inbox',
      status: 'verified',
      url: expect.stringMatching(/^https:\/\/voice\.example\/inbox\/[\w-]{32}$/),
    });
    const request = await tree.domain.run(tree.sub.caller, 'getCallRecords', {
      consumer: inbox.id,
      from: '2026-11-01T00:00:00Z',
      to: '2026-12-01T00:00:00Z',
    });
    await serve(tree, decodeId('consumer', inbox.id) as string);
    expect((await readRequest(tree, request.id)).status).toBe('completed');
    expect(receiver.received).toHaveLength(0);
    const { items } = await tree.domain.run(tree.sub.caller, 'getInboxMessages', { consumerId: inbox.id });
    expect(items.map(({ type }) => type).sort()).toEqual(['call_records.batch', 'call_records.completed']);
    const verifier = new Webhook(inbox.secret as string);
    for (const { id, headers, webhookId, signatureValid } of items) {
      const { body } = await tree.domain.run(tree.sub.caller, 'getInboxMessage', { messageId: id });
      expect(signatureValid).toBe(true);
      expect(headers).toMatchObject({
        'webhook-id': webhookId,
        'content-type': 'application/json',
        'user-agent': 'Strowger/test',
      });
      vi.useFakeTimers({ toFake: ['Date'], now: tree.domain.clock.now() });
      expect(() => verifier.verify(body, headers)).not.toThrow();
      vi.useRealTimers();
    }
  });

  test('can be named by its URL', async () => {
    const inbox = await open();
    const request = await tree.domain.run(tree.sub.caller, 'getCallRecords', {
      consumer: inbox.url,
      from: '2026-11-01T00:00:00Z',
    });
    expect(request.consumerId).toBe(inbox.id);
  });

  test('ends after a day: it gets nothing more, and its messages go a day later', async () => {
    const inbox = await open();
    const uuid = decodeId('consumer', inbox.id) as string;
    const waiting = await tree.domain.run(tree.sub.caller, 'getCallRecords', {
      consumer: inbox.id,
      from: '2026-11-01T00:00:00Z',
    });
    await serve(tree, uuid);
    const late = await tree.domain.run(tree.sub.caller, 'getCallRecords', {
      consumer: inbox.id,
      from: '2026-11-02T00:00:00Z',
    });
    tree.domain.clock.advanceSeconds(24 * 3600);
    await expect(
      tree.domain.run(tree.sub.caller, 'getCallRecords', {
        consumer: inbox.id,
        from: '2026-11-04T00:00:00Z',
      }),
    ).rejects.toMatchObject({ code: 'validation' });
    await keepHouse(tree.delivery);
    expect(await read(inbox.id)).toMatchObject({
      status: 'disabled',
      disabledReason: 'The inbox has expired.',
    });
    expect((await readRequest(tree, late.id)).status).toBe('held');
    expect((await readRequest(tree, waiting.id)).status).toBe('completed');
    await expect(update(inbox.id, { status: 'verified' })).rejects.toMatchObject({ code: 'conflict' });
    const messages = () =>
      tree.domain.run(tree.domain.platform, 'getInboxMessages', { consumerId: inbox.id });
    expect((await messages()).items).toHaveLength(2);
    tree.domain.clock.advanceSeconds(24 * 3600 + 1);
    await keepHouse(tree.delivery);
    expect((await messages()).items).toHaveLength(0);
  });

  test('is one of ten that a customer may have open, also where they are opened at once', async () => {
    const customer = await makeCustomer(tree.domain, tree.reseller, { name: 'Many inboxes' });
    const opened = await Promise.allSettled(Array.from({ length: 12 }, () => open(customer.id)));
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    for (const outcome of opened)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'conflict' });
    tree.domain.clock.advanceSeconds(24 * 3600);
    expect((await open(customer.id)).kind).toBe('inbox');
  });

  test('has neither another URL nor a verification', async () => {
    const inbox = await open();
    await expect(update(inbox.id, { url: url() })).rejects.toMatchObject({
      code: 'validation',
      fields: [{ pointer: '/url' }],
    });
    await expect(
      tree.domain.run(tree.domain.platform, 'verifyConsumer', { consumerId: inbox.id }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });
});
