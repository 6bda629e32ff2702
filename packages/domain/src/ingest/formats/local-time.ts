import { Temporal } from 'temporal-polyfill';

/**
 * The moments that a local time may stand for, in milliseconds since 1970, the earlier first: two in the hour that comes
 * twice when clocks go back. One that clocks skip is read by the offset before, as iCalendar does.
 * @param text `2026-11-25 10:00:00`
 * @returns none where it is no time
 */
export function momentsOf(text: string, timeZone: string): number[] {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return [];
  let local: Temporal.PlainDateTime;
  try {
    local = Temporal.PlainDateTime.from(text.replace(' ', 'T'), { overflow: 'reject' });
  } catch {
    return [];
  }
  const earlier = local.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  const later = local.toZonedDateTime(timeZone, { disambiguation: 'later' });
  return [...new Set([earlier.epochMilliseconds, later.epochMilliseconds])];
}
