import { z } from 'zod';
import * as f from '../fields/index.ts';

/** Who changed what, on whose behalf, with the state before and after. Secrets are masked. */
export const AuditEntry = z
  .strictObject({
    id: f.id('auditEntry'),
    at: f.timestamp,
    actor: z.strictObject({
      kind: z.enum(['operator', 'apiKey', 'system']),
      id: f.idOf('operator', 'apiKey').nullable(),
      name: z.string(),
    }),
    actingCustomerId: f.id('customer').meta({ description: 'For whom the actor acted' }),
    operation: z.string().meta({
      description:
        'The operationId, what an operator did to the own account (as `changePassword`), or `system`',
    }),
    subjectId: z.string().meta({ description: 'What was changed' }),
    customerId: f.id('customer').meta({ description: 'Whose it is' }),
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
    requestId: z.string(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.input<typeof AuditEntry>;
