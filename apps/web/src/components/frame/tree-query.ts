import { infiniteQueryOptions } from '@tanstack/react-query';
import type { Customer } from '@/lib/wire.ts';

const PAGE = '100';

export type ReadChildren = (input: {
  customerId: string;
  limit: string;
  cursor?: string;
}) => Promise<{ items: Customer[]; nextCursor: string | null }>;

/**
 * The children of one node, page by page: the same in the browser and for the first page on the server. (The options that
 * tRPC makes send a `direction` along, which an operation's strict input refuses.)
 */
export const treeChildren = (customerId: string, read: ReadChildren) =>
  infiniteQueryOptions({
    queryKey: ['treeChildren', customerId],
    queryFn: ({ pageParam }) =>
      read({ customerId, limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
