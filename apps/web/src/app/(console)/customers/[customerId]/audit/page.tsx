import { accountActs, operationIds, operationOf } from '@strowger/contracts';
import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { AuditRoom } from '@/components/audit/audit-room.tsx';
import { auditListInput, auditListParams } from '@/components/audit/list-state.ts';
import { createReader, readClock } from '@/lib/server/console.ts';
import { readForFirstView } from '@/lib/server/first-view.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { readPageState } from '@/lib/url-state.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.audit };

const changes = [...operationIds.filter((id) => operationOf(id).kind === 'mutation'), ...accountActs];

export default async function AuditPage({ params, searchParams }: RoomProps) {
  const { customerId } = await params;
  const state = await readPageState(auditListParams, searchParams);
  const { timeZone } = await readClock();
  const { trpc, queryClient, dehydrated } = await createReader();
  await readForFirstView(() =>
    queryClient.query(trpc.getAuditEntries.queryOptions(auditListInput(customerId, state, timeZone))),
  );
  return (
    <HydrationBoundary state={dehydrated()}>
      <AuditRoom key={customerId} customerId={customerId} operations={changes} />
    </HydrationBoundary>
  );
}
