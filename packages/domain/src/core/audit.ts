import type { IdKind, OperationId } from '@strowger/contracts';
import type { Tx } from '@strowger/db';
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

function masked(state: Record<string, unknown> | null): string | null {
  if (state === null) return null;
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(state).map(([name, value]) => [
        name,
        shownOnce.includes(name) && value !== null ? '•••' : value,
      ]),
    ),
  );
}

export type AuditRecord = AuditSubject & {
  caller: Caller;
  operation: OperationId | 'system';
  requestId: string;
  now: Date;
};

/** Stores one entry in the change's own transaction. */
export async function writeAudit(tx: Tx, entry: AuditRecord): Promise<void> {
  const { sql, values } = auditInsert(entry);
  await tx.$executeRawUnsafe(sql, ...values);
}

/** The statement that stores an entry, for changes whose transaction is none of Prisma's. */
export function auditInsert(entry: AuditRecord): { sql: string; values: unknown[] } {
  const { caller } = entry;
  return {
    sql: `insert into audit_entry (id, at, actor_kind, actor_id, actor_name, acting_customer_id, operation, subject_kind,
        subject_id, customer_id, path, before, after, request_id)
      values ($1::uuid, $2::timestamptz, $3, $4::uuid, $5, $6::uuid, $7, $8, $9::uuid, $10::uuid, $11, $12::jsonb,
        $13::jsonb, $14)`,
    values: [
      newId(entry.now),
      entry.now,
      caller.actor.kind,
      caller.actor.kind === 'system' ? null : caller.actor.id,
      caller.actor.name,
      caller.customerId,
      entry.operation,
      entry.kind,
      entry.id,
      entry.customerId,
      entry.path,
      masked(entry.before),
      masked(entry.after),
      entry.requestId,
    ],
  };
}
