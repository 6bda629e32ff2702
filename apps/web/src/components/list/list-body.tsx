'use client';

import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { isCursorFault } from '@/lib/problem.ts';
import { t } from '@/messages.ts';
import { ErrorState } from '../error-state.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState, FailureState } from '../ui/states.tsx';
import { Pager } from './pager.tsx';

type ListQuery = {
  data: { items: readonly unknown[]; nextCursor: string | null } | undefined;
  error: unknown;
  refetch: () => unknown;
};

type ListBodyProps = {
  query: ListQuery;
  cursor: string;
  onCursor: (cursor: string) => void;
  /** A search or a filter is on, so that an empty list means that nothing fits. */
  filtered: boolean;
  onClear: () => void;
  noMatch: { title: string; text: string };
  empty: ReactNode;
  children: ReactNode;
};

/** The states that every list has: failed, nothing yet, nothing that fits, or its table (`children`) with a pager. */
export function ListBody(props: ListBodyProps) {
  const { query, cursor, onCursor, filtered, onClear, noMatch, empty, children } = props;
  const { data, error, refetch } = query;
  if (error && isCursorFault(error)) {
    return (
      <FailureState
        icon={<SearchX aria-hidden className="size-5" />}
        title={t.errors.cursorTitle}
        text={t.errors.cursor}
        action={<Button onClick={() => onCursor('')}>{t.common.firstPage}</Button>}
      />
    );
  }
  if (error && !data) return <ErrorState error={error} onRetry={() => refetch()} />;
  if (data?.items.length === 0 && cursor === '') {
    if (!filtered) return empty;
    return (
      <EmptyState
        icon={<SearchX aria-hidden className="size-5" />}
        title={noMatch.title}
        text={noMatch.text}
        action={<Button onClick={onClear}>{t.common.clearFilters}</Button>}
      />
    );
  }
  return (
    <>
      {children}
      <Pager cursor={cursor} nextCursor={data?.nextCursor} onCursor={onCursor} />
    </>
  );
}
