import type { Customer } from '@/lib/wire.ts';

/** The tree is at most 12 levels deep. */
const LEVELS_MAX = 12;

export const customerPathKey = (customerId: string) => ['customerPath', customerId] as const;

/** The customers from the top of the operator's scope down to this one. `read` is called once a level. */
export async function walkUp(
  customerId: string,
  topId: string,
  read: (customerId: string) => Promise<Customer>,
): Promise<Customer[]> {
  const path: Customer[] = [];
  let next: string | null = customerId;
  while (next !== null && path.length < LEVELS_MAX) {
    const customer: Customer = await read(next);
    path.unshift(customer);
    next = customer.id === topId ? null : customer.parentId;
  }
  return path;
}
