import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { RestApi } from './message.ts';

/** Lets a host of web Requests, like a Next route, answer by the API. @param address where the request comes from */
export async function answerWeb(api: RestApi, request: Request, address: string): Promise<Response> {
  const [, path = '/', query = ''] = /^[a-z]+:\/\/[^/?#]*([^?#]*)\??([^#]*)/i.exec(request.url) ?? [];
  const { status, headers, body } = await api({
    method: request.method,
    path,
    query,
    header: (name) => request.headers.get(name) ?? undefined,
    body: request.body && Readable.fromWeb(request.body as NodeReadableStream),
    address,
  });
  const content = body instanceof Readable ? (Readable.toWeb(body) as ReadableStream) : body;
  return new Response(request.method === 'HEAD' ? null : content, { status, headers });
}
