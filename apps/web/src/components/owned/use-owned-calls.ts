'use client';

import type { OperationId } from '@strowger/contracts';
import { type UseQueryOptions, useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';

type Procedure = {
  queryOptions: (input: unknown) => UseQueryOptions;
  queryKey: (input: unknown) => readonly unknown[];
  pathFilter: () => { queryKey: readonly unknown[] };
};
type Call = { query: (input: unknown) => Promise<unknown>; mutate: (input: unknown) => Promise<unknown> };

/** The operations on one thing by their names: a form of any kind calls those of its own. */
export function useOwnedCalls<Row>() {
  const trpc = useTRPC() as unknown as Record<OperationId, Procedure>;
  const client = useTRPCClient() as unknown as Record<OperationId, Call>;
  const queryClient = useQueryClient();
  return {
    one: (operation: OperationId, input: object) =>
      trpc[operation].queryOptions(input) as unknown as UseQueryOptions<Row>,
    read: (operation: OperationId, input: object) => client[operation].query(input) as Promise<Row>,
    send: (operation: OperationId, input: object) => client[operation].mutate(input) as Promise<Row>,
    /** Puts what was answered in the place of what was read. */
    keep: (operation: OperationId, input: object, row: Row) => {
      queryClient.setQueryData(trpc[operation].queryKey(input), row);
    },
    /** Has the lists asked for again, and what things are called. */
    refresh: (lists: readonly OperationId[]) =>
      Promise.all([
        ...lists.map((list) => queryClient.invalidateQueries(trpc[list].pathFilter())),
        queryClient.invalidateQueries({ queryKey: ['locate'] }),
      ]),
  };
}
