'use client';

import { useQueries } from '@tanstack/react-query';
import { useTRPC } from '@/lib/trpc.tsx';
import { useCustomerPath } from '@/lib/use-customer-path.ts';
import type { Domain } from '@/lib/wire.ts';

const DOMAINS_MAX = '200';

export type DomainChoice = {
  domains: (Domain & { ownerName: string })[];
  /** The one that the server would take: the default of the nearest level upwards. */
  preselected: string | undefined;
  isLoading: boolean;
};

/** The domains that a user of this customer can register in: its own and those of the levels above, nearest first. */
export function useDomains(customerId: string): DomainChoice {
  const trpc = useTRPC();
  const path = useCustomerPath(customerId);
  const levels = path?.toReversed() ?? [];
  const results = useQueries({
    queries: levels.map((customer) =>
      trpc.getCustomerDomains.queryOptions({ customerId: customer.id, limit: DOMAINS_MAX }),
    ),
  });
  const domains = levels.flatMap(
    (customer, at) =>
      results[at]?.data?.items.map((domain) => ({ ...domain, ownerName: customer.name })) ?? [],
  );
  return {
    domains,
    preselected: domains.find((domain) => domain.isDefault)?.id,
    isLoading: path === undefined || results.some((result) => result.isPending),
  };
}
