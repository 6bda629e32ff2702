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
  periodFrom: Date | null;
  periodTo: Date | null;
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
    amount: 'trim_scale(t.amount)::text',
    currency: 't.currency',
    balanceAfter: 'trim_scale(t.balance_after)::text',
    comment: 't.comment',
    periodFrom: 't.period_from',
    periodTo: 't.period_to',
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
    periodFrom: row.periodFrom?.toISOString() ?? null,
    periodTo: row.periodTo?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }),
};
