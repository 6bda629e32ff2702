import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ApiKeyRoom } from '@/components/api-keys/api-key-room.tsx';
import { createReader } from '@/lib/server/console.ts';
import { orRefused } from '@/lib/server/require-customer.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms['api-keys'] };

export default async function ApiKeyPage({ params }: RoomProps<{ apiKeyId: string }>) {
  const { customerId, apiKeyId } = await params;
  const { trpc, queryClient, dehydrated } = await createReader();
  const apiKey = await orRefused(queryClient.query(trpc.getApiKey.queryOptions({ apiKeyId })));
  if (apiKey && apiKey.customerId !== customerId)
    redirect(`/customers/${apiKey.customerId}/api-keys/${apiKeyId}`);
  return (
    <HydrationBoundary state={dehydrated()}>
      <ApiKeyRoom key={apiKeyId} apiKeyId={apiKeyId} />
    </HydrationBoundary>
  );
}
