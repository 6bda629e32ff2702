type Told = { data?: { retryAfterSeconds?: number } | null; cause?: unknown };

/** What stands before the procedures refused a call, and said when to come back: a proxy, or the server as it starts. */
export class BusyError extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super('to be sent again later');
    this.seconds = seconds;
  }
}

/** Fetches, and keeps the Retry-After of a refusal: what refuses in words of its own has no problem that could tell it. */
export async function fetchPatiently(input: Parameters<typeof fetch>[0], init?: object): Promise<Response> {
  const answer = await fetch(input, init);
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  if (!answer.ok && seconds >= 0) throw new BusyError(seconds);
  return answer;
}

/** How long the server wants to be left alone before the same is sent again; undefined where it did not ask for that. */
export function retryAfterSeconds(error: unknown): number | undefined {
  const { data, cause } = (error ?? {}) as Told;
  return cause instanceof BusyError ? cause.seconds : data?.retryAfterSeconds;
}
