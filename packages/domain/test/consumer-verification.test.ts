import {
  type ConsumerChallenge,
  ConsumerChallenge as ConsumerChallengeShape,
  decodeId,
} from '@strowger/contracts';
import { startWebhookReceiver, type WebhookReceiver } from '@strowger/testing/webhook-receiver';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { challengeConsumer, confirmConsumer, type JobData } from '../src/index.ts';
import { createDeliveryTree, type DeliveryTree, ingestCalls } from './fixtures/delivery-tree.ts';

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
