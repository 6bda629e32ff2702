import { compact } from '@/lib/compact.ts';
import { choiceParam, flagParam, textParam, type UrlState } from '@/lib/url-state.ts';
import type { CallRecord } from '@/lib/wire.ts';
import { listParams, searchParam } from '../list/list-params.ts';

export const directions = [
  'inbound',
  'outbound',
  'internal',
  'forwarded',
] as const satisfies CallRecord['direction'][];
export const dispositions = [
  'answered',
  'noAnswer',
  'busy',
  'failed',
  'cancelled',
  'congestion',
  'blocked',
] as const satisfies CallRecord['disposition'][];
export const ratings = ['rated', 'unrated', 'failed', 'zero'] as const satisfies CallRecord['ratingStatus'][];
export const recordPeriods = ['1h', '24h', '7d', '30d', 'custom'] as const;

/** What of the search stands in the address. `from` and `to` (RFC 3339) count where the period is `custom`. */
export const recordListParams = {
  ...listParams,
  ...searchParam,
  period: choiceParam(recordPeriods),
  from: textParam,
  to: textParam,
  direction: choiceParam(directions),
  disposition: choiceParam(dispositions),
  ratingStatus: choiceParam(ratings),
  userId: textParam,
  fromNumber: textParam,
  toNumber: textParam,
  live: flagParam,
};
export type RecordListState = UrlState<typeof recordListParams>;

const HOUR_MS = 3_600_000;
const hours = { '1h': 1, '24h': 24, '7d': 7 * 24, '30d': 30 * 24 };

/** The period that is searched. @param now when the page was made: a period that moved on would be another query each time */
function spanOf({ period, from, to }: RecordListState, now: string): { from?: string; to?: string } {
  if (period === null) return {};
  if (period === 'custom') return compact({ from, to });
  return { from: new Date(Date.parse(now) - hours[period] * HOUR_MS).toISOString() };
}

/** A number as people write it, as the search takes it; undefined where it is none. */
export function digitsOf(text: string): string | undefined {
  const digits = text.replace(/[\s().-]/g, '').replace(/^00/, '+');
  return /^\+?\d{1,15}$/.test(digits) ? digits : undefined;
}

/** A number that is written with blanks is looked for without them; anything else is a key. */
const queryOf = (search: string): string => (/^\+|\s/.test(search) && digitsOf(search)) || search;

/** What the records of an order can be narrowed by, too. */
export const orderFilters = (state: RecordListState, now: string) => ({
  ...spanOf(state, now),
  ...compact({
    direction: state.direction,
    disposition: state.disposition,
    userId: state.userId,
    fromNumber: digitsOf(state.fromNumber),
    toNumber: digitsOf(state.toNumber),
  }),
});

/** The query of the search: the same on the server, for the first page, and in the browser. */
export const recordListInput = (customerId: string, state: RecordListState, now: string) => ({
  customerId,
  ...orderFilters(state, now),
  ...compact({ ratingStatus: state.ratingStatus, q: queryOf(state.search.trim()), cursor: state.cursor }),
});
