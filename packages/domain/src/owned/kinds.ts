/**
 * The kinds that belong to a customer or to one of its users. The table of each bears its name and has `customer_id`,
 * `user_id`, `path` and a unique `external_id`; it moves with the customer, goes with it, and keeps a user from being deleted.
 * What refers to another of them stands before it, as they are deleted in this order.
 */
export const ownedKinds = ['limit', 'whitelist', 'forward', 'extension', 'destination'] as const;
export type OwnedKind = (typeof ownedKinds)[number];
