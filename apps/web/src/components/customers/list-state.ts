import { compact } from '@/lib/compact.ts';
import { choiceParam, type UrlState } from '@/lib/url-state.ts';
import type { Customer } from '@/lib/wire.ts';
import { listParams, searchParam, sortParam } from '../list/list-params.ts';

export const customerStatuses = ['active', 'suspended', 'terminated'] as const satisfies Customer['status'][];

/** What of the list stands in the address. */
export const customerListParams = {
  ...listParams,
  ...searchParam,
  ...sortParam('name', '-name', 'createdAt', '-createdAt'),
  status: choiceParam(customerStatuses),
};

/** The query of the list: the same on the server, for the first page, and in the browser. */
export const customerListInput = (
  customerId: string,
  { search, status, sort, cursor }: UrlState<typeof customerListParams>,
) => ({ customerId, sort, ...compact({ search, status, cursor }) });
