import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ImportRoom } from '@/components/tariffplans/import-room.tsx';
import { roomAddress } from '@/lib/rooms.ts';
import { getConsole } from '@/lib/server/console.ts';
import { readTariffplan } from '@/lib/server/read-tariffplan.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.tariffplans };

/** Who may not import is shown the rates. */
export default async function ImportPage({ params }: RoomProps<{ tariffplanId: string }>) {
  const { customerId, tariffplanId } = await params;
  const { rights } = await getConsole();
  const { plan, dehydrated } = await readTariffplan(customerId, tariffplanId);
  if (!rights.importRates || plan.relation !== 'owned') {
    redirect(`${roomAddress(customerId, 'tariffplans')}/${tariffplanId}`);
  }
  return (
    <HydrationBoundary state={dehydrated()}>
      <ImportRoom key={tariffplanId} customerId={customerId} tariffplanId={tariffplanId} />
    </HydrationBoundary>
  );
}
