'use client';

import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Customer } from '@/lib/wire.ts';
import { useConsole } from './console-context.tsx';
import { customerPathKey, walkUp } from './customer-path.ts';
import { useTRPC } from './trpc.tsx';

type Trpc = ReturnType<typeof useTRPC>;

/** The path to a customer, top first; levels that have been seen on the page are shown without waiting. */
export function useCustomerPath(customerId: string | undefined): Customer[] | undefined {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { operator } = useConsole();
  const topId = operator.customerId;
  const { data } = useQuery({
    queryKey: customerPathKey(customerId ?? ''),
    queryFn: () =>
      walkUp(customerId ?? '', topId, (id) =>
        queryClient.query(trpc.getCustomer.queryOptions({ customerId: id })),
      ),
    placeholderData: () => seenPath(queryClient, trpc, customerId ?? '', topId),
    enabled: customerId !== undefined,
  });
  return data;
}

function seenPath(
  client: QueryClient,
  trpc: Trpc,
  customerId: string,
  topId: string,
): Customer[] | undefined {
  const path: Customer[] = [];
  let next: string | null = customerId;
  while (next !== null) {
    const customer: Customer | undefined = client.getQueryData(
      trpc.getCustomer.queryKey({ customerId: next }),
    );
    if (!customer) return undefined;
    path.unshift(customer);
    next = customer.id === topId ? null : customer.parentId;
  }
  return path;
}

/** Has what shows customers asked for again after one was made or changed. */
export function useRefreshCustomers(): () => Promise<void> {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return async () => {
    await Promise.all([
      queryClient.invalidateQueries(trpc.getCustomer.pathFilter()),
      queryClient.invalidateQueries(trpc.getCustomerCustomers.pathFilter()),
      queryClient.invalidateQueries(trpc.getCustomers.pathFilter()),
      queryClient.invalidateQueries({ queryKey: ['customerPath'] }),
      queryClient.invalidateQueries({ queryKey: ['treeChildren'] }),
    ]);
  };
}
