import { type AuditEntry, encodeId, encodeIdOrNull, type IdKind } from '@strowger/contracts';
import type { ReadModel } from '../core/read.ts';

type AuditRow = {
  id: string;
  at: Date;
  actorKind: AuditEntry['actor']['kind'];
  actorId: string | null;
  actorName: string;
  actingCustomerId: string;
  operation: string;
  subjectKind: IdKind;
  subjectId: string;
  customerId: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  requestId: string;
};

export const auditModel: ReadModel<AuditRow, AuditEntry> = {
  kind: 'auditEntry',
  from: 'audit_entry t',
  path: 't.path',
  columns: {
    id: 't.id',
    at: 't.at',
    actorKind: 't.actor_kind',
    actorId: 't.actor_id',
    actorName: 't.actor_name',
    actingCustomerId: 't.acting_customer_id',
    operation: 't.operation',
    subjectKind: 't.subject_kind',
    subjectId: 't.subject_id',
    customerId: 't.customer_id',
    before: 't.before',
    after: 't.after',
    requestId: 't.request_id',
  },
  present: (row) => ({
    id: encodeId('auditEntry', row.id),
    at: row.at.toISOString(),
    actor: {
      kind: row.actorKind,
      id: row.actorKind === 'system' ? null : encodeIdOrNull(row.actorKind, row.actorId),
      name: row.actorName,
    },
    actingCustomerId: encodeId('customer', row.actingCustomerId),
    operation: row.operation,
    subjectId: encodeId(row.subjectKind, row.subjectId),
    customerId: encodeId('customer', row.customerId),
    before: row.before,
    after: row.after,
    requestId: row.requestId,
  }),
};
