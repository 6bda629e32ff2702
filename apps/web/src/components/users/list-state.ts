import { createLoader, parseAsBoolean, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { compact } from '@/lib/compact.ts';
import type { User } from '@/lib/wire.ts';

export const userStatuses = ['active', 'suspended'] as const satisfies User['status'][];
const sorts = ['username', '-username', 'createdAt', '-createdAt'] as const;

/** What of the list stands in the address. */
export const userListState = {
  search: parseAsString.withDefault(''),
  status: parseAsStringLiteral(userStatuses),
  sort: parseAsStringLiteral(sorts).withDefault('username'),
  cursor: parseAsString.withDefault(''),
  new: parseAsBoolean.withDefault(false),
};
export const loadUserListState = createLoader(userListState);

type State = Awaited<ReturnType<typeof loadUserListState>>;

/** The query of the list: the same on the server, for the first page, and in the browser. */
export const userListInput = (customerId: string, { search, status, sort, cursor }: Omit<State, 'new'>) => ({
  customerId,
  sort,
  ...compact({ search, status, cursor }),
});
