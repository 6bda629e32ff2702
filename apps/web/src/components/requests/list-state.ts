import { compact } from '@/lib/compact.ts';
import { choiceParam, textParam, type UrlState } from '@/lib/url-state.ts';
import type { CallRecordRequest } from '@/lib/wire.ts';
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

/** What of the list stands in the address; `consumer` is the one that an order form opens with. */
export const requestListParams = { ...listParams, status: choiceParam(requestStatuses), consumer: textParam };

/** The query of the list: the same on the server, for the first page, and in the browser. */
export const requestListInput = (
  customerId: string,
  { status, cursor }: UrlState<typeof requestListParams>,
) => ({ customerId, ...compact({ status, cursor }) });
