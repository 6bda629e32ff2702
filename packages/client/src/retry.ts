const FIRST_DELAY_MS = 500;
const DELAY_MS_MAX = 8_000;
/** A server that asks for more than this is not waited for: the caller is told when. */
const ASKED_DELAY_SECONDS_MAX = 60;

/** Exponential, with full jitter: those that failed together do not come again together. */
export const backoff = (attempt: number): number =>
  Math.random() * Math.min(DELAY_MS_MAX, FIRST_DELAY_MS * 2 ** (attempt - 1));

const passing = new Set([429, 502, 503, 504]);

/** Whether the same request may get another answer in a moment. */
export const mayPass = (status: number, code: string | undefined): boolean =>
  passing.has(status) || code === 'idempotencyInFlight';

/** What the server says of when to come again: Retry-After, else the reset of a RateLimit that is used up. */
export function askedDelaySeconds(headers: Headers, now = Date.now()): number | undefined {
  const after = headers.get('retry-after');
  if (after !== null && /^\d{1,9}$/.test(after)) return Number(after);
  const at = after === null ? Number.NaN : Date.parse(after);
  if (!Number.isNaN(at)) return Math.max(0, Math.ceil((at - now) / 1000));
  const reset = /;\s*r=0\b.*;\s*t=(\d{1,9})/.exec(headers.get('ratelimit') ?? '')?.[1];
  return reset === undefined ? undefined : Number(reset);
}

/** How long to wait before the next attempt, or undefined where it is not worth it. */
export function delayBefore(
  attempt: number,
  askedSeconds: number | undefined,
  ownDelayMs: (attempt: number) => number,
): number | undefined {
  if (askedSeconds === undefined) return ownDelayMs(attempt);
  if (askedSeconds > ASKED_DELAY_SECONDS_MAX) return undefined;
  // Never sooner than asked, and not all at once.
  return askedSeconds * 1000 + Math.min(250, ownDelayMs(attempt));
}

/** @throws the signal's reason, as soon as it is aborted */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    if (signal?.aborted) return reject(signal.reason);
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve();
    }, ms);
    signal?.addEventListener('abort', end, { once: true });
  });
}
