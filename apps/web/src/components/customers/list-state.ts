import { createLoader, parseAsBoolean, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { compact } from '@/lib/compact.ts';
import type { Customer } from '@/lib/wire.ts';

export const customerStatuses = ['active', 'suspended', 'terminated'] as const satisfies Customer['status'][];
const sorts = ['name', '-name', 'createdAt', '-createdAt'] as const;

/** What of the list stands in the address. */
export const customerListState = {
  search: parseAsString.withDefault(''),
  status: parseAsStringLiteral(customerStatuses),
  sort: parseAsStringLiteral(sorts).withDefault('name'),
  cursor: parseAsString.withDefault(''),
  new: parseAsBoolean.withDefault(false),
};
export const loadCustomerListState = createLoader(customerListState);

type State = Awaited<ReturnType<typeof loadCustomerListState>>;

/** The query of the list: the same on the server, for the first page, and in the browser. */
export const customerListInput = (
  customerId: string,
  { search, status, sort, cursor }: Omit<State, 'new'>,
) => ({
  customerId,
  sort,
  ...compact({ search, status, cursor }),
});
