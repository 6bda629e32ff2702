import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { LedgerRoom } from '@/components/ledger/ledger-room.tsx';
import { ledgerListInput, ledgerListParams } from '@/components/ledger/list-state.ts';
import { createReader } from '@/lib/server/console.ts';
import { readForFirstView } from '@/lib/server/first-view.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { readPageState } from '@/lib/url-state.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.ledger };

export default async function LedgerPage({ params, searchParams }: RoomProps) {
  const { customerId } = await params;
  const state = await readPageState(ledgerListParams, searchParams);
  const { trpc, queryClient, dehydrated } = await createReader();
  await readForFirstView(() =>
    queryClient.query(trpc.getCustomerLedgerEntries.queryOptions(ledgerListInput(customerId, state))),
  );
  return (
    <HydrationBoundary state={dehydrated()}>
      <LedgerRoom key={customerId} customerId={customerId} />
    </HydrationBoundary>
  );
}
