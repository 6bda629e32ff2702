import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { ApiKeysRoom } from '@/components/api-keys/api-keys-room.tsx';
import { apiKeyListInput, apiKeyListParams } from '@/components/api-keys/list-state.ts';
import { createReader } from '@/lib/server/console.ts';
import { readForFirstView } from '@/lib/server/first-view.ts';
import type { RoomProps } from '@/lib/server/room-props.ts';
import { readPageState } from '@/lib/url-state.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: t.rooms['api-keys'] };

export default async function ApiKeysPage({ params, searchParams }: RoomProps) {
  const { customerId } = await params;
  const state = await readPageState(apiKeyListParams, searchParams);
  const { trpc, queryClient, dehydrated } = await createReader();
  await readForFirstView(() =>
    queryClient.query(trpc.getCustomerApiKeys.queryOptions(apiKeyListInput(customerId, state))),
  );
  return (
    <HydrationBoundary state={dehydrated()}>
      <ApiKeysRoom key={customerId} customerId={customerId} />
    </HydrationBoundary>
  );
}
