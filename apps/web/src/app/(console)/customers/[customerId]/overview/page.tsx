import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { attentionInput, overviewInputs } from '@/components/overview/inputs.ts';
import { OverviewRoom } from '@/components/overview/overview-room.tsx';
import { overviewParams, spanOf } from '@/components/overview/period.ts';
import { createReader, readClock } from '@/lib/server/console.ts';
import { readForFirstView } from '@/lib/server/first-view.ts';
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
  const readUsage = (input: Parameters<typeof trpc.getCustomerUsage.queryOptions>[0]) =>
    queryClient.query(trpc.getCustomerUsage.queryOptions(input));
  await readForFirstView(
    () => readUsage(inputs.usage),
    () => readUsage(inputs.before),
    () => readUsage(inputs.destinations),
    async () => {
      const { rows } = await readUsage(inputs.customers);
      const ids = rows.flatMap((row) => row.customerId ?? []);
      await settle(...ids.map((id) => queryClient.query(trpc.getCustomer.queryOptions({ customerId: id }))));
    },
    () => queryClient.query(trpc.getAttention.queryOptions(attentionInput(customerId))),
  );
  return (
    <HydrationBoundary state={dehydrated()}>
      <OverviewRoom key={customerId} customerId={customerId} renderedAt={now.toISOString()} />
    </HydrationBoundary>
  );
}
