import type { IdKind, OperationId } from '@strowger/contracts';
import type { Statements } from '@strowger/db';
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
  if (!shownOnce.some((name) => name in state)) return JSON.stringify(state);
  const fields = Object.fromEntries(
    Object.entries(state).map(([name, value]) => [
      name,
      shownOnce.includes(name) && value !== null ? '•••' : value,
    ]),
  );
  return JSON.stringify(fields);
}

/** Everything that an entry says. */
export type AuditRecord = AuditSubject & {
  caller: Caller;
  operation: OperationId | 'system';
  requestId: string;
  now: Date;
};

/** The statement that stores an entry; its values are those of `auditValues`. */
export const INSERT_AUDIT = `insert into audit_entry (id, at, actor_kind, actor_id, actor_name, acting_customer_id, operation,
    subject_kind, subject_id, customer_id, path, before, after, request_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`;

export const auditValues = (entry: AuditRecord): unknown[] => [
  newId(entry.now),
  entry.now,
  entry.caller.actor.kind,
  entry.caller.actor.kind === 'system' ? null : entry.caller.actor.id,
  entry.caller.actor.name,
  entry.caller.customerId,
  entry.operation,
  entry.kind,
  entry.id,
  entry.customerId,
  entry.path,
  masked(entry.before),
  masked(entry.after),
  entry.requestId,
];

/** Stores one entry in the change's own transaction. @param rows SQL on its connection */
export async function writeAudit(rows: Statements['rows'], entry: AuditRecord): Promise<void> {
  await rows(INSERT_AUDIT, auditValues(entry));
}
