import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { plansInput } from '@/components/customers/customer-values.ts';
import { DetailsRoom } from '@/components/customers/details-room.tsx';
import { createReader, getConsole } from '@/lib/server/console.ts';
import { readForFirstView } from '@/lib/server/first-view.ts';
import { requireCustomer } from '@/lib/server/require-customer.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.details };

export default async function DetailsPage({ params }: RoomProps) {
  const { customerId } = await params;
  const customer = await requireCustomer(customerId);
  const { trpc, queryClient, dehydrated } = await createReader();
  queryClient.setQueryData(trpc.getCustomer.queryKey({ customerId }), customer);
  const { operator } = await getConsole();
  if (customer.parentId !== null) {
    const input = plansInput(customer, customerId === operator.customerId);
    await readForFirstView(() => queryClient.query(trpc.getCustomerTariffplans.queryOptions(input)));
  }
  return (
    <HydrationBoundary state={dehydrated()}>
      <DetailsRoom key={customerId} customerId={customerId} />
    </HydrationBoundary>
  );
}
