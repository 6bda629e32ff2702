import type { ErrorCode } from '../errors.ts';

export type ErrorHelp = { meaning: string; remedy: string };

/** What each error code means to who gets it, and what to do. Whether trying again can help stands in every remedy. */
export const errorHelp = {
  malformedRequest: {
    meaning:
      'The path, a header or the body cannot be read: a wrong escape, text that is no JSON, more than 64 levels, an Idempotency-Key of more than 255 characters.',
    remedy: 'Correct the request as `detail` says. The same request fails again.',
  },
  unauthorized: {
    meaning:
      'There is no API key, or it is unknown, revoked, expired, or used from an address it does not allow.',
    remedy: 'Send `Authorization: Bearer strow_…` with a valid key.',
  },
  missingScope: {
    meaning: 'The key is valid, and lacks the scope that the operation names.',
    remedy: 'Use a key with that scope, or have one made by somebody who has it.',
  },
  missingRole: {
    meaning: 'An operator’s role does not allow this. API keys never get it: they have scopes.',
    remedy: 'Ask an owner of your company for a role that may do this.',
  },
  reservedToParent: {
    meaning:
      'A field of your own customer, or a limit or whitelist that was put on you, belongs to who stands above.',
    remedy: 'Leave the field out, or ask the parent to change it. `errors` names the field.',
  },
  reservedToOwner: {
    meaning:
      'What was sent to a consumer of a customer below holds the charges of that level. A level above reads how it was delivered, not what it says.',
    remedy:
      'Order the records to a consumer of your own, or use a key of the customer that owns the consumer.',
  },
  customerSuspended: {
    meaning:
      'The customer that you act for, or one above it, is suspended or terminated. Reading still works.',
    remedy: 'An ancestor lifts the suspension. Until then every change fails.',
  },
  foreignOrigin: {
    meaning:
      'A browser sent the request from another site, with the session of this one. Only the console’s own calls can get it.',
    remedy: 'Integrations use the REST API with a key, from a server.',
  },
  notFound: {
    meaning:
      'The thing does not exist, was deleted, or lies outside of what your key may see: these are one answer.',
    remedy:
      'Check the id and the customer that the key acts for. With a pointer in `errors`, an id in the body is meant.',
  },
  methodNotAllowed: {
    meaning: 'The path exists, and not with this method.',
    remedy: 'Use one of the methods in the `Allow` header.',
  },
  conflict: {
    meaning:
      'The present state forbids the change: the thing is in use, in another state, or another change came first.',
    remedy: '`detail` and `errors` say what stands in the way. Resolve that, then try again.',
  },
  inUse: {
    meaning:
      'A name that must be unique (a domain, a username, an externalId, a number) is taken. It may be by somebody whom you cannot see.',
    remedy: 'Choose another. `errors` names the field.',
  },
  idempotencyInFlight: {
    meaning: 'The first request with this Idempotency-Key has not finished.',
    remedy: 'Wait as `Retry-After` says and send the same request again: it gets the reply of the first.',
  },
  gone: {
    meaning: 'It was there for a time, which is over: a download is for 7 days.',
    remedy: 'Make it anew, as `detail` says: order the records again.',
  },
  staleVersion: {
    meaning: 'If-Match named a version that is no longer the present one: somebody else changed the thing.',
    remedy: 'Read it again, look at what changed, and send your change with the new ETag.',
  },
  bodyTooLarge: {
    meaning:
      'The body has more than 1 MiB. Streamed bodies (record ingest, rate imports) are not limited so.',
    remedy: 'Send less at a time.',
  },
  unsupportedMediaType: {
    meaning: 'The Content-Type is not the one that the operation reads, or the body is compressed.',
    remedy: 'Send `application/json` (streamed operations: one of their types), uncompressed.',
  },
  validation: {
    meaning: 'The request can be read, and some of its values are not right, or are unknown here.',
    remedy: 'Correct what `errors` names: a `pointer` into the body or a `parameter`, at most 50 of them.',
  },
  idempotencyMismatch: {
    meaning: 'This Idempotency-Key came within 24 hours with another payload.',
    remedy: 'Use a new key for a new request; send the old payload for a repetition.',
  },
  tooManyRequests: {
    meaning: 'The quota of the key is used up.',
    remedy: 'Wait as `Retry-After` says. `RateLimit` tells how much is left on every answer.',
  },
  internal: {
    meaning: 'The server failed. Nothing of a change was kept.',
    remedy: 'Try again with the same Idempotency-Key; if it stays so, tell us the `requestId`.',
  },
  unavailable: {
    meaning: 'The server cannot work now, most likely because of its database.',
    remedy: 'Try again with the same Idempotency-Key after `Retry-After`, or after some seconds.',
  },
} as const satisfies Record<ErrorCode, ErrorHelp>;
