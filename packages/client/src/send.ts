import { type ErrorCode, errorTable, type Problem } from '@strowger/contracts';
import type { RequestParts } from './build-request.ts';
import { ApiProblem, ConnectionError, type StrowgerError, UnexpectedReply } from './errors.ts';
import type { Download } from './methods.ts';
import { askedDelaySeconds, delayBefore, mayPass, sleep } from './retry.ts';

export type Reply = { status: number; headers: Headers; body: unknown };

export type Sending = {
  origin: string;
  fetch: typeof fetch;
  /** 0: it is tried once. */
  maxRetries: number;
  /** Of one attempt, to the last byte of its answer. */
  timeoutSeconds: number | undefined;
  /** A success is a file, whose body is left to be read. */
  isDownload?: boolean;
  signal: AbortSignal | undefined;
  backoffMs: (attempt: number) => number;
};

/** An attempt that failed, and whether another one may not. */
type Failure = { error: StrowgerError; again: boolean; askedSeconds?: number | undefined };

/**
 * Sends a request until it is answered for good.
 * @throws ApiProblem, ConnectionError, UnexpectedReply; the reason of `signal` once that is aborted
 */
export async function send(parts: RequestParts, sending: Sending): Promise<Reply> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await attemptOnce(parts, sending, attempt);
    if ('status' in outcome) return outcome;
    const mayRetry = outcome.again && attempt <= sending.maxRetries;
    const delay = mayRetry ? delayBefore(attempt, outcome.askedSeconds, sending.backoffMs) : undefined;
    if (delay === undefined) throw outcome.error;
    await sleep(delay, sending.signal);
  }
}

async function attemptOnce(
  { target, init }: RequestParts,
  { origin, fetch: request, signal, timeoutSeconds, isDownload }: Sending,
  attempts: number,
): Promise<Reply | Failure> {
  signal?.throwIfAborted();
  const timeout = timeoutSeconds === undefined ? undefined : AbortSignal.timeout(timeoutSeconds * 1000);
  const either = [signal, timeout].filter((one) => one !== undefined);
  let response: Response;
  let text: string;
  try {
    response = await request(origin + target, {
      ...init,
      ...(either.length > 0 && { signal: AbortSignal.any(either) }),
    });
    if (isDownload && response.ok && response.body)
      return { status: response.status, headers: response.headers, body: fileOf(response, response.body) };
    text = await response.text();
  } catch (cause) {
    signal?.throwIfAborted();
    return {
      error: noAnswer(origin, cause, timeout?.aborted === true, timeoutSeconds, attempts),
      again: true,
    };
  }
  return read(response, text);
}

const fileOf = ({ headers }: Response, body: ReadableStream<Uint8Array>): Download => ({
  mediaType: headers.get('content-type') ?? '',
  fileName: /filename="([^"]+)"/.exec(headers.get('content-disposition') ?? '')?.[1] ?? 'download',
  body,
});

function read(response: Response, text: string): Reply | Failure {
  const { status, headers } = response;
  if (status === 204) return { status, headers, body: null };
  const mediaType = headers.get('content-type');
  const unexpected = { error: new UnexpectedReply(status, mediaType), again: mayPass(status, undefined) };
  if (!/^application\/(problem\+)?json\b/.test(mediaType ?? '')) return unexpected;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return unexpected;
  }
  if (response.ok) return Array.isArray(body) ? { status, headers, body } : unexpected;
  if (!isProblem(body)) return unexpected;
  const askedSeconds = askedDelaySeconds(headers);
  return { error: new ApiProblem(body, askedSeconds), again: mayPass(status, body.code), askedSeconds };
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' &&
  body !== null &&
  typeof (body as { code?: unknown }).code === 'string' &&
  ((body as { code: ErrorCode }).code in errorTable || 'requestId' in body);

function noAnswer(
  origin: string,
  cause: unknown,
  timedOut: boolean,
  timeoutSeconds: number | undefined,
  attempts: number,
): ConnectionError {
  const tried = attempts > 1 ? `, tried ${attempts} times` : '';
  const message = timedOut
    ? `${origin} did not answer within ${timeoutSeconds} s${tried}.`
    : `${origin} cannot be reached: ${reasonOf(cause)}${tried}.`;
  return new ConnectionError(message, { timedOut, attempts, cause });
}

/** fetch says "fetch failed", and what failed in its cause. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as { cause?: unknown; message?: string };
  const { code, message: inner } = (cause ?? {}) as { code?: string; message?: string };
  return code ?? (inner || message || 'unknown');
}
