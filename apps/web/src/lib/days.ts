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
