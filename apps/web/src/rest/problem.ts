import { errorTable, type Problem } from '@strowger/contracts';
import { DomainError } from '@strowger/domain';

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

export function problemResponse(
  error: unknown,
  request: Request,
  requestId: string,
  allow?: string,
): Response {
  const problem = problemOf(error, new URL(request.url).pathname, requestId);
  const headers = new Headers({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-request-id': requestId,
  });
  if (problem.status === 401) headers.set('www-authenticate', 'Bearer realm="strowger"');
  if (allow) headers.set('allow', allow);
  if (error instanceof DomainError && error.retryAfterSeconds !== undefined) {
    headers.set('retry-after', String(error.retryAfterSeconds));
  }
  return new Response(request.method === 'HEAD' ? null : JSON.stringify(problem), {
    status: problem.status,
    headers,
  });
}
