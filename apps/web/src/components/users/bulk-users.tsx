'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Customer } from '@/lib/wire.ts';
import { BulkRoom } from '../bulk/bulk-room.tsx';
import { bulkUsersKind } from './bulk-users-kind.ts';
import { useDomains } from './use-domains.ts';

/** Many users of a customer, with their numbers. */
export function BulkUsers({ customer }: { customer: Customer }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const choice = useDomains(customer.id);
  const names = choice.domains.map(({ id, domain }) => `${id} ${domain}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the choice is a new one each time, its names are not
  const kind = useMemo(
    () => (choice.isLoading ? undefined : bulkUsersKind(customer.id, choice)),
    [customer.id, choice.isLoading, choice.preselected, names],
  );
  const refresh = () => {
    queryClient.invalidateQueries(trpc.getCustomerUsers.pathFilter());
    queryClient.invalidateQueries(trpc.getCustomerExtensions.pathFilter());
  };
  return <BulkRoom room="users" customer={customer} kind={kind} onCreated={refresh} />;
}
