import { type HttpMethod, type OperationId, operationIds, operationOf } from '@strowger/contracts';
import { openApiDocument } from '@strowger/contracts/openapi';
import { DomainError } from '@strowger/domain';
import { Hono } from 'hono';
import type { Composition } from '../compose.ts';
import { callOperation } from './call-operation.ts';
import { problemResponse } from './problem.ts';
import { requestIdOf } from './read-meta.ts';
import { pathFault } from './request-fault.ts';

const BASE = '/v1';

/** @param address where the request comes from */
export type RestApi = (request: Request, address: string) => Promise<Response>;

type Routes = Map<string, Partial<Record<HttpMethod, OperationId>>>;

/** path -> method -> operation, aliases included, as the registry declares them. */
function routesOfRegistry(): Routes {
  const routes: Routes = new Map();
  for (const id of operationIds) {
    const operation = operationOf(id);
    for (const { method, path } of [operation, ...(operation.aliases ?? [])]) {
      routes.set(path, { ...routes.get(path), [method]: id });
    }
  }
  return routes;
}

/** The public REST API as one function from Request to Response, whoever listens in front of it. */
export function createRestApi(parts: Composition): RestApi {
  const app = new Hono<{ Bindings: { address: string } }>({ strict: true });
  const document = JSON.stringify(openApiDocument(parts.env.publicUrl));
  app.get(
    `${BASE}/openapi.json`,
    () => new Response(document, { headers: { 'content-type': 'application/json' } }),
  );

  for (const [path, methods] of routesOfRegistry()) {
    const allowed = allowedMethods(methods);
    app.all(BASE + path.replaceAll(/\{(\w+)\}/g, ':$1'), (c) => {
      const method = c.req.method === 'HEAD' ? 'GET' : (c.req.method as HttpMethod);
      const id = methods[method];
      const isHeadOfOrder =
        c.req.method === 'HEAD' && id !== undefined && operationOf(id).kind === 'mutation';
      return logged(parts, c.req.raw, path, (requestId) => {
        if (!id || isHeadOfOrder) return methodNotAllowed(c.req.raw, requestId, allowed);
        return callOperation(parts, {
          id,
          request: c.req.raw,
          pathParameters: c.req.param(),
          requestId,
          address: c.env.address,
        });
      });
    });
  }
  app.all(`${BASE}/openapi.json`, (c) => methodNotAllowed(c.req.raw, requestIdOf(c.req.raw), 'GET, HEAD'));
  app.notFound((c) => problemResponse(new DomainError('notFound'), c.req.raw, requestIdOf(c.req.raw)));

  return async (request, address) => {
    const fault = pathFault(rawPath(request.url));
    return fault ? problemResponse(fault, request, requestIdOf(request)) : app.fetch(request, { address });
  };
}

/** The path as it came: URL would fold `..`, and keeps the rest. */
const rawPath = (url: string): string => /^[a-z]+:\/\/[^/]*([^?#]*)/i.exec(url)?.[1] ?? '/';

function allowedMethods(methods: Partial<Record<HttpMethod, OperationId>>): string {
  const allowed: string[] = Object.keys(methods);
  if (methods.GET && operationOf(methods.GET).kind === 'query') allowed.push('HEAD');
  return allowed.sort().join(', ');
}

const methodNotAllowed = (request: Request, requestId: string, allow: string): Response =>
  problemResponse(new DomainError('methodNotAllowed', `Allowed here: ${allow}.`), request, requestId, allow);

/** One line a request, by its route and not by its URL, which could hold what a log must not. */
async function logged(
  { log }: Composition,
  request: Request,
  route: string,
  answer: (requestId: string) => Promise<Response> | Response,
): Promise<Response> {
  const requestId = requestIdOf(request);
  const started = performance.now();
  let response: Response;
  try {
    response = await answer(requestId);
  } catch (error) {
    response = problemResponse(error, request, requestId);
    if (response.status >= 500)
      log.error({ requestId, route, err: error }, 'request failed before its operation');
  }
  const ms = Math.round(performance.now() - started);
  log.info(
    { requestId, method: request.method, route: BASE + route, status: response.status, ms },
    'request',
  );
  return response;
}
