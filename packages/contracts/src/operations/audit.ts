import { z } from 'zod';
import { type IdKind, id, idOf, idPrefixes, safeText, timestamp } from '../fields/index.ts';
import { defineOperation } from '../operation.ts';
import { AuditEntry } from '../resources/audit-entry.ts';
import { pageQuery } from '../resources/common.ts';

/** Kinds that no call changes, so that no entry has them as its subject. */
const unchanging: readonly IdKind[] = ['callRecord', 'deliveryAttempt', 'auditEntry', 'inboxMessage'];
const changeable = (Object.keys(idPrefixes) as IdKind[]).filter((kind) => !unchanging.includes(kind)) as [
  IdKind,
  ...IdKind[],
];

const base = { tag: 'audit', origin: 'extension', area: 'access' } as const;

export const getAuditEntries = defineOperation({
  ...base,
  summary: 'List what was changed in the scope, newest first',
  kind: 'query',
  method: 'GET',
  path: '/audit-entries',
  scope: 'audit:read',
  query: z.strictObject({
    ...pageQuery,
    customerId: id('customer')
      .optional()
      .meta({ description: 'Only what belongs to this customer and those below it' }),
    subjectId: idOf(...changeable).optional(),
    actorId: idOf('operator', 'apiKey').optional(),
    operation: safeText(64).optional(),
    from: timestamp.optional().meta({ description: 'Of `at`; inclusive' }),
    to: timestamp.optional().meta({ description: 'Of `at`; exclusive' }),
  }),
  output: { shape: 'list', schema: AuditEntry },
  status: 200,
  errors: ['notFound', 'validation'],
});

export const getAuditEntry = defineOperation({
  ...base,
  summary: 'Get one entry of the audit log',
  kind: 'query',
  method: 'GET',
  path: '/audit-entries/{auditEntryId}',
  scope: 'audit:read',
  params: z.strictObject({ auditEntryId: id('auditEntry') }),
  output: { shape: 'one', schema: AuditEntry },
  status: 200,
  errors: ['notFound'],
});
