'use client';

import type { OperationId } from '@strowger/contracts';
import type { DecorateQueryProcedure } from '@trpc/tanstack-react-query';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';

export type Page<Row> = { items: Row[]; nextCursor: string | null };
type ListProcedure<Row> = DecorateQueryProcedure<{
  input: Record<string, unknown>;
  output: Page<Row>;
  transformer: false;
  errorShape: unknown;
  featureFlags: { keyPrefix: false };
}>;

/** The list operations by name: a room of any kind asks for those of its own. */
export function useLists<Row>() {
  const trpc = useTRPC() as unknown as Record<string, ListProcedure<Row>>;
  const client = useTRPCClient() as unknown as Record<
    string,
    { query: (input: unknown) => Promise<Page<Row>> }
  >;
  return {
    of: (operation: OperationId) => trpc[operation] as ListProcedure<Row>,
    read: (operation: OperationId, input: Record<string, unknown>): Promise<Page<Row>> =>
      (client[operation] as { query: (input: unknown) => Promise<Page<Row>> }).query(input),
  };
}
