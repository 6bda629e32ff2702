import { type ErrorCode, errorTable, type FieldError, type IdKind } from '@strowger/contracts';

/** The only error that a face shows to its caller; its code decides the status (contracts/errors.ts). */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly fields: readonly FieldError[];
  /** Seconds until a retry may succeed, for the Retry-After header. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    detail?: string,
    options: { fields?: readonly FieldError[]; retryAfterSeconds?: number } = {},
  ) {
    super(detail ?? `${errorTable[code].title}.`);
    this.name = 'DomainError';
    this.code = code;
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

const kindNames: Partial<Record<IdKind, string>> = {
  apiKey: 'API key',
  callRecord: 'call record',
  callRecordSource: 'call record source',
  callRecordRequest: 'call record request',
};

/** The same answer for an id that never was and for one outside the caller's scope. */
export const notFound = (kind: IdKind, field?: string) =>
  new DomainError('notFound', `There is no such ${kindNames[kind] ?? kind}.`, {
    fields: field
      ? [{ code: 'notFound', pointer: `/${field}`, detail: `names no ${kindNames[kind] ?? kind}` }]
      : [],
  });

/** A 422 for one field of the body. */
export const invalid = (field: string, detail: string, code = 'invalid') =>
  new DomainError('validation', `${field} ${detail}.`, { fields: [{ code, pointer: `/${field}`, detail }] });

/** A 422 for one parameter of the query or path. */
export const invalidParameter = (parameter: string, detail: string, code = 'invalid') =>
  new DomainError('validation', `${parameter} ${detail}.`, { fields: [{ code, parameter, detail }] });
