import { partsOf } from './format.ts';

const browsersZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What a clock in that time zone shows at a moment, as the value of a `datetime-local` field; the browser's where none is given. */
export function toLocalField(at: Date, timeZone: string = browsersZone()): string {
  const { year, month, day, hour, minute } = partsOf(at.toISOString(), timeZone);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/** RFC 3339 in UTC, or what was typed, for the contract to judge. */
export function fromLocalField(text: string, timeZone: string = browsersZone()): string {
  const wall = Date.parse(`${text}Z`);
  if (Number.isNaN(wall)) return text;
  const aheadAt = (at: number) =>
    Date.parse(`${toLocalField(new Date(at), timeZone)}Z`) - Math.floor(at / 60_000) * 60_000;
  // The zone was as far ahead at the moment itself, which the second look finds where a clock was changed in between.
  return new Date(wall - aheadAt(wall - aheadAt(wall))).toISOString();
}
