import type { OffPeak as OffPeakTimes } from '@strowger/contracts';
import { ZoneOffset } from './zone-offset.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const WEEK_MINUTES = 7 * DAY_MINUTES;
/** 1 January 1970 was a Thursday; weeks begin on Monday here. */
const EPOCH_WEEKDAY = 3;
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/**
 * The off-peak times of a tariffplan, ready for look-ups: one mark for each minute of the local week. What the clocks show
 * at the start of a call decides. So an hour that comes twice in autumn is off-peak both times or not at all, and one
 * that is left out in spring never comes.
 */
export class OffPeak {
  readonly timeZone: string;
  readonly #offset: ZoneOffset;
  readonly #minutes = new Uint8Array(WEEK_MINUTES);

  constructor({ timeZone, windows }: OffPeakTimes) {
    this.timeZone = timeZone;
    this.#offset = new ZoneOffset(timeZone);
    for (const { days, from, to } of windows) {
      const [first, end] = [minuteOf(from), minuteOf(to)];
      // A window that ends before it begins runs past midnight, on Sunday into Monday.
      const length = end > first ? end - first : end + DAY_MINUTES - first;
      for (const day of days) this.#mark(weekdays.indexOf(day) * DAY_MINUTES + first, length);
    }
  }

  /** Whether a call that starts then is priced off-peak. @param at milliseconds since 1970 */
  holds(at: number): boolean {
    return this.#minutes[minuteOfWeek(this.localTime(at))] === 1;
  }

  /** What the clocks show then, as milliseconds since 1970 by those clocks. */
  localTime(at: number): number {
    return at + this.#offset.at(at);
  }

  #mark(first: number, length: number): void {
    for (let minute = first; minute < first + length; minute++) this.#minutes[minute % WEEK_MINUTES] = 1;
  }
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function minuteOfWeek(localMs: number): number {
  const minute = (Math.floor(localMs / MINUTE_MS) + EPOCH_WEEKDAY * DAY_MINUTES) % WEEK_MINUTES;
  return minute < 0 ? minute + WEEK_MINUTES : minute;
}
