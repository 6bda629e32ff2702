'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/lib/trpc.tsx';

const NAMES_STALE_MS = 60_000;

/** The address of a user that is known by its id. One that is gone or out of scope keeps its id. */
export function UserName({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.getUser.queryOptions({ userId: id }, { staleTime: NAMES_STALE_MS }));
  return data ? `${data.username}@${data.domain}` : <span className="font-mono text-xs">{id}</span>;
}
