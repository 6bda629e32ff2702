import type { Operation } from '@strowger/contracts';

/** The body of an operation that takes no JSON: its media type, and text, bytes or a stream of bytes. */
export type StreamedBody = {
  mediaType: string;
  content: string | Uint8Array | ReadableStream<Uint8Array>;
};

export type RequestParts = {
  target: string;
  init: RequestInit & { headers: Headers; duplex?: 'half' };
};

type Call = {
  operation: Operation;
  input: Record<string, unknown>;
  body: StreamedBody | undefined;
  ifVersion: number | undefined;
  idempotencyKey: string | undefined;
};

/** What is sent, but for the credential. */
export function buildRequest({ operation, input, body, ifVersion, idempotencyKey }: Call): RequestParts {
  const headers = new Headers({ accept: 'application/json' });
  if (ifVersion !== undefined) headers.set('if-match', `"v${ifVersion}"`);
  if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey);
  // A redirect would carry the request to where nobody meant it to go.
  const init: RequestParts['init'] = { method: operation.method, headers, redirect: 'manual' };
  if (body) {
    headers.set('content-type', body.mediaType);
    init.body = body.content as BodyInit;
    init.duplex = 'half';
  } else if (operation.body) {
    headers.set('content-type', 'application/json');
    init.body = JSON.stringify(pick(input, operation.body.shape));
  }
  return { target: targetOf(operation, input), init };
}

function targetOf(operation: Operation, input: Record<string, unknown>): string {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (input[name] === undefined) throw new TypeError(`${name} must be given.`);
    return encodeURIComponent(text(input[name]));
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(pick(input, operation.query?.shape ?? {})))
    query.set(name, text(value));
  return `/v1${path}${query.size > 0 ? `?${query}` : ''}`;
}

/** As it stands in a path or query. */
const text = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));

const pick = (input: Record<string, unknown>, shape: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(input).filter(([name, value]) => Object.hasOwn(shape, name) && value !== undefined),
  );
