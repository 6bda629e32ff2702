import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { quarantineListInput, quarantineListParams } from '@/components/quarantine/list-state.ts';
import { QuarantineRoom } from '@/components/quarantine/quarantine-room.tsx';
import { createReader } from '@/lib/server/console.ts';
import { readForFirstView } from '@/lib/server/first-view.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { readPageState } from '@/lib/url-state.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.quarantine };

export default async function QuarantinePage({ params, searchParams }: RoomProps) {
  const { customerId } = await params;
  const state = await readPageState(quarantineListParams, searchParams);
  const { trpc, queryClient, dehydrated } = await createReader();
  await readForFirstView(() =>
    queryClient.query(trpc.getQuarantinedRecords.queryOptions(quarantineListInput(customerId, state))),
  );
  return (
    <HydrationBoundary state={dehydrated()}>
      <QuarantineRoom key={customerId} customerId={customerId} />
    </HydrationBoundary>
  );
}
