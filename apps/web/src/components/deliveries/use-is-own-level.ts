import { useQuery } from '@tanstack/react-query';
import { useConsole } from '@/lib/console-context.tsx';
import { useTRPC } from '@/lib/trpc.tsx';

/**
 * Whether a consumer is of the operator's own customer, so that what it gets may be read; undefined until that is known. The
 * server decides again, always.
 */
export function useIsOwnLevel(consumerId: string): boolean | undefined {
  const trpc = useTRPC();
  const { operator } = useConsole();
  const { data } = useQuery(trpc.getConsumer.queryOptions({ consumerId }));
  return data && data.customerId === operator.customerId;
}
