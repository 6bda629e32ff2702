import { partsOf } from './format.ts';

const HOUR_MS = 3_600_000;

/** The beginning of the hour of a moment, by UTC. */
export const hourOf = (moment: Date): Date => new Date(Math.floor(moment.getTime() / HOUR_MS) * HOUR_MS);

/** The midnight at which the day of a moment began in a time zone; the first moment of it where midnight was skipped. */
export function startOfDay(moment: Date, timeZone: string): Date {
  const dayOf = (date: Date) => {
    const { year, month, day } = partsOf(date.toISOString(), timeZone);
    return `${year}-${month}-${day}`;
  };
  const { hour, minute, second } = partsOf(moment.toISOString(), timeZone);
  const sinceMidnightMs = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  const guess = new Date(Math.floor((moment.getTime() - sinceMidnightMs) / 1000) * 1000);
  // A clock that was changed in between makes the guess wrong by as much.
  const { hour: h, minute: m } = partsOf(guess.toISOString(), timeZone);
  const offMs = (Number(h) * 60 + Number(m)) * 60_000;
  if (offMs === 0) return guess;
  if (dayOf(guess) === dayOf(moment)) return new Date(guess.getTime() - offMs);
  return new Date(guess.getTime() + 24 * HOUR_MS - offMs);
}

/** The midnight at which a day of the calendar (`2026-11-25`) begins in a time zone; undefined where it is no day. */
export function midnightOf(day: string, timeZone: string): Date | undefined {
  const noon = new Date(`${day}T12:00:00Z`);
  if (Number.isNaN(noon.getTime())) return undefined;
  const isOn = (begin: Date) => {
    // An hour on: a day may begin late where midnight was skipped.
    const { year, month, day: date } = partsOf(new Date(begin.getTime() + HOUR_MS).toISOString(), timeZone);
    return `${year}-${month}-${date}` === day;
  };
  const shifts = [0, -1, 1];
  return shifts
    .map((days) => startOfDay(new Date(noon.getTime() + days * 24 * HOUR_MS), timeZone))
    .find(isOn);
}

/** The day of the calendar after another: `2026-11-30` -> `2026-12-01`. */
export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 24 * HOUR_MS).toISOString().slice(0, 10);
