'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { compact } from '@/lib/compact.ts';
import { useTRPC } from '@/lib/trpc.tsx';

const POLL_MS = 2_000;
const PAGE = '20';

/** A page of the messages of an inbox, without their bodies; the newest page as they arrive. */
export function useLiveMessages(consumerId: string, cursor: string) {
  const trpc = useTRPC();
  return useQuery(
    trpc.getInboxMessages.queryOptions(
      { consumerId, limit: PAGE, ...compact({ cursor }) },
      { refetchInterval: cursor === '' && POLL_MS, placeholderData: keepPreviousData },
    ),
  );
}
