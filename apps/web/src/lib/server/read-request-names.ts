import 'server-only';
import type { CallRecordRequest } from '../wire.ts';
import type { createReader } from './console.ts';
import { settle } from './settle.ts';

type Reader = Awaited<ReturnType<typeof createReader>>;

/** Reads the customers and consumers that requests name, each once, so that their names come with the page. */
export async function readRequestNames(
  { trpc, queryClient }: Reader,
  requests: readonly CallRecordRequest[],
): Promise<void> {
  const customers = new Set(requests.map((request) => request.scopeCustomerId));
  const consumers = new Set(requests.map((request) => request.consumerId));
  await settle(
    ...[...customers].map((customerId) => queryClient.query(trpc.getCustomer.queryOptions({ customerId }))),
    ...[...consumers].map((consumerId) => queryClient.query(trpc.getConsumer.queryOptions({ consumerId }))),
  );
}
