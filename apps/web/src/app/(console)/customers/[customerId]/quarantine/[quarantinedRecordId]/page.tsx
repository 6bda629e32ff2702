import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { QuarantinedRecordRoom } from '@/components/quarantine/quarantined-record.tsx';
import { createReader } from '@/lib/server/console.ts';
import { orNotFound } from '@/lib/server/require-customer.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.quarantine };

export default async function QuarantinedRecordPage({ params }: RoomProps<{ quarantinedRecordId: string }>) {
  const { customerId, quarantinedRecordId } = await params;
  const { trpc, queryClient, dehydrated } = await createReader();
  await orNotFound(queryClient.query(trpc.getQuarantinedRecord.queryOptions({ quarantinedRecordId })));
  return (
    <HydrationBoundary state={dehydrated()}>
      <QuarantinedRecordRoom
        key={quarantinedRecordId}
        customerId={customerId}
        quarantinedRecordId={quarantinedRecordId}
      />
    </HydrationBoundary>
  );
}
