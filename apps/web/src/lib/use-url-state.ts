'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo, useState } from 'react';
import { readUrlState, type UrlParams, type UrlState, writeUrlState } from './url-state.ts';

export type SetUrlState<P extends UrlParams> = (
  changes: Partial<UrlState<P>>,
  /** push: a step that the Back button undoes */
  how?: 'push' | 'replace',
) => void;

/**
 * State in the address: a link shows a colleague the same, and Back leads to what was before. The server is not asked; the
 * page reads what it lacks by itself. (Written here: the library for it weighs 8 kB on every page, for what Next's own
 * history integration does by now.) @param params a constant
 */
export function useUrlState<P extends UrlParams>(params: P): [UrlState<P>, SetUrlState<P>] {
  const given = useSearchParams().toString();
  // What was set is shown at once; the router follows a moment later.
  const [seen, setSeen] = useState(given);
  const [query, setQuery] = useState(given);
  if (seen !== given) {
    setSeen(given);
    setQuery(given);
  }
  const state = useMemo(() => {
    const values = new URLSearchParams(query);
    return readUrlState(params, (name) => values.get(name));
  }, [params, query]);
  const set: SetUrlState<P> = useCallback(
    (changes, how = 'replace') => {
      const { pathname, search, hash } = window.location;
      const after = writeUrlState(params, search, changes);
      if (after === search) return;
      window.history[`${how}State`](null, '', `${pathname}${after}${hash}`);
      setQuery(after.slice(1));
    },
    [params],
  );
  return [state, set];
}
