import { randomUUID } from 'node:crypto';
import { type OperationId, operationIds, operationOf } from '@strowger/contracts';
import { buildRequest, type StreamedBody } from './build-request.ts';
import { Listing, type Page } from './listing.ts';
import type { CallInput, CallOptions, CallResult, OperationMethods } from './methods.ts';
import { backoff } from './retry.ts';
import { type Reply, send } from './send.ts';

export type StrowgerOptions = {
  /** Origin of the installation, as in https://voice.example.com */
  url: string;
  /** API key, `strow_…`. It is in no error, log or URL. */
  key: string;
  /** As in the options of a call, for all calls. */
  timeoutSeconds?: number;
  maxRetries?: number;
  /** Milliseconds before the attempt behind the nth; 0.5 s, doubled to 8 s, with full jitter, unless told otherwise. */
  backoffMs?: (attempt: number) => number;
  fetch?: typeof fetch;
};

type Settings = Required<Omit<StrowgerOptions, 'key' | 'timeoutSeconds'>> & { timeoutSeconds: number };

class Client {
  readonly #key: string;
  readonly #settings: Settings;

  constructor({ url, key, ...rest }: StrowgerOptions) {
    // An invalid header value is quoted by the error that fetch throws.
    if (typeof key !== 'string' || !/^[\x21-\x7e]+$/.test(key))
      throw new TypeError('key must be an API key: printable ASCII without blanks.');
    this.#key = key;
    this.#settings = {
      timeoutSeconds: 60,
      maxRetries: 3,
      backoffMs: backoff,
      fetch: globalThis.fetch,
      ...withoutUndefined(rest),
      url: originOf(url),
    };
  }

  /** An operation by its id, where that is known only at run time; else the method of that name. */
  call<Id extends OperationId>(
    id: Id,
    input: CallInput<Id>,
    options: CallOptions = {},
    body?: StreamedBody,
  ): CallResult<Id> {
    const given = input as Record<string, unknown>;
    if (operationOf(id).output.shape === 'list') {
      const listing = new Listing<unknown>(async (cursor) =>
        pageOf(await this.#send(id, cursor === undefined ? given : { ...given, cursor }, options)),
      );
      return listing as CallResult<Id>;
    }
    const isDownload = operationOf(id).streamedReply !== undefined;
    return this.#send(id, given, options, body).then(({ body: reply }) =>
      isDownload ? reply : ((reply as unknown[] | null)?.[0] ?? null),
    ) as CallResult<Id>;
  }

  async #send(
    id: OperationId,
    input: Record<string, unknown>,
    options: CallOptions,
    body?: StreamedBody,
  ): Promise<Reply> {
    const operation = operationOf(id);
    const streamed = operation.streamedBody !== undefined;
    const isDownload = operation.streamedReply !== undefined;
    if (streamed && body === undefined) throw new TypeError(`${id} needs a body.`);
    const { url, fetch, backoffMs, maxRetries, timeoutSeconds } = this.#settings;
    const takesKey = operation.kind === 'mutation' && !streamed;
    const parts = buildRequest({
      operation,
      input,
      body,
      ifVersion: options.ifVersion,
      idempotencyKey: options.idempotencyKey ?? (takesKey ? randomUUID() : undefined),
    });
    parts.init.headers.set('authorization', `Bearer ${this.#key}`);
    return send(parts, {
      origin: url,
      fetch,
      backoffMs,
      signal: options.signal,
      // A stream is gone once it was sent.
      maxRetries: streamed ? 0 : (options.maxRetries ?? maxRetries),
      timeoutSeconds: options.timeoutSeconds ?? (streamed || isDownload ? undefined : timeoutSeconds),
      isDownload,
    });
  }

  /** What a log shows of it. */
  toJSON(): { url: string } {
    return { url: this.#settings.url };
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `Strowger { url: '${this.#settings.url}' }`;
  }
}

for (const id of operationIds) {
  const streamed = operationOf(id).streamedBody !== undefined;
  const value = streamed
    ? function (this: Client, input: never, body: StreamedBody, options?: CallOptions) {
        return this.call(id, input, options, body);
      }
    : function (this: Client, input: never, options?: CallOptions) {
        return this.call(id, input ?? ({} as never), options);
      };
  Object.defineProperty(value, 'name', { value: id });
  Object.defineProperty(Client.prototype, id, { value });
}

/**
 * The REST API with a method for each operation, by its operationId: `await strowger.getCustomer({ customerId })` gives
 * the customer; `for await (const customer of strowger.getCustomers())` every one of a list, `await strowger.getCustomers()`
 * a page of it. Reads are repeated where that can help, and so are changes, which carry an Idempotency-Key.
 * Each throws ApiProblem, ConnectionError or UnexpectedReply.
 */
export type Strowger = Client & OperationMethods;
export const Strowger = Client as new (options: StrowgerOptions) => Strowger;

/** @throws TypeError if it is more or less than an http(s) origin */
function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  if (!isOrigin)
    throw new TypeError('url must be the origin of an installation, like https://voice.example.com.');
  return url.origin;
}

function pageOf({ headers, body }: Reply): Page<unknown> {
  const next = /<([^>]+)>;\s*rel="next"/.exec(headers.get('link') ?? '')?.[1];
  const nextCursor = next === undefined ? null : new URL(next, 'http://localhost').searchParams.get('cursor');
  return { items: body as unknown[], nextCursor };
}

const withoutUndefined = <T extends object>(options: T): T =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
