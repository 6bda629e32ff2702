'use client';

import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { isCursorFault } from '@/lib/problem.ts';
import { text } from '@/messages/errors.ts';
import { t } from '@/messages.ts';
import { ErrorState } from '../error-state.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailureState } from '../ui/states.tsx';

type FailureProps = { error: unknown; onRetry: () => void; onFirstPage: () => void };

/** A page of a list that could not be read. */
export function ListFailure({ error, onRetry, onFirstPage }: FailureProps) {
  if (!isCursorFault(error)) return <ErrorState error={error} onRetry={onRetry} />;
  return (
    <FailureState
      icon={<SearchX aria-hidden className="size-5" />}
      title={text.cursorTitle}
      text={text.cursor}
      action={<Button onClick={onFirstPage}>{t.common.firstPage}</Button>}
    />
  );
}

/** What an empty list says: what it is for, and the next step, by hand and by the API. */
export type EmptyList = { icon: ReactNode; title: string; text: string };
type EmptyProps = EmptyList & { curl?: string | undefined; action?: ReactNode };

export function ListEmpty({ curl, ...state }: EmptyProps) {
  return (
    <EmptyState {...state} {...(curl !== undefined && { curl: { label: t.common.byApi, code: curl } })} />
  );
}

/** Nothing fits the search and the filters. */
export function ListNoMatch({
  title,
  text: hint,
  onClear,
}: {
  title: string;
  text: string;
  onClear: () => void;
}) {
  return (
    <EmptyState
      icon={<SearchX aria-hidden className="size-5" />}
      title={title}
      text={hint}
      action={<Button onClick={onClear}>{t.common.clearFilters}</Button>}
    />
  );
}
