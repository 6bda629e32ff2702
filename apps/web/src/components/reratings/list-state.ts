import { compact } from '@/lib/compact.ts';
import { choiceParam, type UrlState } from '@/lib/url-state.ts';
import { listParams } from '../list/list-params.ts';

export const reratingStatuses = ['queued', 'processing', 'completed', 'failed', 'cancelled'] as const;

/** What of the list stands in the address. */
export const reratingListParams = { ...listParams, status: choiceParam(reratingStatuses) };

/** The query of the list: the same on the server, for the first page, and in the browser. */
export const reratingListInput = (
  customerId: string,
  { cursor, status }: UrlState<typeof reratingListParams>,
) => ({ customerId, ...compact({ cursor, status }) });
