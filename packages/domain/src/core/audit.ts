import type { IdKind, OperationId } from '@strowger/contracts';
import type { Prisma, Tx } from '@strowger/db';
import type { Caller } from './caller.ts';
import { newId } from './new-id.ts';

/** What a change touched. `before`/`after` are wire forms: they hold no stored secret, and shown-once ones are masked. */
export type AuditSubject = {
  kind: IdKind;
  id: string;
  /** The customer that the thing belongs to, and its path: who may read the entry. */
  customerId: string;
  path: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};

const shownOnce = ['secret', 'key', 'password'];

function masked(state: Record<string, unknown> | null): Prisma.InputJsonObject | undefined {
  if (state === null) return undefined;
  return Object.fromEntries(
    Object.entries(state).map(([name, value]) => [
      name,
      shownOnce.includes(name) && value !== null ? '•••' : value,
    ]),
  ) as Prisma.InputJsonObject;
}

/** Stores one entry in the change's own transaction. */
export async function writeAudit(
  tx: Tx,
  entry: AuditSubject & { caller: Caller; operation: OperationId | 'system'; requestId: string; now: Date },
): Promise<void> {
  const { caller } = entry;
  const before = masked(entry.before);
  const after = masked(entry.after);
  await tx.auditEntry.create({
    data: {
      id: newId(entry.now),
      at: entry.now,
      actorKind: caller.actor.kind,
      actorId: caller.actor.kind === 'system' ? null : caller.actor.id,
      actorName: caller.actor.name,
      actingCustomerId: caller.customerId,
      operation: entry.operation,
      subjectKind: entry.kind,
      subjectId: entry.id,
      customerId: entry.customerId,
      path: entry.path,
      ...(before && { before }),
      ...(after && { after }),
      requestId: entry.requestId,
    },
  });
}
