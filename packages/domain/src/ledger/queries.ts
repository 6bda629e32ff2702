import type { QueryHandler } from '../core/context.ts';
import { readPage, readRow } from '../core/read.ts';
import { customerModel } from '../customers/read-model.ts';
import { ledgerModel } from './read-model.ts';

/** Newest first, as `balanceAfter` follows. */
export const getCustomerLedgerEntries: QueryHandler<'getCustomerLedgerEntries'> = async (context, input) => {
  await readRow(context, customerModel, input.customerId);
  const { limit, cursor, ...fingerprint } = input;
  return readPage(context, ledgerModel, {
    limit,
    cursor,
    fingerprint,
    sort: { sql: 't.number', type: 'bigint', unique: true },
    descending: true,
    where: (p) => [`t.customer_id = ${p.add(input.customerId)}`],
  });
};
