import {
  type ConsumerChallenge,
  ConsumerChallenge as ConsumerChallengeShape,
  decodeId,
} from '@strowger/contracts';
import { makeCustomer } from '@strowger/testing/domain';
import { startWebhookReceiver, type WebhookReceiver } from '@strowger/testing/webhook-receiver';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { challengeConsumer, confirmConsumer, type JobData, keepHouse } from '../src/index.ts';
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
const lastChallenge = () => {
  const job = tree.domain.jobs.at(-1);
  if (job?.name !== 'verifyConsumer') throw new Error('no verification was asked for');
  return job.data as JobData<'verifyConsumer'>;
};
const challengeOf = (body: Buffer) => JSON.parse(body.toString()) as ConsumerChallenge;
const tokenOf = (body: Buffer) => challengeOf(body).data.confirmUrl.split('/').at(-1) as string;
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

describe('the verification', () => {
  test('verifies a consumer that answers with the challenge of a signed POST', async () => {
    const made = await create();
    receiver.answer(echo);
    await challengeConsumer(tree.delivery, lastChallenge());
    const [post] = receiver.received;
    vi.useFakeTimers({ toFake: ['Date'], now: tree.domain.clock.now() });
    const message = new Webhook(made.secret as string).verify(
      post?.body.toString() as string,
      post?.signed ?? {},
    );
    vi.useRealTimers();
    expect(ConsumerChallengeShape.parse(message)).toBeTruthy();
    expect(message).toMatchObject({
      type: 'consumer.verification',
      data: { consumerId: made.id, challenge: lastChallenge().challenge },
    });
    expect(await read(made.id)).toMatchObject({
      status: 'verified',
      verifiedAt: tree.domain.clock.now().toISOString(),
      verification: { outcome: 'verified', responseStatus: 200 },
    });
    await expect(confirmConsumer(tree.domain.deps, tokenOf(post?.body as Buffer))).rejects.toMatchObject({
      code: 'notFound',
    });
    const [entry] = await tree.domain.deps.db.rows<{ name: string }>(
      `select actor_kind || ' ' || actor_name as name from audit_entry where subject_id = $1 and actor_kind = 'system'`,
      [decodeId('consumer', made.id)],
    );
    expect(entry?.name).toBe('system verification');
  });

  test.each([
    ['nothing', {}, 'awaitingConfirmation', 200],
    ['another challenge', { body: '{"challenge":"another"}' }, 'awaitingConfirmation', 200],
    ['no JSON', { body: 'ok', status: 202 }, 'awaitingConfirmation', 202],
    ['404', { status: 404 }, 'failed', 404],
    ['a redirect', { status: 301, headers: { location: 'https://example.com/' } }, 'failed', 301],
    ['a broken connection', { instead: 'reset' as const }, 'failed', null],
  ])('that is answered with %s verifies nothing', async (_, answer, outcome, responseStatus) => {
    const made = await create();
    receiver.answer(() => answer);
    await challengeConsumer(tree.delivery, lastChallenge());
    expect(await read(made.id)).toMatchObject({
      status: 'pending',
      verifiedAt: null,
      verification: { outcome, responseStatus },
    });
  });

  test('is ended by the link in the body, once', async () => {
    const made = await create();
    await challengeConsumer(tree.delivery, lastChallenge());
    const { confirmUrl } = challengeOf(receiver.received[0]?.body as Buffer).data;
    expect(confirmUrl).toMatch(/^https:\/\/voice\.example\/confirm-consumer\/[\w-]{43}$/);
    const token = confirmUrl.split('/').at(-1) as string;
    const stored = JSON.stringify(
      await tree.domain.deps.db.rows('select row_to_json(t)::text as row from consumer t'),
    );
    expect(stored).not.toContain(token);
    expect(await confirmConsumer(tree.domain.deps, token)).toMatchObject({ id: made.id, status: 'verified' });
    expect(await read(made.id)).toMatchObject({ status: 'verified', verification: { outcome: 'verified' } });
    await expect(confirmConsumer(tree.domain.deps, token)).rejects.toMatchObject({ code: 'notFound' });
  });

  test('is ended by the link also where that is opened before the answer comes', async () => {
    const made = await create();
    receiver.answer(async ({ body }) => {
      await confirmConsumer(tree.domain.deps, tokenOf(body));
      return { status: 500 };
    });
    await challengeConsumer(tree.delivery, lastChallenge());
    expect((await read(made.id)).status).toBe('verified');
  });

  test('is not ended by a link that is old, was overtaken by another, or never was', async () => {
    await create();
    await challengeConsumer(tree.delivery, lastChallenge());
    await challengeConsumer(tree.delivery, lastChallenge());
    const [first, second] = receiver.received.map(({ body }) => tokenOf(body));
    for (const token of [first as string, 'nonsense']) {
      await expect(confirmConsumer(tree.domain.deps, token)).rejects.toMatchObject({ code: 'notFound' });
    }
    tree.domain.clock.advanceSeconds(72 * 3600 + 1);
    await expect(confirmConsumer(tree.domain.deps, second as string)).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  test('can be asked for again until it succeeds, each time with another challenge', async () => {
    const made = await create();
    const { challenge } = lastChallenge();
    await tree.domain.run(tree.domain.platform, 'verifyConsumer', { consumerId: made.id });
    expect(lastChallenge().challenge).not.toBe(challenge);
    receiver.answer(echo);
    await challengeConsumer(tree.delivery, lastChallenge());
    await expect(
      tree.domain.run(tree.domain.platform, 'verifyConsumer', { consumerId: made.id }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await challengeConsumer(tree.delivery, lastChallenge());
    expect(receiver.received).toHaveLength(1);
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
    for (const { headers, body, webhookId, signatureValid } of items) {
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
