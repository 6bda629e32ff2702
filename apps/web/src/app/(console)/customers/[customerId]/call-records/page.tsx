import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { recordListInput, recordListParams } from '@/components/call-records/list-state.ts';
import { RecordsRoom } from '@/components/call-records/records-room.tsx';
import { createReader } from '@/lib/server/console.ts';
import { readForFirstView } from '@/lib/server/first-view.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { settle } from '@/lib/server/settle.ts';
import { readPageState } from '@/lib/url-state.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms['call-records'] };

export default async function CallRecordsPage({ params, searchParams }: RoomProps) {
  const { customerId } = await params;
  const state = await readPageState(recordListParams, searchParams);
  const now = new Date().toISOString();
  const { trpc, queryClient, dehydrated } = await createReader();
  await readForFirstView(async () => {
    const input = recordListInput(customerId, state, now);
    const { items } = await queryClient.query(trpc.getCallRecordSearch.queryOptions(input));
    const payers = new Set(items.map((record) => record.customerId));
    await settle(
      ...[...payers].map((id) => queryClient.query(trpc.getCustomer.queryOptions({ customerId: id }))),
    );
  });
  return (
    <HydrationBoundary state={dehydrated()}>
      <RecordsRoom key={customerId} customerId={customerId} now={now} />
    </HydrationBoundary>
  );
}
