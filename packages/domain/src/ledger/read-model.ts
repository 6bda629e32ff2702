import { encodeId, type LedgerEntry } from '@strowger/contracts';
import type { ReadModel } from '../core/read.ts';

type LedgerRow = {
  id: string;
  customerId: string;
  kind: LedgerEntry['kind'];
  amount: string;
  currency: string;
  balanceAfter: string;
  comment: string | null;
  createdAt: Date;
};

export const ledgerModel: ReadModel<LedgerRow, LedgerEntry> = {
  kind: 'ledgerEntry',
  from: 'ledger_entry t',
  path: 't.path',
  columns: {
    id: 't.id',
    customerId: 't.customer_id',
    kind: 't.kind',
    amount: 't.amount::text',
    currency: 't.currency',
    balanceAfter: 'trim_scale(t.balance_after)::text',
    comment: 't.comment',
    createdAt: 't.created_at',
  },
  present: (row) => ({
    id: encodeId('ledgerEntry', row.id),
    customerId: encodeId('customer', row.customerId),
    kind: row.kind,
    amount: row.amount,
    currency: row.currency,
    balanceAfter: row.balanceAfter,
    comment: row.comment,
    createdAt: row.createdAt.toISOString(),
  }),
};
