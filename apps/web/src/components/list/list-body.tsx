'use client';

import { type ReactNode, Suspense } from 'react';
import { onDemand } from '@/lib/on-demand.ts';
import { Pager } from './pager.tsx';

const ListFailure = onDemand(() => import('./list-states.tsx').then((module) => module.ListFailure));

export type ListQuery<Row = unknown> = {
  data: { items: readonly Row[]; nextCursor: string | null } | undefined;
  error: unknown;
  refetch: () => unknown;
};

type ListBodyProps = {
  query: ListQuery;
  cursor: string;
  onCursor: (cursor: string) => void;
  /** What stands there where the list has no row. */
  empty: ReactNode;
  children: ReactNode;
};

/** The states that every list has: failed, empty, or its table (`children`) with a pager. */
export function ListBody({ query, cursor, onCursor, empty, children }: ListBodyProps) {
  const { data, error, refetch } = query;
  if (error && (!data || cursor !== '')) {
    return (
      <Suspense>
        <ListFailure error={error} onRetry={() => refetch()} onFirstPage={() => onCursor('')} />
      </Suspense>
    );
  }
  if (data?.items.length === 0 && cursor === '') return <Suspense>{empty}</Suspense>;
  return (
    <>
      {children}
      <Pager cursor={cursor} nextCursor={data?.nextCursor} onCursor={onCursor} />
    </>
  );
}
