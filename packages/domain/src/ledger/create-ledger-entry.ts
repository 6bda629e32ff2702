import type { MutationHandler } from '../core/context.ts';
import { DomainError, invalid } from '../core/domain-error.ts';
import { newId } from '../core/new-id.ts';
import { created, lockRow } from '../core/write.ts';
import { customerModel } from '../customers/read-model.ts';
import { assessBalances } from './assess-balances.ts';
import { postCharges } from './post-charges.ts';
import { ledgerModel } from './read-model.ts';

/** The customer's row is locked, so that concurrent entries take turns and each tells the balance behind it. */
export const createLedgerEntry: MutationHandler<'createLedgerEntry'> = async (context, input) => {
  const { tx, now, caller } = context;
  if (caller.customerId === input.customerId) {
    throw new DomainError('reservedToParent', 'A balance is topped up by the parent or an ancestor.');
  }
  if (/^-?0(\.0+)?$/.test(input.amount)) throw invalid('amount', 'must not be zero');
  if (input.kind === 'payment' && input.amount.startsWith('-')) {
    throw invalid('amount', 'of a payment must be positive: use a correction to take back');
  }
  const customer = await lockRow(context, customerModel, input.customerId);
  if (customer.effectiveStatus === 'terminated')
    throw new DomainError('conflict', 'The customer is terminated.');
  // What was charged before stands before it.
  await postCharges(tx.rows, [customer.id], now);
  const id = newId(now);
  const { balance } = await tx.customer.update({
    where: { id: customer.id },
    data: { balance: { increment: input.amount } },
    select: { balance: true },
  });
  await tx.ledgerEntry.create({
    data: {
      id,
      customerId: customer.id,
      path: customer.path,
      kind: input.kind,
      amount: input.amount,
      currency: customer.currency,
      balanceAfter: balance,
      comment: input.comment ?? null,
      createdAt: now,
    },
  });
  await assessBalances(tx.rows, [customer.id], now);
  return created(context, ledgerModel, id, { customerId: customer.id, path: customer.path });
};
