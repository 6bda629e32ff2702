'use client';

import { useQuery } from '@tanstack/react-query';
import { formatMoney } from '@/lib/format.ts';
import { useTRPC } from '@/lib/trpc.tsx';
import { text } from '@/messages/customers.ts';
import { DetailRoom } from '../detail-room.tsx';
import { Time } from '../time.tsx';
import { CustomerDetails } from './customer-details.tsx';
import { CustomerStatus } from './customer-status.tsx';

/** One customer: what it is, and the form over it. */
export function DetailsRoom({ customerId }: { customerId: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.getCustomer.queryOptions({ customerId }));
  const { facts, kinds } = text;
  return (
    <DetailRoom
      query={query}
      title={({ name }) => name}
      lead={({ kind }) => kinds[kind]}
      facts={(customer) => [
        [facts.effectiveStatus, <CustomerStatus key="status" customer={customer} />],
        [facts.balance, formatMoney(customer.balance, customer.currency)],
        [facts.created, <Time key="created" at={customer.createdAt} />],
        [facts.updated, <Time key="updated" at={customer.updatedAt} />],
      ]}
    >
      {(customer) => <CustomerDetails key={customer.id} customer={customer} />}
    </DetailRoom>
  );
}
