import { hourOf, startOfDay } from '../../lib/days.ts';
import { choiceParam } from '../../lib/url-state.ts';

export const periods = ['today', '24h', '7d', '30d'] as const;
export type OverviewPeriod = (typeof periods)[number];

/** What of the overview stands in the address. */
export const overviewParams = { period: choiceParam(periods, 'today') };

export const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export type Span = {
  step: 'hour' | 'day';
  from: Date;
  /** The end of the hour that is under way. */
  to: Date;
  /** The same stretch before: a day, a week or thirty days earlier. */
  before: { from: Date; to: Date };
};

const days = { '7d': 7, '30d': 30 };

/** The stretch of time that a period is at a moment. Days begin where the reader is. */
export function spanOf(period: OverviewPeriod, now: Date, timeZone: string): Span {
  const to = new Date(hourOf(now).getTime() + HOUR_MS);
  const back = (ms: number) => (date: Date) => new Date(date.getTime() - ms);
  if (period === '24h') {
    const from = back(DAY_MS)(to);
    return { step: 'hour', from, to, before: { from: back(DAY_MS)(from), to: from } };
  }
  if (period === 'today') {
    const before = dayBegins(back(DAY_MS)(now), timeZone);
    return {
      step: 'hour',
      from: dayBegins(now, timeZone),
      to,
      before: { from: before, to: back(DAY_MS)(to) },
    };
  }
  const count = days[period];
  const from = dayBegins(back((count - 1) * DAY_MS)(now), timeZone);
  const before = dayBegins(back((2 * count - 1) * DAY_MS)(now), timeZone);
  return { step: 'day', from, to, before: { from: before, to: back(count * DAY_MS)(to) } };
}

/** Usage is kept by whole hours: where a zone is off by half an hour, its day begins with the hour that it begins in. */
const dayBegins = (moment: Date, timeZone: string): Date => hourOf(startOfDay(moment, timeZone));

/** The beginnings of the hours or days of a span, in order. A day that is under way has all of its hours. */
export function slotsOf({ step, from, to }: Span, period: OverviewPeriod, timeZone: string): Date[] {
  const end = period === 'today' ? from.getTime() + DAY_MS : to.getTime();
  const slots: Date[] = [];
  let next = from;
  while (next.getTime() < end) {
    slots.push(next);
    // From noon to noon, so that a day of 23 or 25 hours is one day.
    next =
      step === 'hour'
        ? new Date(next.getTime() + HOUR_MS)
        : dayBegins(new Date(next.getTime() + DAY_MS + DAY_MS / 2), timeZone);
  }
  return slots;
}
