import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { RateRoom } from '@/components/tariffplans/rate-room.tsx';
import { roomAddress } from '@/lib/rooms.ts';
import { readTariffplan } from '@/lib/server/read-tariffplan.ts';
import { orNotFound } from '@/lib/server/require-customer.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.tariffplans };

export default async function RatePage({ params }: RoomProps<{ tariffplanId: string; rateId: string }>) {
  const { customerId, tariffplanId, rateId } = await params;
  const { trpc, queryClient, dehydrated } = await readTariffplan(customerId, tariffplanId);
  const rate = await orNotFound(queryClient.query(trpc.getRate.queryOptions({ rateId })));
  const plans = roomAddress(customerId, 'tariffplans');
  if (rate.tariffplanId !== tariffplanId) redirect(`${plans}/${rate.tariffplanId}/rates/${rateId}`);
  return (
    <HydrationBoundary state={dehydrated()}>
      <RateRoom
        key={rateId}
        tariffplanId={tariffplanId}
        rateId={rateId}
        address={`${plans}/${tariffplanId}`}
      />
    </HydrationBoundary>
  );
}
