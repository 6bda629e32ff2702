import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { ConsumersRoom } from '@/components/consumers/consumers-room.tsx';
import { consumerListInput, consumerListParams } from '@/components/consumers/list-state.ts';
import { createReader } from '@/lib/server/console.ts';
import { readForFirstView } from '@/lib/server/first-view.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { readPageState } from '@/lib/url-state.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.consumers };

export default async function ConsumersPage({ params, searchParams }: RoomProps) {
  const { customerId } = await params;
  const state = await readPageState(consumerListParams, searchParams);
  const { trpc, queryClient, dehydrated } = await createReader();
  await readForFirstView(() =>
    queryClient.query(trpc.getCustomerConsumers.queryOptions(consumerListInput(customerId, state))),
  );
  return (
    <HydrationBoundary state={dehydrated()}>
      <ConsumersRoom key={customerId} customerId={customerId} />
    </HydrationBoundary>
  );
}
