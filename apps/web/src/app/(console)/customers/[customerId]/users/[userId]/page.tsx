import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { UserRoom } from '@/components/users/user-details.tsx';
import { createReader } from '@/lib/server/console.ts';
import { orNotFound } from '@/lib/server/require-customer.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.users };

export default async function UserPage({ params }: RoomProps<{ userId: string }>) {
  const { customerId, userId } = await params;
  const { trpc, queryClient, dehydrated } = await createReader();
  const user = await orNotFound(queryClient.query(trpc.getUser.queryOptions({ userId })));
  if (user.customerId !== customerId) redirect(`/customers/${user.customerId}/users/${userId}`);
  return (
    <HydrationBoundary state={dehydrated()}>
      <UserRoom key={userId} userId={userId} />
    </HydrationBoundary>
  );
}
