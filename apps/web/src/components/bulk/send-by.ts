import type { BulkOperation } from '@/lib/bulk/bulk-kind.ts';
import type { RunDeps } from '@/lib/bulk/bulk-run.ts';
import type { useTRPCClient } from '@/lib/trpc.tsx';

type Client = ReturnType<typeof useTRPCClient>;
type Input = Parameters<Client[BulkOperation]['mutate']>[0];

/** Sends what a line asks for, which has been held against the contract of its operation. */
export const sendBy =
  (client: Client): RunDeps['send'] =>
  (operation, wire, idempotencyKey) => {
    const { mutate } = client[operation] as { mutate: (input: Input) => Promise<{ id: string }> };
    return mutate({ ...wire, idempotencyKey } as unknown as Input);
  };
