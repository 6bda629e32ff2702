import { hourOf, startOfDay } from '../../lib/days.ts';
import { partsOf } from '../../lib/format.ts';

export type UsagePeriod = 'month' | 'year';

/** A stretch of whole months: where it begins and ends, what it is compared with, and its bars. */
export type UsageSpan = {
  from: Date;
  to: Date;
  before: { from: Date; to: Date };
  /** Whether it is under way: then only as much of the period before is compared. */
  isPresent: boolean;
  step: 'day' | 'month';
  slots: Date[];
};

const MONTHS = { month: 1, year: 12 };
const DAY_MS = 86_400_000;

/** `2026-11`, of a moment. */
export function monthOf(moment: Date, timeZone: string): string {
  const { year, month } = partsOf(moment.toISOString(), timeZone);
  return `${year}-${month}`;
}

/** The month so many months behind another; before it, if negative. */
export function shiftMonth(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const moved = new Date(Date.UTC(year, number - 1 + by, 1));
  return moved.toISOString().slice(0, 7);
}

export const isMonth = (text: string): boolean => /^20\d\d-(0[1-9]|1[0-2])$/.test(text);

/** Zones are from 12 hours behind UTC to 14 before it: one of these hours falls on the first in any of them. */
const HOURS_OF_FIRST = [12, 9, 23];

/** The beginning of a month in a time zone: usage is kept by whole hours. */
export function monthBegins(month: string, timeZone: string): Date {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const moments = HOURS_OF_FIRST.map((hour) => new Date(Date.UTC(year, number - 1, 1, hour)));
  const onFirst = moments.find(
    (moment) => partsOf(moment.toISOString(), timeZone).day === '01' && monthOf(moment, timeZone) === month,
  );
  return hourOf(startOfDay(onFirst ?? moments[0] ?? new Date(0), timeZone));
}

/** The month, or the twelve months that end with it. @param now of the hour that is under way */
export function usageSpan(period: UsagePeriod, month: string, now: Date, timeZone: string): UsageSpan {
  const count = MONTHS[period];
  const begins = (by: number) => monthBegins(shiftMonth(month, by), timeZone);
  const [from, to] = [begins(1 - count), begins(1)];
  const isPresent = from <= now && now < to;
  const beforeFrom = begins(1 - 2 * count);
  const sofar = hourOf(now).getTime() + 3_600_000 - from.getTime();
  const beforeTo = isPresent ? new Date(Math.min(beforeFrom.getTime() + sofar, from.getTime())) : from;
  const step = period === 'month' ? 'day' : 'month';
  const slots =
    step === 'month'
      ? Array.from({ length: count }, (_, at) => begins(at + 1 - count))
      : daysOf(from, to, timeZone);
  return { from, to, before: { from: beforeFrom, to: beforeTo }, isPresent, step, slots };
}

function daysOf(from: Date, to: Date, timeZone: string): Date[] {
  const days: Date[] = [];
  // From noon to noon, so that a day of 23 or 25 hours is one day.
  for (let day = from; day < to; day = hourOf(startOfDay(new Date(day.getTime() + 1.5 * DAY_MS), timeZone))) {
    days.push(day);
  }
  return days;
}
