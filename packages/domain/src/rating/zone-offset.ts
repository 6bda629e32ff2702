const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A day of UTC in a zone: `before` counts until `changesAt`, `after` from then on. Days without a change have both alike. */
type DayOffsets = { changesAt: number; before: number; after: number };

/**
 * How far the clocks of a zone are ahead of UTC. Intl knows it and takes microseconds to say it, so each day's answer is
 * kept: calls begin on few days.
 */
export class ZoneOffset {
  readonly #format: Intl.DateTimeFormat;
  readonly #days = new Map<number, DayOffsets>();

  /** @param timeZone IANA name */
  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** Milliseconds to be added to `at` (milliseconds since 1970) for what the clocks show then. */
  at(at: number): number {
    const day = Math.floor(at / DAY_MS);
    let offsets = this.#days.get(day);
    if (offsets === undefined) {
      offsets = this.#read(day * DAY_MS);
      this.#days.set(day, offsets);
    }
    return at < offsets.changesAt ? offsets.before : offsets.after;
  }

  #read(start: number): DayOffsets {
    const before = this.#ask(start);
    const after = this.#ask(start + DAY_MS - MINUTE_MS);
    let [from, to] = [start, start + DAY_MS];
    // Clocks change at a whole minute: found by halving the day.
    while (before !== after && to - from > MINUTE_MS) {
      const middle = from + Math.floor((to - from) / (2 * MINUTE_MS)) * MINUTE_MS;
      if (this.#ask(middle) === before) from = middle;
      else to = middle;
    }
    return { changesAt: to, before, after };
  }

  #ask(at: number): number {
    const part: Record<string, number> = {};
    for (const { type, value } of this.#format.formatToParts(at)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - at;
  }
}
