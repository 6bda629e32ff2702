import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { reratingListInput, reratingListParams } from '@/components/reratings/list-state.ts';
import { ReratingsRoom } from '@/components/reratings/reratings-room.tsx';
import { createReader } from '@/lib/server/console.ts';
import { readForFirstView } from '@/lib/server/first-view.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { readPageState } from '@/lib/url-state.ts';
import { text } from '@/messages/reratings.ts';

export const metadata: Metadata = { title: text.title };

export default async function ReratingsPage({ params, searchParams }: RoomProps) {
  const { customerId } = await params;
  const state = await readPageState(reratingListParams, searchParams);
  const { trpc, queryClient, dehydrated } = await createReader();
  await readForFirstView(() =>
    queryClient.query(trpc.getReratings.queryOptions(reratingListInput(customerId, state))),
  );
  return (
    <HydrationBoundary state={dehydrated()}>
      <ReratingsRoom key={customerId} customerId={customerId} />
    </HydrationBoundary>
  );
}
