import type { Tx } from '@strowger/db';
import { newId } from '../core/new-id.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { disableConsumer } from './disable-consumer.ts';
import type { Message } from './message.ts';
import { honouredDelayMs, nextDelayMs, retryAfterMs } from './retry-schedule.ts';
import type { SendingConsumer } from './sending-consumer.ts';
import type { WebhookReply } from './transport.ts';

export type Attempt = { startedAt: Date; endedAt: Date; reply: WebhookReply; sentBytes: number };

const RESPONSE_HEAD_CHARS = 1_000;

/** Stores what an attempt came to. Rows are locked in the order consumer, delivery, request, as everywhere. */
export function recordOutcome(
  deps: DeliveryDeps,
  consumer: SendingConsumer,
  message: Message,
  attempt: Attempt,
): Promise<void> {
  const { status } = attempt.reply;
  const delivered = status !== null && status >= 200 && status < 300;
  return delivered
    ? recordSuccess(deps, consumer, message, attempt)
    : recordFailure(deps, consumer, message, attempt);
}

/** In one statement, as this is what happens for every batch. */
async function recordSuccess(
  deps: DeliveryDeps,
  consumer: SendingConsumer,
  message: Message,
  attempt: Attempt,
): Promise<void> {
  await deps.db.prepared(
    `with healthy as (
       update consumer set failing_since = null where id = $3 and failing_since is not null returning id),
     done as (
       update delivery set status = 'delivered', delivered_at = $4, attempts = attempts + 1, last_error = null
       where id = $1 and status = 'pending' and (select count(*) from healthy) >= 0 returning kind),
     counted as (
       update call_record_request set attempts = attempts + 1, updated_at = $4,
         delivered_batches = delivered_batches + (select count(*)::int from done where kind = 'batch')
       where id = $2 returning id)
     insert into delivery_attempt (id, delivery_id, attempt, started_at, duration_ms, response_status, response_head,
       sent_bytes)
     values ($5, $1, $6, $7, $8, $9, $10, $11)`,
    [message.id, message.requestId, consumer.id, attempt.endedAt, ...attemptValues(message, attempt)],
  );
}

async function recordFailure(
  deps: DeliveryDeps,
  consumer: SendingConsumer,
  message: Message,
  attempt: Attempt,
): Promise<void> {
  const error = describe(attempt.reply);
  const verdict = await deps.db.transaction(async (tx) => {
    const verdict = isTooLarge(message, attempt)
      ? judgeTooLarge(message, attempt)
      : await judge(deps, tx, message, attempt, await markFailing(tx, consumer, attempt.endedAt));
    await storeFailure(tx, message, attempt, error, verdict);
    if (verdict.pausedUntil)
      await tx.consumer.update({ where: { id: consumer.id }, data: { pausedUntil: verdict.pausedUntil } });
    if (verdict.disable) await disableConsumer(deps, tx, consumer.id, verdict.disable);
    return verdict;
  });
  const { id: deliveryId, requestId, sequence } = message;
  deps.log.warn({ deliveryId, requestId, sequence, consumerId: consumer.id, verdict: verdict.kind }, error);
}

type Verdict = {
  kind: 'retry' | 'split' | 'dead' | 'gone' | 'exhausted';
  nextAttemptAt?: Date;
  pausedUntil?: Date;
  disable?: string;
};

const isTooLarge = ({ kind }: Message, { reply }: Attempt): boolean =>
  kind === 'batch' && reply.status === 413;

/** A batch that is too large says nothing of the consumer: two smaller ones take its place, at once. */
const judgeTooLarge = ({ recordCount }: Message, { endedAt }: Attempt): Verdict =>
  recordCount > 1 ? { kind: 'split', nextAttemptAt: endedAt } : { kind: 'dead' };

/** What follows from a failure: another attempt, the end of this message, or the end of the consumer. */
async function judge(
  deps: DeliveryDeps,
  tx: Tx,
  message: Message,
  attempt: Attempt,
  failingSince: Date,
): Promise<Verdict> {
  const { reply, endedAt } = attempt;
  if (reply.status === 410) return { kind: 'gone', disable: 'It answered 410 Gone.' };
  const delayMs = nextDelayMs(message.attempts + 1, deps.retryDelaysSeconds, deps.random());
  if (delayMs !== undefined) {
    const asks = reply.status === 429 || reply.status === 503;
    const askedMs = asks ? retryAfterMs(reply.headers['retry-after'], endedAt) : undefined;
    const waitMs = askedMs === undefined ? delayMs : honouredDelayMs(askedMs, delayMs);
    const nextAttemptAt = new Date(endedAt.getTime() + waitMs);
    return { kind: 'retry', nextAttemptAt, ...(askedMs !== undefined && { pausedUntil: nextAttemptAt }) };
  }
  const first = await tx.deliveryAttempt.findFirst({
    where: { deliveryId: message.id, attempt: 1 },
    orderBy: { startedAt: 'desc' },
  });
  const firstEndedAt = first ? first.startedAt.getTime() + first.durationMs : endedAt.getTime();
  if (failingSince.getTime() > firstEndedAt) return { kind: 'dead' };
  return { kind: 'exhausted', disable: 'It took nothing in all attempts at a message.' };
}

async function markFailing(tx: Tx, consumer: SendingConsumer, at: Date): Promise<Date> {
  const [row] = await tx.$queryRawUnsafe<{ since: Date }[]>(
    `update consumer set failing_since = coalesce(failing_since, $2::timestamptz) where id = $1::uuid returning failing_since as since`,
    consumer.id,
    at,
  );
  return row?.since ?? at;
}

async function storeFailure(
  tx: Tx,
  message: Message,
  attempt: Attempt,
  error: string,
  verdict: Verdict,
): Promise<void> {
  await tx.delivery.updateMany({
    where: { id: message.id, status: 'pending' },
    data: {
      attempts: { increment: 1 },
      lastError: error,
      ...(verdict.kind === 'dead' && { status: 'dead' }),
      ...(verdict.kind === 'split' && { tooLarge: true }),
      ...(verdict.nextAttemptAt && { nextAttemptAt: verdict.nextAttemptAt }),
    },
  });
  // A manifest that was sent before, of a request that is sent again, is true no more.
  if (verdict.kind === 'dead' && message.kind === 'batch') {
    await tx.delivery.updateMany({
      where: { requestId: message.requestId, kind: { in: ['completed', 'failed'] } },
      data: { status: 'retired' },
    });
  }
  if (message.requestId !== null) {
    await tx.callRecordRequest.update({
      where: { id: message.requestId },
      data: { attempts: { increment: 1 }, lastError: error, updatedAt: attempt.endedAt },
    });
  }
  const [id, number, startedAt, durationMs, responseStatus, responseHead, sentBytes] = attemptValues(
    message,
    attempt,
  );
  await tx.deliveryAttempt.create({
    data: {
      id,
      deliveryId: message.id,
      attempt: number,
      startedAt,
      durationMs,
      responseStatus,
      responseHead,
      sentBytes,
      error,
    },
  });
}

function attemptValues(message: Message, { startedAt, endedAt, reply, sentBytes }: Attempt) {
  const durationMs = endedAt.getTime() - startedAt.getTime();
  const head = reply.status === null ? null : printable(reply.reply);
  return [
    newId(endedAt),
    message.attempts + 1,
    startedAt,
    durationMs,
    reply.status,
    head,
    sentBytes,
  ] as const;
}

/** PostgreSQL takes no NUL, and nobody wants control characters in a log that people read. */
const printable = (text: string): string =>
  text
    .slice(0, RESPONSE_HEAD_CHARS)
    .replace(/[\p{Cc}\p{Cs}]/gu, ' ')
    .toWellFormed();

function describe(reply: WebhookReply): string {
  if (reply.status === null) return reply.error;
  const redirect = reply.status >= 300 && reply.status < 400 ? ', a redirect, which is not followed' : '';
  return `It answered ${reply.status}${redirect}.`;
}
