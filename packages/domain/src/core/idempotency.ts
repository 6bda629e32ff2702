import { hash } from 'node:crypto';
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
  run: (context: MutationContext) => Promise<Result<Id>>,
): Promise<Result<Id>> {
  const { idempotencyKey } = context.meta;
  if (idempotencyKey === undefined) {
    await refuseWhileSuspended(context, operation, context.tx);
    return run(context);
  }
  const key = replyKey(context, input, idempotencyKey);
  const opened = open(context, operation, key);
  const result = await (operation.status === CREATED
    ? beside(opened, context, run)
    : opened.then(() => run(context)));
  store(context, operation, key, JSON.stringify(result));
  return result;
}

/** A change that was made before: nothing is done, and its reply is given again. */
export class Replay<Id extends OperationId> extends Error {
  readonly result: Result<Id>;

  constructor(text: string) {
    super('the change was made before');
    this.result = JSON.parse(text) as Result<Id>;
  }
}

const CREATED = 201;

/**
 * What a creation asks for first goes out together with the look for a stored reply, which saves a round trip. Other changes
 * wait for it: they would lock what they change, and one that is sent twice must hear so at once.
 */
async function beside<T>(
  opened: Promise<void>,
  context: MutationContext,
  run: (context: MutationContext) => Promise<T>,
): Promise<T> {
  opened.catch(() => {});
  try {
    return await run({ ...context, tx: context.tx.answeringAfter(opened) });
  } finally {
    // Whatever came of it, a stored reply or a refusal counts more.
    await opened;
  }
}

function replyKey(context: MutationContext, input: unknown, idempotencyKey: string): ReplyKey {
  const { caller, now, operationId, meta } = context;
  const { keyring } = context.deps;
  const actor = actorId(caller.actor);
  return {
    actor,
    operationId,
    // The key is no secret: a bare hash takes a third of an HMAC's time. The payload may hold one.
    keyHash: hash('sha256', `${actor}\n${operationId}\n${idempotencyKey}`, 'base64url'),
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

/** @throws Replay of a stored reply; DomainError customerSuspended, idempotencyInFlight, idempotencyMismatch */
async function open(context: MutationContext, operation: Operation, key: ReplyKey): Promise<void> {
  const { caller, tx, meta, deps } = context;
  const values = [statusPaths(caller.path), key.keyHash, key.actor, key.operationId, key.keptSince];
  const [found] = await tx.prepared<Opened>(OPEN, values);
  if (stopsWhileSuspended(context, operation)) requireActive(found?.status);
  if (!found?.taken) throw new DomainError('idempotencyInFlight', undefined, { retryAfterSeconds: 1 });
  if (found.kept === null) return;
  if (!found.kept) {
    await tx.prepared(REMOVE, [key.actor, key.operationId, key.keyHash]);
    return;
  }
  if (found.payloadHash !== key.payloadHash) throw new DomainError('idempotencyMismatch');
  throw new Replay(
    found.encrypted ? deps.keyring.open('idempotency', found.reply, meta.idempotencyKey) : found.reply,
  );
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
