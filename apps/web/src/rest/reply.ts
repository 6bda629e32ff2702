import type { Operation } from '@strowger/contracts';
import type { Page } from '@strowger/domain';

type Reply = { result: unknown; replayed: boolean };

/**
 * A success as the API writes it: an array of what was asked for, of one where it is one.
 * @param origin the installation's public origin: links are never built from the Host header
 */
export function replyTo(
  operation: Operation,
  request: Request,
  reply: Reply,
  origin: string,
  requestId: string,
): Response {
  const headers = new Headers({
    'content-type': 'application/json',
    'cache-control': 'no-store',
    vary: 'Authorization',
    'x-request-id': requestId,
  });
  if (reply.replayed) headers.set('idempotent-replayed', 'true');
  if (operation.output.shape === 'list') {
    const page = reply.result as Page<unknown>;
    if (page.nextCursor) headers.set('link', `<${nextLink(request, page.nextCursor, origin)}>; rel="next"`);
    return respond(request, operation.status, headers, page.items);
  }
  if (operation.output.shape === 'none') {
    headers.delete('content-type');
    return new Response(null, { status: operation.status, headers });
  }
  const thing = reply.result as { id?: string; version?: number };
  if (thing.version !== undefined) headers.set('etag', `"v${thing.version}"`);
  if (operation.location && thing.id)
    headers.set('location', `/v1${operation.location.replace('{id}', thing.id)}`);
  if (operation.conditional && request.headers.get('if-none-match') === headers.get('etag')) {
    headers.delete('content-type');
    return new Response(null, { status: 304, headers });
  }
  return respond(request, operation.status, headers, [thing]);
}

const respond = (request: Request, status: number, headers: Headers, body: unknown) =>
  new Response(request.method === 'HEAD' ? null : JSON.stringify(body), { status, headers });

function nextLink(request: Request, cursor: string, origin: string): string {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.set('cursor', cursor);
  return `${origin}${pathname}?${searchParams}`;
}
