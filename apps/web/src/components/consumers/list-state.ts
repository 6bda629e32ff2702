import { createLoader, parseAsBoolean, parseAsString } from 'nuqs/server';
import { compact } from '@/lib/compact.ts';

/** What of the list stands in the address. */
export const consumerListState = {
  cursor: parseAsString.withDefault(''),
  new: parseAsBoolean.withDefault(false),
};
export const loadConsumerListState = createLoader(consumerListState);

/** The query of the list: the same on the server, for the first page, and in the browser. */
export const consumerListInput = (customerId: string, cursor: string) => ({
  customerId,
  ...compact({ cursor }),
});
