import { z } from 'zod';
import * as f from '../fields/index.ts';

/** A movement of a customer's balance: append-only, the balance is their sum. */
export const LedgerEntry = z
  .strictObject({
    id: f.id('ledgerEntry'),
    customerId: f.id('customer'),
    kind: z.enum(['payment', 'correction']),
    amount: f.signedMoney.meta({ description: "In the customer's currency; a payment is positive" }),
    currency: f.currency,
    balanceAfter: f.signedMoney,
    comment: f.safeText(200).nullable(),
    createdAt: f.timestamp,
  })
  .meta({ id: 'LedgerEntry' });
export type LedgerEntry = z.input<typeof LedgerEntry>;

export const LedgerEntryCreate = LedgerEntry.pick({ kind: true, amount: true })
  .extend({ comment: LedgerEntry.shape.comment.optional() })
  .meta({ id: 'LedgerEntryCreate' });
