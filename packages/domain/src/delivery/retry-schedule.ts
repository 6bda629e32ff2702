/** Seconds from one attempt to the next: ten attempts in all, over some 75 hours. */
export const RETRY_DELAYS_SECONDS: readonly number[] = [
  5,
  5 * 60,
  30 * 60,
  2 * 3600,
  5 * 3600,
  10 * 3600,
  14 * 3600,
  20 * 3600,
  24 * 3600,
];

const JITTER = 0.2;
const RETRY_AFTER_SECONDS_MAX = 24 * 3600;

/**
 * Milliseconds until the next attempt, or undefined where the last one was made.
 * @param attempts how many were made
 * @param random from 0 to 1; spreads the delays by ±20 %, so that consumers that failed together do not return together
 */
export function nextDelayMs(
  attempts: number,
  delaysSeconds: readonly number[],
  random: number,
): number | undefined {
  const delay = delaysSeconds[attempts - 1];
  return delay === undefined ? undefined : Math.round(delay * 1000 * (1 - JITTER + 2 * JITTER * random));
}

/** What a Retry-After header asks for, in milliseconds from `now`: seconds or an HTTP date. */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}

/** Retry-After is honoured between the delay that was due anyway and 24 h. */
export function honouredDelayMs(askedMs: number, dueMs: number): number {
  return Math.min(Math.max(askedMs, dueMs), Math.max(RETRY_AFTER_SECONDS_MAX * 1000, dueMs));
}
