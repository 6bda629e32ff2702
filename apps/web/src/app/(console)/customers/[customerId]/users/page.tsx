import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { userListInput, userListParams } from '@/components/users/list-state.ts';
import { UsersRoom } from '@/components/users/users-room.tsx';
import { createReader } from '@/lib/server/console.ts';
import { readForFirstView } from '@/lib/server/first-view.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { readPageState } from '@/lib/url-state.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.users };

export default async function UsersPage({ params, searchParams }: RoomProps) {
  const { customerId } = await params;
  const state = await readPageState(userListParams, searchParams);
  const { trpc, queryClient, dehydrated } = await createReader();
  await readForFirstView(() =>
    queryClient.query(trpc.getCustomerUsers.queryOptions(userListInput(customerId, state))),
  );
  return (
    <HydrationBoundary state={dehydrated()}>
      <UsersRoom key={customerId} customerId={customerId} />
    </HydrationBoundary>
  );
}
