import type { ConsumerChallenge } from '@strowger/contracts';
import { startWebhookReceiver, type WebhookReceiver } from '@strowger/testing/webhook-receiver';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { challengeConsumer, type JobData } from '../src/index.ts';
import {
  createDeliveryTree,
  type DeliveryTree,
  ingestCalls,
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
const create = (fields: object = {}) =>
  tree.domain.run(tree.domain.platform, 'createConsumer', {
    customerId: tree.platform.id,
    url: url(),
    ...fields,
  });
const read = (consumerId: string) => tree.domain.run(tree.domain.platform, 'getConsumer', { consumerId });
const update = (consumerId: string, fields: object) =>
  tree.domain.run(tree.domain.platform, 'updateConsumer', { consumerId, ...fields });
const challengeOf = (body: Buffer) => JSON.parse(body.toString()) as ConsumerChallenge;
const echo = ({ body }: { body: Buffer }) => ({
  body: JSON.stringify({ challenge: challengeOf(body).data.challenge }),
});

describe('a consumer', () => {
  test('is pending at first, with a secret that no other reply shows and that is stored sealed', async () => {
    const made = await create({ description: 'Billing', externalId: 'crm-1' });
    expect(made).toMatchObject({
      kind: 'webhook',
      status: 'pending',
      secret: expect.stringMatching(/^whsec_/),
      batchSize: 500,
      maxInFlight: 2,
      description: 'Billing',
      externalId: 'crm-1',
      verification: null,
      expiresAt: null,
    });
    expect((await read(made.id)).secret).toBeNull();
    expect((await update(made.id, { batchSize: 10 })).secret).toBeNull();
    const everything = JSON.stringify(
      await Promise.all(
        ['consumer', 'audit_entry'].map((table) =>
          tree.domain.deps.db.rows(`select row_to_json(t)::text as row from ${table} t`),
        ),
      ),
    );
    expect(everything).not.toContain(made.secret);
  });

  test('is not made for a target that is forbidden, a URL that is registered already, or a customer outside of the scope', async () => {
    await expect(create({ url: 'https://169.254.169.254/latest' })).rejects.toMatchObject({
      code: 'validation',
      fields: [{ code: 'forbiddenTarget', pointer: '/url' }],
    });
    const taken = url();
    await create({ url: taken });
    await expect(create({ url: taken })).rejects.toMatchObject({
      code: 'inUse',
      fields: [{ pointer: '/url' }],
    });
    await create({ url: taken, customerId: tree.reseller.id });
    await expect(
      tree.domain.run(tree.sub.caller, 'createConsumer', { customerId: tree.reseller.id, url: url() }),
    ).rejects.toMatchObject({ code: 'notFound' });
  });

  test('shows to its customer and those above only', async () => {
    const made = await create({ customerId: tree.sub.id });
    const list = async (caller: typeof tree.sub.caller) =>
      (await tree.domain.run(caller, 'getCustomerConsumers', { customerId: tree.sub.id })).items.map(
        ({ id }) => id,
      );
    for (const caller of [tree.sub.caller, tree.reseller.caller])
      expect(await list(caller)).toContain(made.id);
    await expect(list(tree.acme.caller)).rejects.toMatchObject({ code: 'notFound' });
    for (const operation of [
      'getConsumer',
      'verifyConsumer',
      'updateConsumer',
      'getInboxMessages',
    ] as const) {
      await expect(
        tree.domain.run(tree.acme.caller, operation, { consumerId: made.id }),
      ).rejects.toMatchObject({ code: 'notFound' });
    }
  });
});

describe('a change of a consumer', () => {
  test('to another URL verifies anew; meanwhile its requests are held, and go to the new one after that', async () => {
    const consumer = await makeConsumer(tree, { url: url() });
    const { id } = await order(tree, consumer.id);
    const moved = url();
    expect(await update(consumer.id, { url: moved })).toMatchObject({
      url: moved,
      status: 'pending',
      verifiedAt: null,
    });
    expect((await readRequest(tree, id)).status).toBe('held');
    await expect(update(consumer.id, { status: 'verified' })).rejects.toMatchObject({ code: 'conflict' });
    await serve(tree, consumer.uuid);
    expect(receiver.received).toHaveLength(0);

    receiver.answer((received) => (received.body.includes('consumer.verification') ? echo(received) : {}));
    const challenge = tree.domain.jobs.findLast(({ name }) => name === 'verifyConsumer');
    await challengeConsumer(tree.delivery, challenge?.data as JobData<'verifyConsumer'>);
    expect((await readRequest(tree, id)).status).toBe('accepted');
    await serve(tree, consumer.uuid);
    expect((await readRequest(tree, id)).status).toBe('completed');
    expect(new Set(receiver.received.map(({ path }) => path))).toEqual(new Set([new URL(moved).pathname]));
  });

  test('to the same URL in other letters changes nothing of its verification', async () => {
    const consumer = await makeConsumer(tree, { url: url() });
    const same = (await read(consumer.id)).url.replace('http://', 'HTTP://');
    expect((await update(consumer.id, { url: same })).status).toBe('verified');
  });

  test('to a URL that is forbidden is refused, and so is to enable what was never verified', async () => {
    const made = await create();
    await expect(update(made.id, { url: 'https://10.0.0.1/' })).rejects.toMatchObject({
      code: 'validation',
    });
    await expect(update(made.id, { url: url(), status: 'verified' })).rejects.toMatchObject({
      code: 'validation',
    });
    await update(made.id, { status: 'disabled' });
    await expect(update(made.id, { status: 'verified' })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('that was read in an older version is refused', async () => {
    const made = await create();
    await expect(
      tree.domain.run(
        tree.domain.platform,
        'updateConsumer',
        { consumerId: made.id, batchSize: 9 },
        { ifVersion: made.version + 1 },
      ),
    ).rejects.toMatchObject({ code: 'staleVersion' });
  });
});
