import { z } from 'zod';
import { id } from '../fields/index.ts';
import { defineOperation } from '../operation.ts';
import { pageQuery } from '../resources/common.ts';
import { LedgerEntry, LedgerEntryCreate } from '../resources/ledger-entry.ts';

const base = { tag: 'ledger', origin: 'extension', area: 'tariffs' } as const;
const customerId = z.strictObject({ customerId: id('customer') });

export const getCustomerLedgerEntries = defineOperation({
  ...base,
  summary: "List the movements of a customer's balance, newest first",
  kind: 'query',
  method: 'GET',
  path: '/customers/{customerId}/ledger-entries',
  scope: 'ledger:read',
  params: customerId,
  query: z.strictObject(pageQuery),
  output: { shape: 'list', schema: LedgerEntry },
  status: 200,
  errors: ['notFound', 'validation'],
});

export const createLedgerEntry = defineOperation({
  ...base,
  summary: 'Top up or correct a balance; only the parent or an ancestor does it',
  kind: 'mutation',
  method: 'POST',
  path: '/customers/{customerId}/ledger-entries',
  scope: 'ledger:write',
  params: customerId,
  body: LedgerEntryCreate,
  output: { shape: 'one', schema: LedgerEntry },
  status: 201,
  errors: ['notFound', 'validation', 'conflict', 'reservedToParent', 'customerSuspended'],
  example: { body: { kind: 'payment', amount: '100.00', comment: 'Invoice 2026-118' } },
});
