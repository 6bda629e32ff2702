'use client';

import { useQuery } from '@tanstack/react-query';
import { Building2 } from 'lucide-react';
import { useMemo } from 'react';
import { useMay } from '@/lib/console-context.tsx';
import { useTRPC } from '@/lib/trpc.tsx';
import { useRefreshCustomers } from '@/lib/use-customer-path.ts';
import type { Customer } from '@/lib/wire.ts';
import { text } from '@/messages/customers.ts';
import { BulkRoom } from '../bulk/bulk-room.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { bulkCustomersKind } from './bulk-customers-kind.ts';

const PLANS_MAX = '200';

/** Many customers below one. */
export function BulkCustomers({ customer }: { customer: Customer }) {
  const trpc = useTRPC();
  const refresh = useRefreshCustomers();
  const mayReadPlans = useMay('getCustomerTariffplans');
  const { data, isLoading } = useQuery({
    ...trpc.getCustomerTariffplans.queryOptions({ customerId: customer.id, limit: PLANS_MAX }),
    enabled: mayReadPlans,
  });
  const kind = useMemo(() => {
    if (isLoading) return undefined;
    const owned = (data?.items ?? []).filter(({ relation }) => relation === 'owned');
    return bulkCustomersKind(customer.id, owned);
  }, [customer.id, data, isLoading]);
  if (customer.kind === 'end') {
    const icon = <Building2 aria-hidden className="size-5" />;
    return <EmptyState heading="h1" icon={icon} title={text.endEmpty} text={text.endEmptyText} />;
  }
  return <BulkRoom room="customers" customer={customer} kind={kind} onCreated={refresh} />;
}
