'use client';

import { type ReactNode, Suspense } from 'react';
import { onDemand } from '@/lib/on-demand.ts';
import { Facts } from './facts.tsx';
import { PageHeader } from './page-header.tsx';
import { Time } from './time.tsx';
import { CopyId } from './ui/copy-id.tsx';

const ErrorState = onDemand(() => import('./error-state.tsx').then((module) => module.ErrorState));

type Fact = readonly [label: string, value: ReactNode];

type DetailRoomProps<T> = {
  query: { data: T | undefined; error: unknown; refetch: () => unknown };
  title: (thing: T) => ReactNode;
  /** What it is, in a few words; its id stands beside them. */
  lead?: (thing: T) => ReactNode;
  acts?: (thing: T) => ReactNode;
  /** Those that are undefined are left out. */
  facts?: (thing: T) => readonly (Fact | undefined)[];
  /** Stands above what is known of it. */
  above?: (thing: T) => ReactNode;
  children: (thing: T) => ReactNode;
};

/** A time that is known of a thing, left out where it has not come. */
export const timeFact = (label: string, at: string | null, as?: 'seconds'): Fact | undefined =>
  at === null ? undefined : [label, <Time key={label} at={at} {...(as && { as })} />];

/** One thing: what it is called, what is known of it, what can be done with it, and what a room says more (`children`). */
export function DetailRoom<T extends { id: string }>(props: DetailRoomProps<T>) {
  const { query, title, lead, acts, facts, above, children } = props;
  const { data: thing, error, refetch } = query;
  if (!thing)
    return <Suspense>{error ? <ErrorState error={error} onRetry={() => refetch()} /> : null}</Suspense>;
  return (
    <>
      <PageHeader
        title={title(thing)}
        lead={
          <span className="flex flex-wrap items-center gap-x-3">
            {lead?.(thing)}
            <CopyId id={thing.id} />
          </span>
        }
      >
        {acts?.(thing)}
      </PageHeader>
      {above?.(thing)}
      {facts && <Facts items={facts(thing).filter((fact) => fact !== undefined)} />}
      {children(thing)}
    </>
  );
}
