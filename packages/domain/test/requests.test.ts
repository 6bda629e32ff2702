import { decodeId, encodeId } from '@strowger/contracts';
import { makeDomain, makeUser } from '@strowger/testing/domain';
import { startWebhookReceiver, type WebhookReceiver } from '@strowger/testing/webhook-receiver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../src/index.ts';
import { createDeliveryTree, type DeliveryTree, makeConsumer, order } from './fixtures/delivery-tree.ts';

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
const parameterFault = (parameter: string, code?: string) =>
  expect.objectContaining({
    code: code === 'notFound' ? 'notFound' : 'validation',
    fields: [expect.objectContaining({ parameter, ...(code && { code }) })],
  });

describe('an order of call records', () => {
  test('is stored with its job and an audit entry, and pins what the consumer has now', async () => {
    const consumer = await makeConsumer(tree, { url: url(), batchSize: 77 });
    const made = await order(tree, consumer.id, {
      direction: 'inbound',
      userId: tree.desk.id,
      fields: 'to,from,id,to',
    });
    expect(made).toMatchObject({
      customerId: tree.platform.id,
      scopeCustomerId: tree.platform.id,
      consumerId: consumer.id,
      status: 'accepted',
      periodBy: 'startedAt',
      filters: { direction: 'inbound', userId: tree.desk.id },
      fields: ['id', 'from', 'to'],
      batchSize: 77,
      expectedCount: null,
      recordCount: 0,
      version: 1,
    });
    const id = decodeId('callRecordRequest', made.id);
    expect(tree.domain.jobs.at(-1)).toEqual({ name: 'fulfilRequest', data: { requestId: id } });
    const entries = await tree.domain.deps.db.rows(
      'select operation from audit_entry where subject_id = $1',
      [id],
    );
    expect(entries).toEqual([{ operation: 'getCallRecords' }]);
  });

  test('names its consumer by URL at the own customer first, else at the only one of the scope', async () => {
    const { domain } = tree;
    const shared = url();
    const own = await makeConsumer(tree, { url: shared });
    await makeConsumer(tree, { url: shared, customerId: tree.reseller.id });
    expect((await order(tree, shared)).consumerId).toBe(own.id);
    expect(
      (await order(tree, shared.replace('http:', 'HTTP:'), { to: '2026-11-30T00:00:00Z' })).consumerId,
    ).toBe(own.id);

    const twice = url();
    const first = await makeConsumer(tree, { url: twice, customerId: tree.reseller.id });
    const below = await domain.run(domain.platform, 'getCustomerCallRecords', {
      customerId: tree.acme.id,
      consumer: twice,
      from: '2026-11-01T00:00:00Z',
    });
    expect(below.consumerId).toBe(first.id);
    await makeConsumer(tree, { url: twice, customerId: tree.sub.id });
    await expect(
      domain.run(domain.platform, 'getCustomerCallRecords', {
        customerId: tree.acme.id,
        consumer: twice,
        from: '2026-11-02T00:00:00Z',
      }),
    ).rejects.toEqual(parameterFault('consumer', 'ambiguous'));
  });

  test.each([
    ['an id that never was', () => encodeId('consumer', newId(new Date()))],
    ['a URL that nobody registered', () => 'https://example.com/nobody'],
    ['the id of a customer', () => tree.reseller.id],
  ])('for %s is refused as not found', async (_, reference) => {
    const text = reference();
    const expected = text.startsWith('cus_') ? expect.anything() : parameterFault('consumer', 'notFound');
    await expect(order(tree, text)).rejects.toEqual(expected);
  });

  test('at a consumer outside of the scope answers as for one that never was, by id and by URL', async () => {
    const stranger = await makeConsumer(tree, { url: url(), customerId: tree.reseller.id });
    const [row] = await tree.domain.deps.db.rows<{ url: string }>('select url from consumer where id = $1', [
      stranger.uuid,
    ]);
    for (const reference of [stranger.id, row?.url as string]) {
      await expect(order(tree, reference, {}, tree.sub.caller)).rejects.toEqual(
        parameterFault('consumer', 'notFound'),
      );
    }
  });

  test("at a child's consumer gives that child's own scope and nothing above or beside it", async () => {
    const { domain } = tree;
    const ofSub = await consumerOf(tree.sub);
    const of = (customerId: string) =>
      domain.run(tree.reseller.caller, 'getCustomerCallRecords', {
        customerId,
        consumer: ofSub.id,
        from: '2026-11-01T00:00:00Z',
      });
    await expect(order(tree, ofSub.id, {}, tree.reseller.caller)).rejects.toEqual(
      parameterFault('consumer', 'outOfScope'),
    );
    await expect(of(tree.reseller.id)).rejects.toEqual(parameterFault('consumer', 'outOfScope'));
    expect(await of(tree.sub.id)).toMatchObject({
      scopeCustomerId: tree.sub.id,
      customerId: tree.reseller.id,
    });
    expect(await of(tree.acme.id)).toMatchObject({ scopeCustomerId: tree.acme.id });
  });

  test('needs a verified consumer that is in use', async () => {
    const { domain } = tree;
    const pending = await domain.run(domain.platform, 'createConsumer', {
      customerId: tree.platform.id,
      url: url(),
    });
    await expect(order(tree, pending.id)).rejects.toEqual(parameterFault('consumer', 'notVerified'));
    const disabled = await consumerOf(tree.platform);
    await domain.run(domain.platform, 'updateConsumer', { consumerId: disabled.id, status: 'disabled' });
    await expect(order(tree, disabled.id)).rejects.toEqual(parameterFault('consumer', 'notVerified'));
  });

  test.each([
    [{ from: '2026-11-02T00:00:00Z', to: '2026-11-01T00:00:00Z' }, 'from'],
    [{ from: '2026-11-01T00:00:00Z', to: '2026-11-01T00:00:00Z' }, 'from'],
    [{ from: '2027-11-01T00:00:00Z', to: undefined }, 'from'],
    [{ from: '2025-11-30T23:59:59.999Z', to: '2026-12-01T23:59:59.999Z' }, undefined],
    [{ from: '2025-11-30T23:59:59.998Z', to: '2026-12-01T23:59:59.999Z' }, 'to'],
  ])('for the period %j answers by its rule', async (period, fault) => {
    const consumer = await consumerOf(tree.platform);
    const ordered = tree.domain.run(tree.domain.platform, 'getCallRecords', {
      consumer: consumer.id,
      ...period,
    });
    if (fault === undefined) expect(await ordered).toMatchObject({ from: period.from });
    else await expect(ordered).rejects.toEqual(parameterFault(fault));
  });

  test('without an end goes to now', async () => {
    const consumer = await consumerOf(tree.platform);
    const made = await tree.domain.run(tree.domain.platform, 'getCallRecords', {
      consumer: consumer.id,
      from: '2026-11-01T00:00:00Z',
    });
    expect(made.to).toBe(tree.domain.clock.now().toISOString());
  });

  test('of a user outside of the scope answers as for one that never was', async () => {
    const consumer = await consumerOf(tree.sub);
    const { domain } = tree;
    await makeOutsider();
    const [outsider] = (
      await domain.run(domain.platform, 'getCustomerUsers', { customerId: tree.reseller.id })
    ).items;
    for (const userId of [outsider?.id as string, encodeId('user', newId(new Date()))]) {
      await expect(order(tree, consumer.id, { userId }, tree.sub.caller)).rejects.toEqual(
        parameterFault('userId', 'notFound'),
      );
    }
  });

  const makeOutsider = async () => {
    await makeDomain(tree.domain, tree.reseller);
    await makeUser(tree.domain, tree.reseller);
  };
});
