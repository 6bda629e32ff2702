import { compact } from '@/lib/compact.ts';
import { choiceParam, type UrlState } from '@/lib/url-state.ts';
import type { User } from '@/lib/wire.ts';
import { listParams, searchParam, sortParam } from '../list/list-params.ts';

export const userStatuses = ['active', 'suspended'] as const satisfies User['status'][];

/** What of the list stands in the address. */
export const userListParams = {
  ...listParams,
  ...searchParam,
  ...sortParam('username', '-username', 'createdAt', '-createdAt'),
  status: choiceParam(userStatuses),
};

/** The query of the list: the same on the server, for the first page, and in the browser. */
export const userListInput = (
  customerId: string,
  { search, status, sort, cursor }: UrlState<typeof userListParams>,
) => ({ customerId, sort, ...compact({ search, status, cursor }) });
