import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { UsageRoom } from '@/components/usage/usage-room.tsx';
import { spanOfState, usageInputs, usageParams } from '@/components/usage/usage-state.ts';
import { createReader, getConsole, readClock } from '@/lib/server/console.ts';
import { readForFirstView } from '@/lib/server/first-view.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { readPageState } from '@/lib/url-state.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.usage };

export default async function UsagePage({ params, searchParams }: RoomProps) {
  const { customerId } = await params;
  const state = await readPageState(usageParams, searchParams);
  const now = new Date();
  const { timeZone } = await readClock();
  const { operator } = await getConsole();
  const by = state.by === 'customer' && customerId !== operator.customerId ? 'time' : state.by;
  const inputs = usageInputs(customerId, spanOfState(state, now, timeZone), by, timeZone);
  const { trpc, queryClient, dehydrated } = await createReader();
  const read = (input: Parameters<typeof trpc.getCustomerUsage.queryOptions>[0]) =>
    queryClient.query(trpc.getCustomerUsage.queryOptions(input));
  await readForFirstView(
    () => read(inputs.course),
    () => read(inputs.before),
    () => read(inputs.rows),
  );
  return (
    <HydrationBoundary state={dehydrated()}>
      <UsageRoom key={customerId} customerId={customerId} renderedAt={now.toISOString()} />
    </HydrationBoundary>
  );
}
