import type { Operation } from '@strowger/contracts';
import type { Page, StreamedReply } from '@strowger/domain';
import type { RestReply, RestRequest } from './message.ts';
import { streamReply } from './stream-reply.ts';

type Reply = { result: unknown; replayed: boolean };

/**
 * A success as the API writes it: an array of what was asked for, of one where it is one.
 * @param origin the installation's public origin: links are never built from the Host header
 */
export function replyTo(
  operation: Operation,
  request: RestRequest,
  reply: Reply,
  origin: string,
  requestId: string,
): RestReply {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    vary: 'Authorization',
    'x-request-id': requestId,
  };
  if (reply.replayed) headers['idempotent-replayed'] = 'true';
  if (operation.streamedReply) return streamReply(request, headers, reply.result as StreamedReply);
  if (operation.output.shape === 'list') {
    const page = reply.result as Page<unknown>;
    if (page.nextCursor) headers.link = `<${nextLink(request, page.nextCursor, origin)}>; rel="next"`;
    return { status: operation.status, headers, body: JSON.stringify(page.items) };
  }
  if (operation.output.shape === 'none') {
    return withoutBody(operation.status, headers);
  }
  const thing = reply.result as { id?: string; version?: number };
  if (thing.version !== undefined) headers.etag = `"v${thing.version}"`;
  if (operation.location && thing.id) headers.location = `/v1${operation.location.replace('{id}', thing.id)}`;
  if (operation.conditional && request.header('if-none-match') === headers.etag) {
    return withoutBody(304, headers);
  }
  return { status: operation.status, headers, body: JSON.stringify([thing]) };
}

function withoutBody(status: number, { 'content-type': _, ...headers }: Record<string, string>): RestReply {
  return { status, headers, body: null };
}

function nextLink(request: RestRequest, cursor: string, origin: string): string {
  const query = new URLSearchParams(request.query);
  query.set('cursor', cursor);
  return `${origin}${request.path}?${query}`;
}
