import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { sourceListInput, sourceListParams } from '@/components/sources/list-state.ts';
import { SourcesRoom } from '@/components/sources/sources-room.tsx';
import { createReader } from '@/lib/server/console.ts';
import { readForFirstView } from '@/lib/server/first-view.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { readPageState } from '@/lib/url-state.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.sources };

export default async function SourcesPage({ params, searchParams }: RoomProps) {
  const { customerId } = await params;
  const state = await readPageState(sourceListParams, searchParams);
  const { trpc, queryClient, dehydrated } = await createReader();
  await readForFirstView(() =>
    queryClient.query(trpc.getCustomerCallRecordSources.queryOptions(sourceListInput(customerId, state))),
  );
  return (
    <HydrationBoundary state={dehydrated()}>
      <SourcesRoom key={customerId} customerId={customerId} />
    </HydrationBoundary>
  );
}
