/** How the program ends. */
export const exitCode = {
  done: 0,
  /** The API refused it. */
  refused: 1,
  /** It was called wrongly, or is not configured. */
  usage: 2,
  /** The API did not answer. */
  noAnswer: 3,
  /** What was waited for ended otherwise than it should: a request that failed, a delivery that is not whole. */
  badEnd: 4,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

/** It was called wrongly; the message says how it would be right. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** What was waited for has ended, and not well. */
export class BadEnd extends Error {
  override name = 'BadEnd';
}
