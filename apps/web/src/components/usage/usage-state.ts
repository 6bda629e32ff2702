import { choiceParam, textParam, type UrlState } from '../../lib/url-state.ts';
import { listParams } from '../list/list-params.ts';
import { isMonth, monthOf, type UsagePeriod, type UsageSpan, usageSpan } from './period.ts';

const groupings = ['time', 'direction', 'country', 'customer'] as const;
export type Grouping = (typeof groupings)[number];

export const usagePeriods = ['month', 'year'] as const satisfies UsagePeriod[];

/** What of the room stands in the address. `month` (`2026-11`) is the last of the period; empty: the present one. */
export const usageParams = {
  ...listParams,
  period: choiceParam(usagePeriods, 'month'),
  month: textParam,
  by: choiceParam(groupings, 'time'),
};
export type UsageState = UrlState<typeof usageParams>;

const TOP = '200';

export const monthOfState = ({ month }: UsageState, now: Date, timeZone: string): string =>
  isMonth(month) ? month : monthOf(now, timeZone);

export const spanOfState = (state: UsageState, now: Date, timeZone: string): UsageSpan =>
  usageSpan(state.period, monthOfState(state, now, timeZone), now, timeZone);

/** The queries of the room: the same on the server, for the first view, and in the browser. */
export function usageInputs(customerId: string, span: UsageSpan, by: Grouping, timeZone: string) {
  const of = ({ from, to }: { from: Date; to: Date }) => ({
    customerId,
    from: from.toISOString(),
    to: to.toISOString(),
  });
  const course = { ...of(span), step: span.step, timeZone };
  return {
    course,
    before: of(span.before),
    rows: by === 'time' ? course : { ...of(span), groupBy: by, top: TOP },
  };
}
