import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { TariffplanRoom } from '@/components/tariffplans/tariffplan-room.tsx';
import { readTariffplan } from '@/lib/server/read-tariffplan.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.tariffplans };

export default async function TariffplanPage({ params }: RoomProps<{ tariffplanId: string }>) {
  const { customerId, tariffplanId } = await params;
  const { dehydrated } = await readTariffplan(customerId, tariffplanId);
  return (
    <HydrationBoundary state={dehydrated()}>
      <TariffplanRoom key={tariffplanId} customerId={customerId} tariffplanId={tariffplanId} />
    </HydrationBoundary>
  );
}
