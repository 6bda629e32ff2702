'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTRPC } from '@/lib/trpc.tsx';

const POLL_MS = 1_000;
/** The worker waits 15 s for an answer; past this time the page stops asking by itself. */
const WAIT_MS = 45_000;

/** Sends the verification POST and follows what becomes of it, second by second. */
export function useVerification(consumerId: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [waiting, setWaiting] = useState<{ before: string | undefined; since: number }>();
  const [isLate, setLate] = useState(false);
  const query = useQuery({
    ...trpc.getConsumer.queryOptions({ consumerId }),
    refetchInterval: waiting ? POLL_MS : false,
  });
  const at = query.data?.verification?.at;
  const status = query.data?.status;

  useEffect(() => {
    if (!waiting) return;
    if (at !== waiting.before) {
      setWaiting(undefined);
      queryClient.invalidateQueries(trpc.getCustomerConsumers.pathFilter());
      return;
    }
    const timer = setTimeout(
      () => {
        setWaiting(undefined);
        setLate(true);
      },
      WAIT_MS - (Date.now() - waiting.since),
    );
    return () => clearTimeout(timer);
  }, [waiting, at, queryClient, trpc]);

  const verify = useMutation(
    trpc.verifyConsumer.mutationOptions({
      onMutate: () => {
        setLate(false);
        setWaiting({ before: at, since: Date.now() });
      },
      onError: () => setWaiting(undefined),
    }),
  );
  return { ...query, status, isWaiting: waiting !== undefined, isLate, verify };
}
