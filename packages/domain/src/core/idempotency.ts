import type { Operation, OperationId } from '@strowger/contracts';
import { actorId } from './caller.ts';
import type { MutationContext, Result } from './context.ts';
import { DomainError } from './domain-error.ts';
import { statusAmong, statusPaths } from './effective-status.ts';
import { refuseWhileSuspended, requireActive, stopsWhileSuspended } from './suspension.ts';

/** How long a reply is kept for replays. */
export const REPLAY_HOURS = 24;

/** What the reply of a change is stored under. */
type ReplyKey = {
  actor: string;
  operationId: OperationId;
  keyHash: string;
  payloadHash: string;
  keptSince: Date;
};
type Opened = {
  status: string;
  taken: boolean;
  /** Whether the stored reply is still kept; null where there is none. */
  kept: boolean | null;
  payloadHash: string;
  reply: string;
  encrypted: boolean;
};

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
  const { idempotencyKey } = context.meta;
  if (idempotencyKey === undefined) {
    await refuseWhileSuspended(context, operation, context.tx);
    return { result: await run(), replayed: false };
  }
  const key = replyKey(context, input, idempotencyKey);
  const stored = await open(context, operation, key);
  if (stored !== undefined) return { result: JSON.parse(stored) as Result<Id>, replayed: true };
  const result = await run();
  store(context, operation, key, JSON.stringify(result));
  return { result, replayed: false };
}

function replyKey(context: MutationContext, input: unknown, idempotencyKey: string): ReplyKey {
  const { caller, now, operationId, meta } = context;
  const { keyring } = context.deps;
  const actor = actorId(caller.actor);
  return {
    actor,
    operationId,
    keyHash: keyring.mac('idempotency', `${actor}\n${operationId}\n${idempotencyKey}`),
    payloadHash: keyring.mac('idempotency', JSON.stringify([input, meta.ifVersion ?? null])),
    keptSince: new Date(now.getTime() - REPLAY_HOURS * 3_600_000),
  };
}

/** Everything that is asked before a change, in one statement. */
const OPEN = `select ${statusAmong('$1')} as status,
    pg_try_advisory_xact_lock(hashtextextended($2, 0)) as taken,
    r.created_at > $5::timestamptz as kept, r.payload_hash as "payloadHash", r.reply, r.encrypted
  from (select) one left join idempotency_record r
    on r.actor_id = $3::uuid and r.operation = $4 and r.key_hash = $2`;

const REMOVE = 'delete from idempotency_record where actor_id = $1 and operation = $2 and key_hash = $3';

/**
 * The stored reply, if there is one, as text.
 * @throws DomainError customerSuspended, idempotencyInFlight, idempotencyMismatch
 */
async function open(
  context: MutationContext,
  operation: Operation,
  key: ReplyKey,
): Promise<string | undefined> {
  const { caller, tx, meta, deps } = context;
  const values = [statusPaths(caller.path), key.keyHash, key.actor, key.operationId, key.keptSince];
  const [found] = await tx.prepared<Opened>(OPEN, values);
  if (stopsWhileSuspended(context, operation)) requireActive(found?.status);
  if (!found?.taken) throw new DomainError('idempotencyInFlight', undefined, { retryAfterSeconds: 1 });
  if (found.kept === null) return undefined;
  if (!found.kept) {
    await tx.prepared(REMOVE, [key.actor, key.operationId, key.keyHash]);
    return undefined;
  }
  if (found.payloadHash !== key.payloadHash) throw new DomainError('idempotencyMismatch');
  return found.encrypted ? deps.keyring.open('idempotency', found.reply, meta.idempotencyKey) : found.reply;
}

/** Fails, and the change with it, if another stored its reply between our look and our lock (core/database-fault.ts). */
const STORED = ['actor_id', 'operation', 'key_hash', 'payload_hash', 'reply', 'encrypted', 'created_at'];

function store(
  { tx, deps, meta, now }: MutationContext,
  operation: Operation,
  { actor, operationId, keyHash, payloadHash }: ReplyKey,
  text: string,
): void {
  const secretReply = operation.secretReply === true;
  const reply = secretReply ? deps.keyring.seal('idempotency', text, meta.idempotencyKey) : text;
  const values = [actor, operationId, keyHash, payloadHash, reply, secretReply, now];
  tx.insertAtCommit({ table: 'idempotency_record', columns: STORED, values });
}
