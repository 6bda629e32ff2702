import { setTimeout as sleep } from 'node:timers/promises';
import type { OperationId } from '@strowger/contracts';
import {
  ApiProblem,
  type CallInput,
  type CallResult,
  type StreamedBody,
  Strowger,
  UnexpectedReply,
} from 'strowger';

const GIVE_UP_MS = 90_000;

/** Asks both doors in turn until one answers for good, by one Idempotency-Key: nothing is done twice. */
export class Api {
  readonly #doors: Strowger[];
  #turn = 0;

  constructor(urls: readonly string[], key: string) {
    this.#doors = urls.map((url) => new Strowger({ url, key, maxRetries: 0, timeoutSeconds: 20 }));
  }

  /** @throws ApiProblem what is answered for good: 4xx */
  async call<Id extends OperationId>(
    id: Id,
    input: CallInput<Id>,
    body?: StreamedBody,
  ): Promise<Awaited<CallResult<Id>>> {
    const idempotencyKey = crypto.randomUUID();
    const deadline = Date.now() + GIVE_UP_MS;
    for (;;) {
      const door = this.#doors[this.#turn++ % this.#doors.length] as Strowger;
      try {
        return (await door.call(id, input, body ? {} : { idempotencyKey }, body)) as Awaited<CallResult<Id>>;
      } catch (error) {
        if (isFinal(error) || Date.now() > deadline) throw error;
        await sleep(200);
      }
    }
  }
}

function isFinal(error: unknown): boolean {
  if (error instanceof UnexpectedReply) return error.status < 500;
  return (
    error instanceof ApiProblem &&
    error.status < 500 &&
    error.status !== 429 &&
    error.code !== 'idempotencyInFlight'
  );
}
