import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SimulatorRoom } from '@/components/simulator/simulator-room.tsx';
import { createReader } from '@/lib/server/console.ts';
import { orNotFound } from '@/lib/server/require-customer.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { text } from '@/messages/simulator.ts';

export const metadata: Metadata = { title: text.title };

export default async function SimulatorPage({ params }: RoomProps<{ userId: string }>) {
  const { customerId, userId } = await params;
  const { trpc, queryClient, dehydrated } = await createReader();
  const user = await orNotFound(queryClient.query(trpc.getUser.queryOptions({ userId })));
  if (user.customerId !== customerId) redirect(`/customers/${user.customerId}/users/${userId}/simulator`);
  return (
    <HydrationBoundary state={dehydrated()}>
      <SimulatorRoom key={userId} userId={userId} />
    </HydrationBoundary>
  );
}
