import type { BulkOperation } from '@/lib/bulk/bulk-kind.ts';
import type { text } from '@/messages/bulk.ts';

/** The rooms whose things are created in bulk. */
export type BulkRoomName = keyof typeof text.kinds;

/** What a role must be allowed for it. */
export const bulkOperations = {
  users: 'createUser',
  customers: 'createCustomer',
  extensions: 'createExtension',
} as const satisfies Record<BulkRoomName, BulkOperation>;
