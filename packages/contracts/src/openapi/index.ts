import { errorTable, Problem } from '../errors.ts';
import { type Deprecation, type Operation, type Route, routesOf } from '../operation.ts';
import { operationIds, operationOf } from '../operations/index.ts';
import {
  CallRecordsBatch,
  CallRecordsCompleted,
  CallRecordsCreated,
  CallRecordsFailed,
  ConsumerChallenge,
  webhookEvents,
} from '../webhooks.ts';
import { Components, type JsonSchema } from './components.ts';

import { parametersOf } from './parameters.ts';
import { problemCodes } from './problem-codes.ts';
import { switchLookups } from './switch-lookups.ts';

export type { JsonSchema } from './components.ts';
export { type ErrorHelp, errorHelp } from './error-help.ts';
export { problemCodes } from './problem-codes.ts';

/** The OpenAPI 3.1 document of the registry. @param origin the installation's public origin */
export function openApiDocument(origin: string): Record<string, unknown> {
  const components = new Components();
  components.reference(Problem);
  const paths: Record<string, Record<string, unknown>> = {};
  for (const id of operationIds) {
    const operation = operationOf(id);
    routesOf(operation).forEach((route, index) => {
      const { method, path } = route;
      const operationId = index === 0 ? id : `${id}By${method[0]}${method.slice(1).toLowerCase()}`;
      const described = describe(operationId, operation, route, components, index > 0);
      paths[path] = { ...paths[path], [method.toLowerCase()]: described };
    });
  }
  const webhooks = {
    callRecordsBatch: webhook('A batch of call records', CallRecordsBatch, components),
    callRecordsCompleted: webhook('The manifest that closes a request', CallRecordsCompleted, components),
    callRecordsFailed: webhook('A request could not be fulfilled', CallRecordsFailed, components),
    consumerVerification: webhook('The verification of a consumer', ConsumerChallenge, components),
    callRecordCreated: webhook('Call records as they come in', CallRecordsCreated, components),
    limitWarning: webhook('A limit comes near', webhookEvents['limit.warning'], components),
    limitTriggered: webhook('A limit is used up', webhookEvents['limit.triggered'], components),
    balanceLow: webhook('A balance is low', webhookEvents['balance.low'], components),
    callRecordRevised: webhook(
      'Call records were rated anew',
      webhookEvents['call_record.revised'],
      components,
    ),
    consumerDisabled: webhook('A consumer was disabled', webhookEvents['consumer.disabled'], components),
    consumerTest: webhook('A test of a consumer', webhookEvents['consumer.test'], components),
  };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Strowger',
      version: '1.0.0',
      description:
        'Provisioning and call records of a voice wholesaler’s resellers. Every success is an array.',
      license: { name: 'MIT', identifier: 'MIT' },
      contact: { name: 'Strowger', url: origin },
    },
    servers: [{ url: `${origin}/v1` }],
    security: [{ apiKey: [] }],
    tags: tags(),
    paths: { ...paths, ...switchLookups },
    webhooks,
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, `strow_…`' } },
      schemas: components.schemas,
    },
  };
}

function tags() {
  const names = [...new Set(operationIds.map((id) => operationOf(id).tag))];
  return [...names, 'extension', 'webhooks'].map((name) => ({ name, description: `${name} operations` }));
}

function describe(
  operationId: string,
  operation: Operation,
  { deprecation }: Route,
  components: Components,
  alias: boolean,
) {
  const tags = [operation.tag, ...(operation.origin === 'extension' ? ['extension'] : [])];
  return {
    operationId,
    summary: alias ? `${operation.summary} (alias)` : operation.summary,
    description: `${operation.description ?? operation.summary}. Scope: \`${operation.scope}\`.`.replace(
      '..',
      '.',
    ),
    tags,
    ...(deprecation && { deprecated: true, ...sunsetOf(deprecation) }),
    parameters: parametersOf(operation, components),
    ...requestBody(operation, components),
    responses: {
      [operation.status]: success(operation, components),
      ...notModified(operation),
      ...problems(operation),
    },
  };
}

/** `x-sunset`, as OpenAPI has no word for it. */
const sunsetOf = ({ sunset }: Deprecation) => sunset && { 'x-sunset': sunset.toISOString().slice(0, 10) };

function requestBody(operation: Operation, components: Components) {
  if (operation.streamedBody) {
    const { mediaTypes, description } = operation.streamedBody;
    const content = Object.fromEntries(mediaTypes.map((type) => [type, { schema: { type: 'string' } }]));
    return { requestBody: { required: true, description, content } };
  }
  if (!operation.body) return {};
  const media = {
    schema: components.reference(operation.body),
    ...(operation.example?.body && { example: operation.example.body }),
  };
  return { requestBody: { required: true, content: { 'application/json': media } } };
}

const text = { schema: { type: 'string' } };
const always = { 'X-Request-Id': text, 'RateLimit-Policy': text, RateLimit: text };

function success(operation: Operation, components: Components) {
  const { shape, schema } = operation.output;
  if (operation.streamedReply) {
    const { mediaTypes, description } = operation.streamedReply;
    return {
      description,
      headers: { ...always, 'Content-Disposition': text },
      content: Object.fromEntries(mediaTypes.map((type) => [type, { schema: { type: 'string' } }])),
    };
  }
  const headers = {
    ...always,
    ...(operation.kind === 'mutation' && !operation.streamedBody && { 'Idempotent-Replayed': text }),
  };
  if (shape === 'none') return { description: 'Done; there is nothing to say', headers };
  const items = components.reference(schema);
  const only = shape === 'one' ? { minItems: 1, maxItems: 1 } : {};
  return {
    description: shape === 'one' ? 'An array containing one' : 'A page; the Link header names the next one',
    headers: {
      ...headers,
      ...(shape === 'list' ? { Link: text } : { ETag: text }),
      ...(operation.location && { Location: text }),
    },
    content: { 'application/json': { schema: { type: 'array', items, ...only } } },
  };
}

/** What If-None-Match can be answered with. */
const notModified = (operation: Operation) =>
  operation.conditional && {
    304: {
      description: 'It is still the version that If-None-Match names',
      headers: { ...always, ETag: text },
    },
  };

function problems(operation: Operation): Record<string, unknown> {
  return Object.fromEntries(
    [...problemCodes(operation)].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `${code}: ${errorTable[code].title}`).join('. '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

function webhook(summary: string, schema: Parameters<Components['reference']>[0], components: Components) {
  const header = (name: string, description: string): JsonSchema => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: { type: 'string' },
  });
  return {
    post: {
      operationId: summary
        .replaceAll(/ (\w)/g, (_, letter: string) => letter.toUpperCase())
        .replace(/^\w/, (l) => l.toLowerCase()),
      summary,
      description: `${summary}, signed by Standard Webhooks.`,
      tags: ['webhooks'],
      security: [],
      parameters: [
        header('webhook-id', 'The same for all attempts'),
        header('webhook-timestamp', 'Seconds since 1970, of this attempt'),
        header('webhook-signature', '`v1,` and the HMAC-SHA-256 of `id.timestamp.body`, one or two of them'),
      ],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: components.reference(schema) } },
      },
      responses: {
        '2XX': { description: 'Received' },
        '4XX': { description: 'Refused: it is sent again later' },
      },
    },
  };
}
