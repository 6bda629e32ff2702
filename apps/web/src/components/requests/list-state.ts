import { compact } from '@/lib/compact.ts';
import { choiceParam, textParam, type UrlState } from '@/lib/url-state.ts';
import type { CallRecordRequest } from '@/lib/wire.ts';
import { directions, dispositions } from '../call-records/list-state.ts';
import { listParams } from '../list/list-params.ts';

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

/** What the form for a new order opens with. */
const orderParams = {
  consumer: textParam,
  from: textParam,
  to: textParam,
  direction: choiceParam(directions),
  disposition: choiceParam(dispositions),
  userId: textParam,
  fromNumber: textParam,
  toNumber: textParam,
};
export type OrderDraft = UrlState<typeof orderParams>;

/** What of the list stands in the address. */
export const requestListParams = { ...listParams, status: choiceParam(requestStatuses), ...orderParams };

export const draftOf = (state: UrlState<typeof requestListParams>): OrderDraft =>
  Object.fromEntries(
    Object.keys(orderParams).map((name) => [name, state[name as keyof OrderDraft]]),
  ) as OrderDraft;

/** The form is closed: what it opened with goes from the address. */
export const noDraft = Object.fromEntries(
  Object.entries(orderParams).map(([name, { fallback }]) => [name, fallback]),
) as OrderDraft;

/** The query of the list: the same on the server, for the first page, and in the browser. */
export const requestListInput = (
  customerId: string,
  { status, cursor }: UrlState<typeof requestListParams>,
) => ({ customerId, ...compact({ status, cursor }) });
