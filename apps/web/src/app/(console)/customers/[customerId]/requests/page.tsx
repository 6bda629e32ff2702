import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { requestListInput, requestListParams } from '@/components/requests/list-state.ts';
import { RequestsRoom } from '@/components/requests/requests-room.tsx';
import { createReader } from '@/lib/server/console.ts';
import { readForFirstView } from '@/lib/server/first-view.ts';
import { readRequestNames } from '@/lib/server/read-request-names.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { readPageState } from '@/lib/url-state.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.requests };

export default async function RequestsPage({ params, searchParams }: RoomProps) {
  const { customerId } = await params;
  const state = await readPageState(requestListParams, searchParams);
  const reader = await createReader();
  const { trpc, queryClient, dehydrated } = reader;
  await readForFirstView(async () => {
    const input = requestListInput(customerId, state);
    const list = await queryClient.query(trpc.getCallRecordRequests.queryOptions(input));
    await readRequestNames(reader, list.items);
  });
  return (
    <HydrationBoundary state={dehydrated()}>
      <RequestsRoom key={customerId} customerId={customerId} />
    </HydrationBoundary>
  );
}
