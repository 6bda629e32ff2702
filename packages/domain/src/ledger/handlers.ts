import { createLedgerEntry } from './create-ledger-entry.ts';
import { getCustomerLedgerEntries } from './queries.ts';

export const ledgerQueries = { getCustomerLedgerEntries };
export const ledgerMutations = { createLedgerEntry };
