import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { overviewInputs } from '@/components/overview/inputs.ts';
import { OverviewRoom } from '@/components/overview/overview-room.tsx';
import { overviewParams, spanOf } from '@/components/overview/period.ts';
import { createReader, readClock } from '@/lib/server/console.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { settle } from '@/lib/server/settle.ts';
import { readPageState } from '@/lib/url-state.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.overview };

export default async function OverviewPage({ params, searchParams }: RoomProps) {
  const { customerId } = await params;
  const { period } = await readPageState(overviewParams, searchParams);
  const now = new Date();
  const { timeZone } = await readClock();
  const inputs = overviewInputs(customerId, spanOf(period, now, timeZone), timeZone);
  const { trpc, queryClient, dehydrated } = await createReader();
  const usage = [inputs.usage, inputs.before, inputs.destinations, inputs.customers];
  const readUsage = usage.map((input) => queryClient.query(trpc.getCustomerUsage.queryOptions(input)));
  await settle(
    ...readUsage,
    queryClient.query(trpc.getCustomerLimits.queryOptions(inputs.limits)),
    queryClient.query(trpc.getCustomerConsumers.queryOptions(inputs.consumers)),
    queryClient.query(trpc.getCallRecordRequests.queryOptions(inputs.failedRequests)),
    queryClient.query(trpc.getCallRecordRequests.queryOptions(inputs.heldRequests)),
  );
  const top = await readUsage[3]?.catch(() => undefined);
  const named = (top?.rows ?? []).flatMap((row) => row.customerId ?? []);
  await settle(...named.map((id) => queryClient.query(trpc.getCustomer.queryOptions({ customerId: id }))));
  return (
    <HydrationBoundary state={dehydrated()}>
      <OverviewRoom key={customerId} customerId={customerId} renderedAt={now.toISOString()} />
    </HydrationBoundary>
  );
}
