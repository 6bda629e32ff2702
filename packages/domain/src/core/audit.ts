import type { AccountAct, IdKind, OperationId } from '@strowger/contracts';
import { type Insert, insertStatements, type Statements } from '@strowger/db';
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

const shownOnce = ['secret', 'key', 'password', 'passwordLink'];

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
  operation: OperationId | AccountAct | 'system';
  requestId: string;
  now: Date;
};

/** The row that stores an entry. */
export function auditInsert({ caller, ...entry }: AuditRecord): Insert {
  const { actor } = caller;
  const row = {
    id: newId(entry.now),
    at: entry.now,
    actor_kind: actor.kind,
    actor_id: actor.kind === 'system' ? null : actor.id,
    actor_name: actor.name,
    acting_customer_id: caller.customerId,
    operation: entry.operation,
    subject_kind: entry.kind,
    subject_id: entry.id,
    customer_id: entry.customerId,
    path: entry.path,
    before: masked(entry.before),
    after: masked(entry.after),
    request_id: entry.requestId,
  };
  return { table: 'audit_entry', columns: Object.keys(row), values: Object.values(row) };
}

/** Stores one entry in the change's own transaction. @param rows SQL on its connection */
export async function writeAudit(rows: Statements['rows'], entry: AuditRecord): Promise<void> {
  for (const [sql, values] of insertStatements([auditInsert(entry)])) await rows(sql, values);
}
