import { encodeId } from '@strowger/contracts';
import { makeCustomer } from '@strowger/testing/domain';
import { startWebhookReceiver, type WebhookReceiver } from '@strowger/testing/webhook-receiver';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { emitEvent, findDueConsumers } from '../src/index.ts';
import { createDeliveryTree, type DeliveryTree, makeConsumer, serve } from './fixtures/delivery-tree.ts';

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
  await tree.domain.deps.db.rows(`delete from delivery`);
  await tree.domain.deps.db.rows(`update consumer set events = '{}'`);
});

const consumerOf = (customerId: string, fields: object = {}) =>
  makeConsumer(tree, { url: `${receiver.url}/${++serial}`, customerId, events: ['balance.low'], ...fields });

const balanceOf = (customerId: string) => ({
  customerId,
  balance: '-3.5',
  creditLimit: '0',
  lowBalanceThreshold: '5',
  currency: 'EUR',
});
const emitLow = (fields: Partial<Parameters<typeof emitEvent<'balance.low'>>[1]> = {}) =>
  tree.domain.deps.db.transaction((tx) =>
    emitEvent(tx.rows, {
      type: 'balance.low',
      path: tree.sub.caller.path,
      occurredAt: tree.domain.clock.now(),
      data: balanceOf(tree.sub.id),
      ...fields,
    }),
  );
const bodies = () => receiver.received.map(({ body }) => JSON.parse(body.toString()) as unknown);
const dueIds = async () =>
  (await findDueConsumers(tree.delivery)).map(({ consumerId }) => encodeId('consumer', consumerId));

describe('an event', () => {
  test('reaches the subscribed consumers of its customer and of the levels above, signed, and nobody else', async () => {
    const other = await makeCustomer(tree.domain, tree.reseller, { name: 'Beside' });
    const wanted = [
      await consumerOf(tree.platform.id),
      await consumerOf(tree.reseller.id),
      await consumerOf(tree.sub.id),
    ];
    const unwanted = [
      await consumerOf(tree.acme.id),
      await consumerOf(other.id),
      await consumerOf(tree.sub.id, { events: ['limit.warning'] }),
    ];
    const pending = await tree.domain.run(tree.domain.platform, 'createConsumer', {
      customerId: tree.sub.id,
      url: `${receiver.url}/pending`,
      events: ['balance.low'],
    });
    await emitLow();
    const due = await dueIds();
    expect(due.sort()).toEqual(wanted.map(({ id }) => id).sort());
    expect(due).not.toContain(pending.id);
    for (const { uuid } of [...wanted, ...unwanted]) await serve(tree, uuid);
    expect(bodies()).toEqual(
      wanted.map(() => ({
        type: 'balance.low',
        timestamp: '2026-11-25T12:00:00.000Z',
        data: balanceOf(tree.sub.id),
      })),
    );
    expect(receiver.received[0]?.signed['webhook-signature']).toMatch(/^v1,/);
    expect(await dueIds()).toEqual([]);
  });

  test('says to each level what that one may see, and nothing to one that may see nothing', async () => {
    const top = await consumerOf(tree.platform.id);
    const middle = await consumerOf(tree.reseller.id);
    const own = await consumerOf(tree.sub.id);
    await emitLow({
      data: ({ customerId }) =>
        customerId === tree.platform.uuid ? undefined : balanceOf(encodeId('customer', customerId)),
    });
    for (const { uuid } of [top, middle, own]) await serve(tree, uuid);
    expect(bodies()).toEqual([
      expect.objectContaining({ data: balanceOf(tree.reseller.id) }),
      expect.objectContaining({ data: balanceOf(tree.sub.id) }),
    ]);
  });

  test('reaches a consumer that is named though it did not subscribe', async () => {
    const named = await consumerOf(tree.sub.id, { events: [] });
    await emitLow({ consumerId: named.uuid });
    await serve(tree, named.uuid);
    expect(receiver.received).toHaveLength(1);
  });

  test('of a change that was rolled back was never stored', async () => {
    const consumer = await consumerOf(tree.sub.id);
    await expect(
      tree.domain.deps.db.transaction(async (tx) => {
        await emitEvent(tx.rows, {
          type: 'balance.low',
          path: tree.sub.caller.path,
          occurredAt: tree.domain.clock.now(),
          data: balanceOf(tree.sub.id),
        });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await serve(tree, consumer.uuid);
    expect(receiver.received).toHaveLength(0);
  });

  test('whose data is not as the contract says is refused where it is made', async () => {
    await consumerOf(tree.sub.id);
    await expect(emitLow({ data: { ...balanceOf(tree.sub.id), secret: 'x' } as never })).rejects.toThrow(
      'secret',
    );
  });

  test('comes again by the schedule with the same id and bytes, and holds back new ones of a consumer that takes nothing', async () => {
    const consumer = await consumerOf(tree.sub.id);
    receiver.answer(() => ({ status: 500 }));
    for (let i = 0; i < 4; i++) {
      tree.domain.clock.advanceSeconds(1);
      await emitLow();
    }
    const served = await serve(tree, consumer.uuid);
    expect(receiver.received).toHaveLength(2);
    expect(served.outcome === 'idle' && served.wakeAt?.getTime()).toBe(
      tree.domain.clock.now().getTime() + 5000,
    );
    expect(await dueIds()).toEqual([]);
    receiver.answer(() => ({}));
    tree.domain.clock.advanceSeconds(5);
    expect(await dueIds()).toEqual([consumer.id]);
    await serve(tree, consumer.uuid);
    expect(receiver.received).toHaveLength(6);
    const ids = receiver.received.map(({ signed }) => signed['webhook-id']);
    expect(new Set(ids).size).toBe(4);
    const [first, again] = receiver.received.filter(({ signed }) => signed['webhook-id'] === ids[0]);
    expect(again?.body.equals(first?.body as Buffer)).toBe(true);
  });

  test('tells the other consumers of the scope that one was disabled', async () => {
    const gone = await consumerOf(tree.sub.id, { events: ['consumer.disabled', 'balance.low'] });
    const told = await consumerOf(tree.reseller.id, { events: ['consumer.disabled'] });
    receiver.answer(() => ({ status: 410 }));
    await emitLow();
    await serve(tree, gone.uuid);
    receiver.answer(() => ({}));
    await serve(tree, told.uuid);
    expect(bodies().at(-1)).toMatchObject({
      type: 'consumer.disabled',
      data: { consumerId: gone.id, customerId: tree.sub.id, reason: 'It answered 410 Gone.' },
    });
    expect(receiver.received).toHaveLength(2);
  });
});
