import { compact } from '@/lib/compact.ts';
import type { UrlState } from '@/lib/url-state.ts';
import { listParams } from '../list/list-params.ts';

/** What of the list stands in the address. */
export const operatorListParams = listParams;

/** The query of the list: the same on the server, for the first page, and in the browser. */
export const operatorListInput = (customerId: string, { cursor }: UrlState<typeof operatorListParams>) => ({
  customerId,
  ...compact({ cursor }),
});
