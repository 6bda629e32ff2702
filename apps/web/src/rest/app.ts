import {
  type Deprecation,
  type HttpMethod,
  type OperationId,
  operationIds,
  operationOf,
  routesOf,
} from '@strowger/contracts';
import { openApiDocument } from '@strowger/contracts/openapi';
import { DomainError } from '@strowger/domain';
import { RegExpRouter } from 'hono/router/reg-exp-router';
import { SmartRouter } from 'hono/router/smart-router';
import { TrieRouter } from 'hono/router/trie-router';
import type { Composition } from '../compose.ts';
import { asteriskRealtime } from './asterisk/answer-realtime.ts';
import { callOperation } from './call-operation.ts';
import { announce } from './deprecation.ts';
import { freeswitchDirectory } from './freeswitch/answer-directory.ts';
import type { RestApi, RestReply, RestRequest } from './message.ts';
import { problemReply } from './problem.ts';
import { requestIdOf } from './read-meta.ts';
import { pathFault } from './request-fault.ts';
import type { SwitchRoute } from './switch-route.ts';

const BASE = '/v1';

/** What one path answers, method by method. */
type Route = (request: RestRequest, parameters: Record<string, string>) => Promise<RestReply> | RestReply;

/** The public REST API, whoever listens in front of it. */
export function createRestApi(parts: Composition): RestApi {
  const router = new SmartRouter<Route>({ routers: [new RegExpRouter(), new TrieRouter()] });
  router.add('ALL', `${BASE}/openapi.json`, documentRoute(parts));
  for (const route of [freeswitchDirectory, asteriskRealtime]) {
    router.add('ALL', patternOf(route.path), switchRoute(parts, route));
  }
  for (const [path, methods] of routesOfRegistry()) {
    router.add('ALL', patternOf(path), operationRoute(parts, path, methods));
  }

  return async (request) => {
    const fault = pathFault(request.path);
    if (fault) return problemReply(fault, request, requestIdOf(request));
    const [handlers, stash] = router.match(request.method, request.path);
    const [route, indices] = handlers[0] ?? [];
    if (!route) return problemReply(new DomainError('notFound'), request, requestIdOf(request));
    return route(request, parametersOf(indices as Record<string, number | string>, stash));
  };
}

/** A path of the registry as the router writes it. */
const patternOf = (path: string): string => BASE + path.replaceAll(/\{(\w+)\}/g, ':$1');

/** A router that keeps its matches in a stash gives places in it, another the texts themselves. */
function parametersOf(
  found: Record<string, number | string>,
  stash: string[] | undefined,
): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, at] of Object.entries(found)) {
    const value = typeof at === 'number' ? stash?.[at] : at;
    if (value !== undefined) parameters[name] = decodeURIComponent(value);
  }
  return parameters;
}

type Methods = Partial<Record<HttpMethod, { id: OperationId; deprecation: Deprecation | undefined }>>;

/** path -> method -> operation, aliases included, as the registry declares them. */
function routesOfRegistry(): Map<string, Methods> {
  const routes = new Map<string, Methods>();
  for (const id of operationIds) {
    for (const { method, path, deprecation } of routesOf(operationOf(id))) {
      routes.set(path, { ...routes.get(path), [method]: { id, deprecation } });
    }
  }
  return routes;
}

function documentRoute({ env }: Composition): Route {
  const document = JSON.stringify(openApiDocument(env.publicUrl));
  return (request) =>
    request.method === 'GET' || request.method === 'HEAD'
      ? { status: 200, headers: { 'content-type': 'application/json' }, body: document }
      : methodNotAllowed(request, requestIdOf(request), 'GET, HEAD');
}

function switchRoute(parts: Composition, { path, methods, answer }: SwitchRoute): Route {
  return (request, parameters) =>
    logged(parts, request, path, (requestId) =>
      methods.includes(request.method)
        ? answer(parts, { request, requestId, parameters })
        : methodNotAllowed(request, requestId, methods.join(', ')),
    );
}

function operationRoute(parts: Composition, path: string, methods: Methods): Route {
  const allowed = allowedMethods(methods);
  return async (request, pathParameters) => {
    const isHead = request.method === 'HEAD';
    const { id, deprecation } = methods[isHead ? 'GET' : (request.method as HttpMethod)] ?? {};
    const isHeadOfOrder = isHead && id !== undefined && operationOf(id).kind === 'mutation';
    const reply = await logged(parts, request, path, (requestId) =>
      !id || isHeadOfOrder
        ? methodNotAllowed(request, requestId, allowed)
        : callOperation(parts, { id, request, pathParameters, requestId }),
    );
    return announce(reply, deprecation, parts.env.publicUrl);
  };
}

function allowedMethods(methods: Methods): string {
  const allowed: string[] = Object.keys(methods);
  if (methods.GET && operationOf(methods.GET.id).kind === 'query') allowed.push('HEAD');
  return allowed.sort().join(', ');
}

const methodNotAllowed = (request: RestRequest, requestId: string, allow: string): RestReply =>
  problemReply(new DomainError('methodNotAllowed', `Allowed here: ${allow}.`), request, requestId, allow);

/** One line a request, by its route and not by its URL, which could hold what a log must not. */
async function logged(
  { log }: Composition,
  request: RestRequest,
  route: string,
  answer: (requestId: string) => Promise<RestReply> | RestReply,
): Promise<RestReply> {
  const requestId = requestIdOf(request);
  const started = performance.now();
  let reply: RestReply;
  try {
    reply = await answer(requestId);
  } catch (error) {
    reply = problemReply(error, request, requestId);
    if (reply.status >= 500)
      log.error({ requestId, route, err: error }, 'request failed before its operation');
  }
  const ms = Math.round(performance.now() - started);
  log.info({ requestId, method: request.method, route: BASE + route, status: reply.status, ms }, 'request');
  return reply;
}
