import { createLoader, parseAsBoolean, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { compact } from '@/lib/compact.ts';
import type { CallRecordRequest } from '@/lib/wire.ts';

export const requestStatuses = [
  'accepted',
  'queued',
  'processing',
  'delivering',
  'completed',
  'failed',
  'cancelled',
  'held',
] as const satisfies CallRecordRequest['status'][];

/** What of the list stands in the address; `consumer` is the one that an order form opens with. */
export const requestListState = {
  status: parseAsStringLiteral(requestStatuses),
  cursor: parseAsString.withDefault(''),
  new: parseAsBoolean.withDefault(false),
  consumer: parseAsString.withDefault(''),
};
export const loadRequestListState = createLoader(requestListState);

type State = Pick<Awaited<ReturnType<typeof loadRequestListState>>, 'status' | 'cursor'>;

/** The query of the list: the same on the server, for the first page, and in the browser. */
export const requestListInput = (customerId: string, { status, cursor }: State) => ({
  customerId,
  ...compact({ status, cursor }),
});
