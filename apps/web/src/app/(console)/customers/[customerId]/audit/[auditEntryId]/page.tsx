import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { EntryRoom } from '@/components/audit/entry-room.tsx';
import { createReader } from '@/lib/server/console.ts';
import { orRefused } from '@/lib/server/require-customer.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.audit };

export default async function AuditEntryPage({ params }: RoomProps<{ auditEntryId: string }>) {
  const { customerId, auditEntryId } = await params;
  const { trpc, queryClient, dehydrated } = await createReader();
  await orRefused(queryClient.query(trpc.getAuditEntry.queryOptions({ auditEntryId })));
  return (
    <HydrationBoundary state={dehydrated()}>
      <EntryRoom key={auditEntryId} customerId={customerId} auditEntryId={auditEntryId} />
    </HydrationBoundary>
  );
}
