import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { CustomersRoom } from '@/components/customers/customers-room.tsx';
import { customerListInput, customerListParams } from '@/components/customers/list-state.ts';
import { createReader } from '@/lib/server/console.ts';
import { readForFirstView } from '@/lib/server/first-view.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { readPageState } from '@/lib/url-state.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.customers };

export default async function CustomersPage({ params, searchParams }: RoomProps) {
  const { customerId } = await params;
  const state = await readPageState(customerListParams, searchParams);
  const { trpc, queryClient, dehydrated } = await createReader();
  await readForFirstView(() =>
    queryClient.query(trpc.getCustomerCustomers.queryOptions(customerListInput(customerId, state))),
  );
  return (
    <HydrationBoundary state={dehydrated()}>
      <CustomersRoom key={customerId} customerId={customerId} />
    </HydrationBoundary>
  );
}
