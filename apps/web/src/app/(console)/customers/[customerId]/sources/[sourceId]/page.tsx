import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SourceRoom } from '@/components/sources/source-room.tsx';
import { roomAddress } from '@/lib/rooms.ts';
import { createReader } from '@/lib/server/console.ts';
import { orNotFound } from '@/lib/server/require-customer.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.sources };

export default async function SourcePage({ params }: RoomProps<{ sourceId: string }>) {
  const { customerId, sourceId } = await params;
  const { trpc, queryClient, dehydrated } = await createReader();
  const source = await orNotFound(queryClient.query(trpc.getCallRecordSource.queryOptions({ sourceId })));
  if (source.customerId !== customerId) redirect(`${roomAddress(source.customerId, 'sources')}/${sourceId}`);
  return (
    <HydrationBoundary state={dehydrated()}>
      <SourceRoom key={sourceId} sourceId={sourceId} />
    </HydrationBoundary>
  );
}
