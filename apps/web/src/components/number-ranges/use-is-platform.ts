'use client';

import { useQuery } from '@tanstack/react-query';
import { useConsole } from '@/lib/console-context.tsx';
import { useTRPC } from '@/lib/trpc.tsx';

/** Numbers come from the regulator to the platform: nobody below makes any. */
export function useIsPlatform(): boolean {
  const trpc = useTRPC();
  const { customerId } = useConsole().operator;
  return useQuery(trpc.getCustomer.queryOptions({ customerId })).data?.kind === 'platform';
}
