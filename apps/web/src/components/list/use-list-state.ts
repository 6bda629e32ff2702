'use client';

import type { UrlParams, UrlState } from '@/lib/url-state.ts';
import { type SetUrlState, useUrlState } from '@/lib/use-url-state.ts';
import type { listParams } from './list-params.ts';

export type ListParams = UrlParams & typeof listParams;

/** Where in a list one is, as it stands in the address. */
export type ListState<P extends ListParams = ListParams> = {
  params: P;
  state: UrlState<P>;
  set: SetUrlState<P>;
};

export function useListState<P extends ListParams>(params: P): ListState<P> {
  const [state, set] = useUrlState(params);
  return { params, state, set };
}
