import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { explanationInput } from '@/components/call-records/explanation-input.ts';
import { RecordRoom } from '@/components/call-records/record-room.tsx';
import { createReader } from '@/lib/server/console.ts';
import { orNotFound } from '@/lib/server/require-customer.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { settle } from '@/lib/server/settle.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms['call-records'] };

export default async function CallRecordPage({ params, searchParams }: RoomProps<{ callRecordId: string }>) {
  const { customerId, callRecordId } = await params;
  const { revision } = await searchParams;
  const { trpc, queryClient, dehydrated } = await createReader();
  const record = await orNotFound(queryClient.query(trpc.getCallRecord.queryOptions({ callRecordId })));
  const explained = explanationInput(callRecordId, [revision].flat()[0] ?? '');
  await settle(
    queryClient.query(trpc.explainCallRecord.queryOptions(explained)),
    queryClient.query(trpc.getCustomer.queryOptions({ customerId: record.customerId })),
    ...(record.userId === null
      ? []
      : [queryClient.query(trpc.getUser.queryOptions({ userId: record.userId }))]),
  );
  return (
    <HydrationBoundary state={dehydrated()}>
      <RecordRoom key={callRecordId} customerId={customerId} callRecordId={callRecordId} />
    </HydrationBoundary>
  );
}
