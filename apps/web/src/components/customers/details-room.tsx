'use client';

import { useQuery } from '@tanstack/react-query';
import { formatMoney } from '@/lib/format.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { t } from '@/messages.ts';
import { ErrorState } from '../error-state.tsx';
import { Facts } from '../facts.tsx';
import { PageHeader } from '../page-header.tsx';
import { Time } from '../time.tsx';
import { CopyId } from '../ui/copy-id.tsx';
import { CustomerDetails } from './customer-details.tsx';
import { CustomerStatus } from './customer-status.tsx';

/** One customer: what it is, and the form over it. */
export function DetailsRoom({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const { data: customer, error, refetch } = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  if (!customer) return error ? <ErrorState error={error} onRetry={() => refetch()} /> : null;
  const { facts, kinds } = t.customers;
  return (
    <>
      <PageHeader
        title={customer.name}
        lead={
          <span className="flex flex-wrap items-center gap-x-3">
            {kinds[customer.kind]}
            <CopyId id={customer.id} />
          </span>
        }
      />
      <Facts
        items={[
          [facts.effectiveStatus, <CustomerStatus key="status" customer={customer} />],
          [facts.balance, formatMoney(customer.balance, customer.currency)],
          [facts.created, <Time key="created" at={customer.createdAt} />],
          [facts.updated, <Time key="updated" at={customer.updatedAt} />],
        ]}
      />
      <CustomerDetails key={customer.id} customer={customer} />
    </>
  );
}
