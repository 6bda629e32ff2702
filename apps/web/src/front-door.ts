import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { DomainError } from '@strowger/domain';
import { clientAddress } from './client-address.ts';
import type { Composition } from './compose.ts';
import { createRestApi } from './rest/app.ts';
import type { RestApi } from './rest/message.ts';
import { answerNode } from './rest/node-door.ts';
import { problemOf } from './rest/problem.ts';
import { pathFault } from './rest/request-fault.ts';

/** Answers what is not the API's: Next in the product. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const HEADERS_MS_MAX = 15_000;

/**
 * One server with two doors: /v1 goes to the REST API (13 to 30 times faster than through a Next route handler),
 * everything else to Next. What Next answers with a plain-text 500 (malformed escapes, TRACE) is answered here.
 */
export function createFrontDoor(
  parts: Composition,
  page: PageHandler,
  restApi: RestApi = createRestApi(parts),
): Server {
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/';
    const path = url.split('?', 1)[0] ?? '/';
    if (!methods.includes(request.method ?? ''))
      return refuse(response, path, new DomainError('methodNotAllowed'));
    if (!url.startsWith('/')) return refuse(response, path, new DomainError('malformedRequest'));
    const fault = pathFault(path);
    if (fault) return refuse(response, path, fault);
    if (path === '/healthz') return health(parts, response);
    const address = clientAddress(request, parts.env.TRUSTED_PROXY_CIDRS);
    if (path === '/v1' || path.startsWith('/v1/')) return answerNode(restApi, request, response, address);
    // The pages judge by this header, and whoever asks could have written it.
    request.headers['x-forwarded-for'] = address;
    await page(request, response);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      parts.log.error({ err: error }, 'request failed outside of the API');
      if (response.headersSent) response.destroy();
      else refuse(response, '/', new DomainError('internal'));
    });
  });
  // An ingest may stream for as long as it takes; headers may not.
  server.requestTimeout = 0;
  server.headersTimeout = HEADERS_MS_MAX;
  return server;
}

async function health({ deps }: Composition, response: ServerResponse): Promise<void> {
  const ready = await deps.db.rows('select 1').then(
    () => true,
    () => false,
  );
  const body = JSON.stringify({ status: ready ? 'ok' : 'databaseUnavailable' });
  response
    .writeHead(ready ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(body);
}

function refuse(response: ServerResponse, path: string, error: DomainError): void {
  const problem = problemOf(error, path, crypto.randomUUID());
  const headers = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-request-id': problem.requestId,
  };
  response
    .writeHead(problem.status, problem.status === 405 ? { ...headers, allow: methods.join(', ') } : headers)
    .end(JSON.stringify(problem));
}
