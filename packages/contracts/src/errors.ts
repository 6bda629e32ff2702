import { z } from 'zod';

/** Every error that leaves the product: its code, its one status, and what it says in general. */
export const errorTable = {
  malformedRequest: { status: 400, title: 'The request cannot be read' },
  unauthorized: { status: 401, title: 'No valid credential was given' },
  missingScope: { status: 403, title: 'The API key lacks the scope for this' },
  missingRole: { status: 403, title: 'The role does not allow this' },
  reservedToParent: { status: 403, title: 'Only the parent or an ancestor may change this' },
  reservedToOwner: { status: 403, title: 'Only the customer it is rendered for may read this' },
  customerSuspended: { status: 403, title: 'The customer is suspended: only an ancestor may change things' },
  foreignOrigin: { status: 403, title: 'The request comes from another site' },
  notFound: { status: 404, title: 'There is no such thing' },
  methodNotAllowed: { status: 405, title: 'The method is not allowed here' },
  conflict: { status: 409, title: 'The change clashes with the present state' },
  inUse: { status: 409, title: 'The name is in use' },
  idempotencyInFlight: { status: 409, title: 'A request with this Idempotency-Key is still being processed' },
  gone: { status: 410, title: 'It is there no more' },
  staleVersion: { status: 412, title: 'The thing has changed since it was read' },
  bodyTooLarge: { status: 413, title: 'The body is too large' },
  unsupportedMediaType: { status: 415, title: 'The body is of a type that is not read here' },
  validation: { status: 422, title: 'Some fields are not right' },
  idempotencyMismatch: { status: 422, title: 'This Idempotency-Key came with another payload before' },
  tooManyRequests: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'The server failed' },
  unavailable: { status: 503, title: 'The service is not available now' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof errorTable;

/** One fault of one field. `pointer` (RFC 6901) names a place in the body, `parameter` one in the path, query or headers. */
export const FieldError = z.object({
  code: z.string(),
  pointer: z.string().optional(),
  parameter: z.string().optional(),
  detail: z.string(),
});
export type FieldError = z.infer<typeof FieldError>;

/** RFC 9457 problem. Values that were sent are never echoed. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    instance: z.string(),
    code: z.enum(Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]]),
    requestId: z.string(),
    errors: z.array(FieldError).max(50).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
