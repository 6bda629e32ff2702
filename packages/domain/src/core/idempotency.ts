import type { Operation, OperationId } from '@strowger/contracts';
import { actorId } from './caller.ts';
import type { MutationContext, Result } from './context.ts';
import { DomainError } from './domain-error.ts';

/** How long a reply is kept for replays. */
export const REPLAY_HOURS = 24;

/**
 * Runs a change once per actor, operation and Idempotency-Key. The reply is stored in the change's own transaction, so
 * that either both stand or neither. An advisory lock on the key makes a second one, sent meanwhile, answer 409 at once.
 */
export async function replayOrRun<Id extends OperationId>(
  context: MutationContext,
  operation: Operation,
  input: unknown,
  run: () => Promise<Result<Id>>,
): Promise<{ result: Result<Id>; replayed: boolean }> {
  const { tx, meta, caller, now, operationId } = context;
  const { keyring } = context.deps;
  if (meta.idempotencyKey === undefined) return { result: await run(), replayed: false };

  const actor = actorId(caller.actor);
  const keyHash = keyring.mac('idempotency', `${actor}\n${operationId}\n${meta.idempotencyKey}`);
  const payloadHash = keyring.mac('idempotency', JSON.stringify([input, meta.ifVersion ?? null]));
  const [lock] = await tx.$queryRaw<[{ taken: boolean }]>`
    select pg_try_advisory_xact_lock(hashtextextended(${keyHash}, 0)) as taken`;
  if (!lock?.taken) throw new DomainError('idempotencyInFlight', undefined, { retryAfterSeconds: 1 });

  const id = { actorId: actor, operation: operationId, keyHash };
  const stored = await tx.idempotencyRecord.findUnique({ where: { actorId_operation_keyHash: id } });
  const keptSince = new Date(now.getTime() - REPLAY_HOURS * 3_600_000);
  if (stored && stored.createdAt > keptSince) {
    if (stored.payloadHash !== payloadHash) throw new DomainError('idempotencyMismatch');
    const reply = stored.encrypted
      ? keyring.open('idempotency', stored.reply, meta.idempotencyKey)
      : stored.reply;
    return { result: JSON.parse(reply) as Result<Id>, replayed: true };
  }

  const result = await run();
  const text = JSON.stringify(result);
  const reply = operation.secretReply ? keyring.seal('idempotency', text, meta.idempotencyKey) : text;
  const data = { ...id, payloadHash, reply, encrypted: operation.secretReply === true, createdAt: now };
  await tx.idempotencyRecord.upsert({ where: { actorId_operation_keyHash: id }, create: data, update: data });
  return { result, replayed: false };
}
