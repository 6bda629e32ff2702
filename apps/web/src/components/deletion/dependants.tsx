'use client';

import { useQueries } from '@tanstack/react-query';
import Link from 'next/link';
import { idsIn } from '@/lib/ids.ts';
import { locate } from '@/lib/locate.ts';
import { useTRPCClient } from '@/lib/trpc.tsx';
import { text } from '@/messages/deletion.ts';

type DependantsProps = { detail: string; onLeave: () => void };

/** What stands in the way of a deletion: the things that the server named, by their names and with links; otherwise what it said. */
export function Dependants({ detail, onLeave }: DependantsProps) {
  const client = useTRPCClient();
  const ids = idsIn(detail);
  const places = useQueries({
    queries: ids.map((id) => ({ queryKey: ['locate', id], queryFn: () => locate(client, id) })),
  });
  if (ids.length === 0) return <p className="break-words">{detail}</p>;
  return (
    <>
      <p>{text.inUseText}</p>
      <ul className="mt-1 grid list-disc gap-0.5 pl-4">
        {ids.map((id, at) => {
          const place = places[at]?.data;
          return (
            <li key={id} className="break-words">
              {place ? (
                <Link href={place.address} onClick={onLeave} className="text-accent underline">
                  {place.label}
                </Link>
              ) : (
                <code className="break-all font-mono text-xs">{id}</code>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
