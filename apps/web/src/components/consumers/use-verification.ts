'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTRPC } from '@/lib/trpc.tsx';
import type { Consumer } from '@/lib/wire.ts';

const POLL_MS = 1_000;
/** The worker waits 15 s for an answer and may have other things to do first; then the page stops asking by itself. */
const WAIT_MS = 60_000;

const isRecent = (at: string): boolean => Date.now() - Date.parse(at) < WAIT_MS;

/** The POST is on its way, or is about to be: a new consumer, and one with a new URL, has one sent at once. */
function isUnderWay({ status, verification, updatedAt }: Consumer): boolean {
  if (status === 'verified') return false;
  if (verification === null) return status === 'pending' && isRecent(updatedAt);
  return isBeingSent(verification) && isRecent(verification.at);
}

export const isBeingSent = (verification: NonNullable<Consumer['verification']>): boolean =>
  verification.outcome === 'awaitingConfirmation' && verification.responseStatus === null;

/** A consumer, and what becomes of its verification, second by second while one is under way. */
export function useVerification(consumerId: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  /** What stood there when the button was pressed. */
  const [asked, setAsked] = useState<{ before: string | undefined; at: string }>();
  const isAsked = (consumer: Consumer | undefined) =>
    asked !== undefined && consumer?.verification?.at === asked.before && isRecent(asked.at);
  const query = useQuery(
    trpc.getConsumer.queryOptions(
      { consumerId },
      {
        refetchInterval: ({ state: { data } }) =>
          data && (isUnderWay(data) || isAsked(data)) ? POLL_MS : false,
      },
    ),
  );
  const consumer = query.data;
  const isWaiting = consumer !== undefined && (isUnderWay(consumer) || isAsked(consumer));
  useEffect(() => {
    if (!isWaiting) queryClient.invalidateQueries(trpc.getCustomerConsumers.pathFilter());
  }, [isWaiting, queryClient, trpc]);

  const verify = useMutation(
    trpc.verifyConsumer.mutationOptions({
      onMutate: () => setAsked({ before: consumer?.verification?.at, at: new Date().toISOString() }),
      onError: () => setAsked(undefined),
    }),
  );
  return { ...query, isWaiting, verify };
}
