import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ConsumerRoom } from '@/components/consumers/consumer-room.tsx';
import { roomAddress } from '@/lib/rooms.ts';
import { createReader } from '@/lib/server/console.ts';
import { orNotFound } from '@/lib/server/require-customer.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.consumers };

export default async function ConsumerPage({ params }: RoomProps<{ consumerId: string }>) {
  const { customerId, consumerId } = await params;
  const { trpc, queryClient, dehydrated } = await createReader();
  const consumer = await orNotFound(queryClient.query(trpc.getConsumer.queryOptions({ consumerId })));
  if (consumer.customerId !== customerId) {
    redirect(`${roomAddress(consumer.customerId, 'consumers')}/${consumerId}`);
  }
  return (
    <HydrationBoundary state={dehydrated()}>
      <ConsumerRoom key={consumerId} consumerId={consumerId} />
    </HydrationBoundary>
  );
}
