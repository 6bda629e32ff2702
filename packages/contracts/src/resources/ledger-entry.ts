import { z } from 'zod';
import * as f from '../fields/index.ts';

/** A movement of a customer's balance. Append-only: their sum and the charges not posted yet are the balance. */
export const LedgerEntry = z
  .strictObject({
    id: f.id('ledgerEntry'),
    customerId: f.id('customer'),
    kind: z
      .enum(['payment', 'correction', 'charges'])
      .meta({ description: 'charges: what the parent charged for calls, added up; posted within the hour' }),
    amount: f.signedMoney.meta({
      description: "In the customer's currency; a payment is positive, charges are negative",
    }),
    currency: f.currency,
    balanceAfter: f.signedMoney,
    comment: f.safeText(200).nullable(),
    periodFrom: f.timestamp
      .nullable()
      .meta({ description: 'Of charges: the hour in which the first of the calls started' }),
    periodTo: f.timestamp.nullable().meta({ description: 'Of charges: behind the hour of the last' }),
    createdAt: f.timestamp,
  })
  .meta({ id: 'LedgerEntry' });
export type LedgerEntry = z.input<typeof LedgerEntry>;

export const LedgerEntryCreate = LedgerEntry.pick({ amount: true })
  .extend({ kind: z.enum(['payment', 'correction']), comment: LedgerEntry.shape.comment.optional() })
  .meta({ id: 'LedgerEntryCreate' });
