import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { OperatorRoom } from '@/components/operators/operator-room.tsx';
import { createReader } from '@/lib/server/console.ts';
import { orRefused } from '@/lib/server/require-customer.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms.operators };

export default async function OperatorPage({ params }: RoomProps<{ operatorId: string }>) {
  const { customerId, operatorId } = await params;
  const { trpc, queryClient, dehydrated } = await createReader();
  const operator = await orRefused(queryClient.query(trpc.getOperator.queryOptions({ operatorId })));
  if (operator && operator.customerId !== customerId)
    redirect(`/customers/${operator.customerId}/operators/${operatorId}`);
  return (
    <HydrationBoundary state={dehydrated()}>
      <OperatorRoom key={operatorId} operatorId={operatorId} />
    </HydrationBoundary>
  );
}
