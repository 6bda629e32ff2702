import { formatDuration } from '@/lib/format.ts';

/** `0.4 s`, `12 s` or `2:05`: as exactly as one wants to know it. */
export function spanText(milliseconds: number): string {
  if (milliseconds < 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  if (milliseconds < 60_000) return `${Math.round(milliseconds / 1000)} s`;
  return formatDuration(milliseconds / 1000);
}
