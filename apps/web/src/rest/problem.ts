import { errorTable, type Problem } from '@strowger/contracts';
import { DomainError, databaseFault } from '@strowger/domain';
import type { RestReply, RestRequest } from './message.ts';

/** What goes wrong before an operation runs, as when the database is away, is a DomainError too. */
const known = (error: unknown): unknown => databaseFault(error) ?? error;

/** The one place where an error becomes a status. What is no DomainError is a fault of ours and says nothing. */
export function problemOf(error: unknown, instance: string, requestId: string): Problem {
  const told = known(error);
  const fault = told instanceof DomainError ? told : new DomainError('internal');
  const { status, title } = errorTable[fault.code];
  return {
    type: `urn:strowger:error:${fault.code}`,
    title,
    status,
    detail: fault.message,
    instance,
    code: fault.code,
    requestId,
    ...(fault.fields.length > 0 && { errors: [...fault.fields] }),
  };
}

export function problemReply(
  error: unknown,
  request: RestRequest,
  requestId: string,
  allow?: string,
): RestReply {
  const problem = problemOf(error, request.path, requestId);
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-request-id': requestId,
  };
  if (problem.status === 401) headers['www-authenticate'] = 'Bearer realm="strowger"';
  if (allow) headers.allow = allow;
  const told = known(error);
  if (told instanceof DomainError && told.retryAfterSeconds !== undefined) {
    headers['retry-after'] = String(told.retryAfterSeconds);
  }
  return { status: problem.status, headers, body: JSON.stringify(problem) };
}
