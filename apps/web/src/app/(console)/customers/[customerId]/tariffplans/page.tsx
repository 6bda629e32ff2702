import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { tariffplanListInput, tariffplanListParams } from '@/components/tariffplans/list-state.ts';
import { TariffplansRoom } from '@/components/tariffplans/tariffplans-room.tsx';
import { createReader } from '@/lib/server/console.ts';
import { readForFirstView } from '@/lib/server/first-view.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { readPageState } from '@/lib/url-state.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.tariffplans };

export default async function TariffplansPage({ params, searchParams }: RoomProps) {
  const { customerId } = await params;
  const state = await readPageState(tariffplanListParams, searchParams);
  const { trpc, queryClient, dehydrated } = await createReader();
  await readForFirstView(() =>
    queryClient.query(trpc.getCustomerTariffplans.queryOptions(tariffplanListInput(customerId, state))),
  );
  return (
    <HydrationBoundary state={dehydrated()}>
      <TariffplansRoom key={customerId} customerId={customerId} />
    </HydrationBoundary>
  );
}
