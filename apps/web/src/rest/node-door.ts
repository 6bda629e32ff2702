import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { RestApi, RestReply } from './message.ts';

/** Lets a node:http server answer by the API. @param address where the request comes from */
export async function answerNode(
  api: RestApi,
  request: IncomingMessage,
  response: ServerResponse,
  address: string,
): Promise<void> {
  const [path = '/', query] = splitUrl(request.url ?? '/');
  const { headers } = request;
  const reply = await api({
    method: request.method ?? 'GET',
    path,
    query,
    header: (name) => {
      const value = headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    },
    body: hasBody(headers) ? request : null,
    address,
  });
  await writeReply(request, response, reply);
}

function splitUrl(url: string): [path: string, query: string] {
  const at = url.indexOf('?');
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
}

/** RFC 9112: a request without either of these headers has no body. */
const hasBody = (headers: IncomingMessage['headers']): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';

const UNREAD_MS_MAX = 2_000;

async function writeReply(
  request: IncomingMessage,
  response: ServerResponse,
  reply: RestReply,
): Promise<void> {
  if (typeof reply.body === 'string') reply.headers['content-length'] = String(Buffer.byteLength(reply.body));
  // What was refused before its body was read may go on for ever: the sender gets a while to read the answer.
  if (!request.complete) {
    reply.headers.connection = 'close';
    const timer = setTimeout(() => request.destroy(), UNREAD_MS_MAX);
    response.once('close', () => clearTimeout(timer));
    request.resume();
  }
  response.writeHead(reply.status, reply.headers);
  if (reply.body === null || typeof reply.body === 'string') response.end(reply.body ?? undefined);
  else await pipeline(reply.body, response).catch(ignoreHangUp);
}

/** Who hangs up in the middle of a download is no fault of ours. @throws every other error */
function ignoreHangUp(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE' && error.code !== 'ECONNRESET') throw error;
}
