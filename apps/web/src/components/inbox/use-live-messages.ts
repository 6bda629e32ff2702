'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/lib/trpc.tsx';

const POLL_MS = 2_000;
const NEWEST = '1';
const PAGE = '20';

/**
 * The newest messages of an inbox, as they arrive. Every message comes with its whole body, so that only the newest one
 * is asked for again and again; the page of them is read when that one is another.
 */
export function useLiveMessages(consumerId: string) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const newest = useQuery(
    trpc.getInboxMessages.queryOptions(
      { consumerId, limit: NEWEST },
      { refetchInterval: POLL_MS, select: ({ items }) => items[0]?.id ?? '' },
    ),
  );
  const page = useQuery({
    queryKey: ['inboxMessages', consumerId, newest.data],
    queryFn: () => client.getInboxMessages.query({ consumerId, limit: PAGE }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    enabled: newest.data !== undefined,
  });
  return { messages: page.data?.items, error: newest.error ?? page.error, refetch: newest.refetch };
}
