import type { Operation } from '@strowger/contracts';
import { type CallMeta, DomainError } from '@strowger/domain';

/** The request's id: the caller's where it is one, else a new one. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id');
  return given && /^[\w-]{1,64}$/.test(given) ? given : crypto.randomUUID();
}

/** What the headers say of the call. @throws DomainError malformedRequest, staleVersion */
export function readMeta(operation: Operation, request: Request, requestId: string): CallMeta {
  if (operation.kind === 'query') return { requestId };
  refusePrefetch(operation, request);
  return {
    requestId,
    ifVersion: ifMatchVersion(request),
    idempotencyKey: idempotencyKey(operation, request),
  };
}

function idempotencyKey(operation: Operation, request: Request): string | undefined {
  const key = request.headers.get('idempotency-key');
  if (key === null) return undefined;
  if (operation.streamedBody) {
    throw new DomainError(
      'malformedRequest',
      'A streamed body takes no Idempotency-Key: its records are their own keys.',
    );
  }
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new DomainError(
      'malformedRequest',
      'The Idempotency-Key must be 1 to 255 printable ASCII characters.',
    );
  }
  return key;
}

function ifMatchVersion(request: Request): number | undefined {
  const given = request.headers.get('if-match');
  if (given === null || given === '*') return undefined;
  const version = /^"v([1-9]\d{0,9})"$/.exec(given)?.[1];
  if (version) return Number(version);
  if (/^(W\/)?"[^"]*"$/.test(given))
    throw new DomainError('staleVersion', 'The If-Match tag is none of ours.');
  throw new DomainError('malformedRequest', 'If-Match must be one tag like "v7".');
}

/** An order that is written as GET must not be placed by a browser that only looks ahead. */
function refusePrefetch(operation: Operation, request: Request): void {
  const purpose = `${request.headers.get('purpose') ?? ''} ${request.headers.get('sec-purpose') ?? ''}`;
  if (operation.method === 'GET' && /prefetch|prerender/i.test(purpose)) {
    throw new DomainError('malformedRequest', 'A prefetch orders nothing.');
  }
}
