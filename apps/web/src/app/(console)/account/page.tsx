import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { AccountRoom } from '@/components/account/account-room.tsx';
import { createReader } from '@/lib/server/console.ts';
import { readForFirstView } from '@/lib/server/first-view.ts';
import { text } from '@/messages/account.ts';
import { t } from '@/messages.ts';

export const metadata: Metadata = { title: `${text.title} · ${t.product}` };

export default async function AccountPage() {
  const { trpc, queryClient, dehydrated } = await createReader();
  await readForFirstView(
    () => queryClient.query(trpc.account.get.queryOptions()),
    () => queryClient.query(trpc.account.sessions.queryOptions()),
  );
  return (
    <HydrationBoundary state={dehydrated()}>
      <AccountRoom />
    </HydrationBoundary>
  );
}
