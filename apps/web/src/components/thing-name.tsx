'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { locate } from '@/lib/locate.ts';
import { useTRPCClient } from '@/lib/trpc.tsx';
import { Skeleton } from './ui/skeleton.tsx';

const NAMES_STALE_MS = 60_000;

/** What the thing with an id is called and where it is; null where the operator sees none. */
export function useThing(id: string | null) {
  const client = useTRPCClient();
  return useQuery({
    queryKey: ['locate', id],
    queryFn: () => (id === null ? null : locate(client, id)),
    staleTime: NAMES_STALE_MS,
  }).data;
}

/** The name of a thing that is known by its id. One that is out of scope, or gone, keeps its id. @param link leads to it */
export function ThingName({ id, link = false }: { id: string; link?: boolean }) {
  const place = useThing(id);
  if (place === undefined) return <Skeleton className="inline-block h-3 w-20" />;
  if (place === null) return <span className="font-mono text-xs">{id}</span>;
  if (!link) return <>{place.label}</>;
  return (
    <Link href={place.address} prefetch={false} className="text-accent hover:underline">
      {place.label}
    </Link>
  );
}
