import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { InboxRoom } from '@/components/inbox/inbox-room.tsx';
import { inboxListInput } from '@/components/inbox/list-input.ts';
import { createReader } from '@/lib/server/console.ts';
import { readForFirstView } from '@/lib/server/first-view.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.inbox };

export default async function InboxPage({ params }: RoomProps) {
  const { customerId } = await params;
  const { trpc, queryClient, dehydrated } = await createReader();
  await readForFirstView(() =>
    queryClient.query(trpc.getCustomerConsumers.queryOptions(inboxListInput(customerId))),
  );
  return (
    <HydrationBoundary state={dehydrated()}>
      <InboxRoom key={customerId} customerId={customerId} />
    </HydrationBoundary>
  );
}
