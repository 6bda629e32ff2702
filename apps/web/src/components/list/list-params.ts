import { choiceParam, flagParam, textParam, type UrlParam } from '../../lib/url-state.ts';

/** The longest page that a list can be asked for. */
export const PAGE_ROWS_MAX = '200';

/** What of every list stands in the address: the page, and whether the form for a new one is open. */
export const listParams = { cursor: textParam, new: flagParam } as const;

/** The search of a list that has one. */
export const searchParam = { search: textParam } as const;

/** The orders that a server knows for a list, `-` first for the descending ones; the first is the one unless chosen. */
export const sortParam = <const S extends string>(first: S, ...more: S[]): { sort: UrlParam<S> } => ({
  sort: choiceParam([first, ...more] as S[], first as NoInfer<S>),
});
