import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { AppRouter } from '@/trpc/router.ts';

const PAGE = '100';

/** The children of one node, as the tree asks for them: the same in the browser and for the first page on the server. */
export const treeChildren = (trpc: TRPCOptionsProxy<AppRouter>, customerId: string) =>
  trpc.getCustomerCustomers.infiniteQueryOptions(
    { customerId, limit: PAGE },
    { getNextPageParam: (page) => page.nextCursor ?? undefined },
  );
