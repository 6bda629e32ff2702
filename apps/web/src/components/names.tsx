'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/lib/trpc.tsx';
import { t } from '@/messages.ts';
import { Skeleton } from './ui/skeleton.tsx';

const NAMES_STALE_MS = 60_000;

/** The name of a customer that is known by its id. One that is out of scope keeps its id. */
export function CustomerName({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data, isError } = useQuery(
    trpc.getCustomer.queryOptions({ customerId: id }, { staleTime: NAMES_STALE_MS }),
  );
  if (isError) return <span className="font-mono text-xs">{id}</span>;
  return data?.name ?? <Skeleton className="h-3 w-24" />;
}

/** The description or URL of a consumer that is known by its id. */
export function ConsumerName({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data, isError } = useQuery(
    trpc.getConsumer.queryOptions({ consumerId: id }, { staleTime: NAMES_STALE_MS }),
  );
  if (isError) return <span className="font-mono text-xs">{id}</span>;
  if (!data) return <Skeleton className="h-3 w-32" />;
  if (data.kind === 'inbox') return <>{t.rooms.inbox}</>;
  return <>{data.description ?? data.url}</>;
}
