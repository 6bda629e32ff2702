'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/lib/trpc.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

const NAMES_STALE_MS = 60_000;

/** The name of a source that is known by its id. */
export function SourceName({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data, isError } = useQuery(
    trpc.getCallRecordSource.queryOptions({ sourceId: id }, { staleTime: NAMES_STALE_MS }),
  );
  if (!data && !isError) return <Skeleton className="h-3 w-16" />;
  return <span className="font-mono text-xs">{data?.name ?? id}</span>;
}
