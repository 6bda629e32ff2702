import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ReratingRoom } from '@/components/reratings/rerating-room.tsx';
import { roomAddress } from '@/lib/rooms.ts';
import { createReader } from '@/lib/server/console.ts';
import { orNotFound } from '@/lib/server/require-customer.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { text } from '@/messages/reratings.ts';

export const metadata: Metadata = { title: text.title };

export default async function ReratingPage({ params }: RoomProps<{ reratingId: string }>) {
  const { customerId, reratingId } = await params;
  const { trpc, queryClient, dehydrated } = await createReader();
  const rerating = await orNotFound(queryClient.query(trpc.getRerating.queryOptions({ reratingId })));
  if (rerating.customerId !== customerId) {
    redirect(`${roomAddress(rerating.customerId, 'tariffplans')}/reratings/${reratingId}`);
  }
  return (
    <HydrationBoundary state={dehydrated()}>
      <ReratingRoom key={reratingId} reratingId={reratingId} />
    </HydrationBoundary>
  );
}
