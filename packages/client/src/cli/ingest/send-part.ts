import { ApiProblem, ConnectionError, type Strowger, UnexpectedReply } from '../../index.ts';
import { backoff, delayBefore, mayPass, sleep } from '../../retry.ts';
import { type Io, note } from '../io.ts';
import type { Progress } from '../progress.ts';
import type { Part } from './cut-parts.ts';
import type { FileFormat } from './formats.ts';
import type { Counts } from './state.ts';

const ATTEMPTS_MAX = 8;
const TIMEOUT_SECONDS = 300;

/**
 * Sends a part until it is taken. The client never repeats a stream; this is bytes, and records are known by their keys.
 * @throws ApiProblem, ConnectionError, UnexpectedReply of the last attempt
 */
export async function sendPart(
  io: Io,
  client: Strowger,
  source: string,
  { mediaType }: FileFormat,
  { bytes }: Part,
  progress: Progress,
): Promise<Counts> {
  for (let attempt = 1; ; attempt++) {
    try {
      const body = { mediaType, content: bytes };
      return await client.ingestCallRecords({ source }, body, {
        signal: io.signal,
        timeoutSeconds: TIMEOUT_SECONDS,
      });
    } catch (error) {
      const delay = attempt < ATTEMPTS_MAX ? delayAfter(error, attempt) : undefined;
      if (delay === undefined) throw error;
      progress.stop();
      note(io, `${(error as Error).message} Again in ${Math.ceil(delay / 1000)} s …`);
      await sleep(delay, io.signal);
    }
  }
}

function delayAfter(error: unknown, attempt: number): number | undefined {
  if (error instanceof ConnectionError) return delayBefore(attempt, undefined, backoff);
  if (error instanceof UnexpectedReply && mayPass(error.status, undefined))
    return delayBefore(attempt, undefined, backoff);
  if (error instanceof ApiProblem && mayPass(error.status, error.code))
    return delayBefore(attempt, error.retryAfterSeconds, backoff);
  return undefined;
}
