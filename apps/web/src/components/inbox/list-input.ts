const CONSUMERS_MAX = '200';

/** Inboxes are consumers: all of a customer's are read, and the inboxes picked out. */
export const inboxListInput = (customerId: string) => ({ customerId, limit: CONSUMERS_MAX });
