'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/lib/trpc.tsx';

const POLL_MS = 2_000;
const NEWEST = '1';
const PAGE = '20';

/** The input of the first page of an inbox's messages. */
export const messagesInput = (consumerId: string) => ({ consumerId, limit: PAGE });

/**
 * The newest messages of an inbox, as they arrive. Every message comes with its whole body, so that only the newest one
 * is asked for again and again; the page of them is read when that one is another.
 */
export function useLiveMessages(consumerId: string) {
  const trpc = useTRPC();
  const newest = useQuery(
    trpc.getInboxMessages.queryOptions(
      { consumerId, limit: NEWEST },
      { refetchInterval: POLL_MS, select: ({ items }) => items[0]?.id ?? '' },
    ),
  );
  const key = trpc.getInboxMessages.queryKey(messagesInput(consumerId));
  return useQuery({
    ...trpc.getInboxMessages.queryOptions(messagesInput(consumerId)),
    queryKey: [...key, newest.data] as unknown as typeof key,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    enabled: newest.data !== undefined,
  });
}
