import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { operatorListInput, operatorListParams } from '@/components/operators/list-state.ts';
import { OperatorsRoom } from '@/components/operators/operators-room.tsx';
import { createReader } from '@/lib/server/console.ts';
import { readForFirstView } from '@/lib/server/first-view.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { readPageState } from '@/lib/url-state.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.operators };

export default async function OperatorsPage({ params, searchParams }: RoomProps) {
  const { customerId } = await params;
  const state = await readPageState(operatorListParams, searchParams);
  const { trpc, queryClient, dehydrated } = await createReader();
  await readForFirstView(() =>
    queryClient.query(trpc.getCustomerOperators.queryOptions(operatorListInput(customerId, state))),
  );
  return (
    <HydrationBoundary state={dehydrated()}>
      <OperatorsRoom key={customerId} customerId={customerId} />
    </HydrationBoundary>
  );
}
