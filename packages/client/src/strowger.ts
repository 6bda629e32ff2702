import {
  type Operation,
  type OperationId,
  type OperationOutput,
  type OperationWireInput,
  operationOf,
  type operations,
  type Problem,
} from '@strowger/contracts';
import { ApiProblem } from './api-problem.ts';

export type StrowgerOptions = {
  /** Origin of the installation, as in https://voice.example.com */
  url: string;
  /** API key, `strow_…` */
  key: string;
  fetch?: typeof fetch;
};

export type CallOptions = {
  /** The version that is changed: 412 if it is another one by now. */
  ifVersion?: number;
  idempotencyKey?: string;
  signal?: AbortSignal;
};

type Ops = typeof operations;
type ListPage<T> = { items: T[]; nextCursor: string | null };
type ResultOf<Id extends OperationId> = Ops[Id]['output'] extends { shape: 'list' }
  ? ListPage<OperationOutput<Id>>
  : OperationOutput<Id>;
type StreamedBodyOf<Id extends OperationId> = Ops[Id] extends { streamedBody: object }
  ? [body: { mediaType: string; content: string | Uint8Array | ReadableStream<Uint8Array> }]
  : [body?: undefined];

/**
 * The REST API, typed by its registry: `await strowger.call('getCustomer', { customerId })` gives the customer, a list
 * operation one page. @throws ApiProblem
 */
export class Strowger {
  readonly #options: StrowgerOptions;

  constructor(options: StrowgerOptions) {
    this.#options = options;
  }

  async call<Id extends OperationId>(
    id: Id,
    input: OperationWireInput<Id>,
    options: CallOptions = {},
    ...[body]: StreamedBodyOf<Id>
  ): Promise<ResultOf<Id>> {
    const operation = operationOf(id);
    const response = await this.#send(operation, input as Record<string, unknown>, options, body);
    if (response.status === 204) return null as ResultOf<Id>;
    const reply: unknown = await response.json();
    if (!response.ok) throw new ApiProblem(reply as Problem);
    const items = reply as OperationOutput<Id>[];
    const result = operation.output.shape === 'list' ? { items, nextCursor: nextCursor(response) } : items[0];
    return result as ResultOf<Id>;
  }

  /** Every item of a list operation, page after page. */
  async *pages<Id extends OperationId>(
    id: Id,
    input: OperationWireInput<Id>,
  ): AsyncGenerator<OperationOutput<Id>> {
    let cursor: string | null | undefined;
    do {
      const page = (await this.#page(id, { ...input, ...(cursor && { cursor }) })) as ListPage<
        OperationOutput<Id>
      >;
      yield* page.items;
      cursor = page.nextCursor;
    } while (cursor);
  }

  #page(id: OperationId, input: object): Promise<unknown> {
    return this.call(id as 'getCustomers', input as OperationWireInput<'getCustomers'>);
  }

  #send(
    operation: Operation,
    input: Record<string, unknown>,
    options: CallOptions,
    streamed: { mediaType: string; content: string | Uint8Array | ReadableStream<Uint8Array> } | undefined,
  ): Promise<Response> {
    const { url, key, fetch: send = fetch } = this.#options;
    const headers = new Headers({ authorization: `Bearer ${key}`, accept: 'application/json' });
    if (options.ifVersion !== undefined) headers.set('if-match', `"v${options.ifVersion}"`);
    if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey);
    const init: RequestInit & { duplex?: 'half' } = { method: operation.method, headers };
    if (options.signal) init.signal = options.signal;
    if (streamed) {
      headers.set('content-type', streamed.mediaType);
      init.body = streamed.content as BodyInit;
      init.duplex = 'half';
    } else if (operation.body) {
      headers.set('content-type', 'application/json');
      init.body = JSON.stringify(pick(input, operation.body.shape));
    }
    return send(url.replace(/\/+$/, '') + target(operation, input), init);
  }
}

/** The path and query of a call. */
function target(operation: Operation, input: Record<string, unknown>): string {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(input[name])),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(pick(input, operation.query?.shape ?? {})))
    query.set(name, String(value));
  return `/v1${path}${query.size > 0 ? `?${query}` : ''}`;
}

const pick = (input: Record<string, unknown>, shape: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(input).filter(([name, value]) => name in shape && value !== undefined));

function nextCursor(response: Response): string | null {
  const next = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  return next === undefined ? null : new URL(next).searchParams.get('cursor');
}
