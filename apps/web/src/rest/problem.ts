import { errorTable, type Problem } from '@strowger/contracts';
import { DomainError } from '@strowger/domain';
import type { RestReply, RestRequest } from './message.ts';

/** The one place where an error becomes a status. What is no DomainError is a fault of ours and says nothing. */
export function problemOf(error: unknown, instance: string, requestId: string): Problem {
  const known = error instanceof DomainError ? error : new DomainError('internal');
  const { status, title } = errorTable[known.code];
  return {
    type: `urn:strowger:error:${known.code}`,
    title,
    status,
    detail: known.message,
    instance,
    code: known.code,
    requestId,
    ...(known.fields.length > 0 && { errors: [...known.fields] }),
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
  if (error instanceof DomainError && error.retryAfterSeconds !== undefined) {
    headers['retry-after'] = String(error.retryAfterSeconds);
  }
  return { status: problem.status, headers, body: JSON.stringify(problem) };
}
