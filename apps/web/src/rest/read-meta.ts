import type { Operation } from '@strowger/contracts';
import { type CallMeta, DomainError } from '@strowger/domain';
import type { RestRequest } from './message.ts';

/** The request's id: the caller's where it is one, else a new one. */
export function requestIdOf(request: RestRequest): string {
  const given = request.header('x-request-id');
  return given && /^[\w-]{1,64}$/.test(given) ? given : crypto.randomUUID();
}

/** What the headers say of the call. @throws DomainError malformedRequest, staleVersion */
export function readMeta(operation: Operation, request: RestRequest, requestId: string): CallMeta {
  if (operation.kind === 'query') return { requestId };
  refusePrefetch(operation, request);
  return {
    requestId,
    ifVersion: ifMatchVersion(request),
    idempotencyKey: idempotencyKey(operation, request),
  };
}

function idempotencyKey(operation: Operation, request: RestRequest): string | undefined {
  const key = request.header('idempotency-key');
  if (key === undefined) return undefined;
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

function ifMatchVersion(request: RestRequest): number | undefined {
  const given = request.header('if-match');
  if (given === undefined || given === '*') return undefined;
  const version = /^"v([1-9]\d{0,9})"$/.exec(given)?.[1];
  if (version) return Number(version);
  if (/^(W\/)?"[^"]*"$/.test(given))
    throw new DomainError('staleVersion', 'The If-Match tag is none of ours.');
  throw new DomainError('malformedRequest', 'If-Match must be one tag like "v7".');
}

/** An order that is written as GET must not be placed by a browser that only looks ahead. */
function refusePrefetch(operation: Operation, request: RestRequest): void {
  const purpose = `${request.header('purpose') ?? ''} ${request.header('sec-purpose') ?? ''}`;
  if (operation.method === 'GET' && /prefetch|prerender/i.test(purpose)) {
    throw new DomainError('malformedRequest', 'A prefetch orders nothing.');
  }
}
