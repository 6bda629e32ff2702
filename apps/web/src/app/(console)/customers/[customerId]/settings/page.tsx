import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { SettingsRoom } from '@/components/settings/settings-room.tsx';
import { createReader } from '@/lib/server/console.ts';
import { requireCustomer } from '@/lib/server/require-customer.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.settings };

export default async function SettingsPage({ params }: RoomProps) {
  const { customerId } = await params;
  const customer = await requireCustomer(customerId);
  const { trpc, queryClient, dehydrated } = await createReader();
  queryClient.setQueryData(trpc.getCustomer.queryKey({ customerId }), customer);
  return (
    <HydrationBoundary state={dehydrated()}>
      <SettingsRoom key={customerId} customerId={customerId} />
    </HydrationBoundary>
  );
}
