import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { RequestRoom } from '@/components/requests/request-room.tsx';
import { createReader } from '@/lib/server/console.ts';
import { readRequestNames } from '@/lib/server/read-request-names.ts';
import { orNotFound } from '@/lib/server/require-customer.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { settle } from '@/lib/server/settle.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.requests };

export default async function RequestPage({ params }: RoomProps<{ requestId: string }>) {
  const { customerId, requestId } = await params;
  const reader = await createReader();
  const { trpc, queryClient, dehydrated } = reader;
  const request = await orNotFound(queryClient.query(trpc.getCallRecordRequest.queryOptions({ requestId })));
  await settle(
    readRequestNames(reader, [request]),
    queryClient.query(trpc.getCallRecordRequestDeliveries.queryOptions({ requestId })),
  );
  return (
    <HydrationBoundary state={dehydrated()}>
      <RequestRoom key={requestId} customerId={customerId} requestId={requestId} />
    </HydrationBoundary>
  );
}
