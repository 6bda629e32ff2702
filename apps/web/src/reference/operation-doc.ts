import { type ErrorCode, type Operation, type OperationId, operationOf, routesOf } from '@strowger/contracts';
import { problemCodes } from '@strowger/contracts/openapi';
import { type ExampleInput, type Examples, examplesOf } from './examples.ts';
import type { Schema, Schemas } from './json-schema.ts';
import { sampleOf } from './sample.ts';
import { type FieldDoc, fieldOf, fieldsOf } from './schema-fields.ts';

/** What the OpenAPI document says of one method of one path. */
export type DocumentedOperation = {
  parameters: { name: string; in: string; required?: boolean; description?: string; schema: Schema }[];
  requestBody?: { description?: string; content: Record<string, { schema: Schema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>;
};

/** What the try-it form needs: plain data, as it goes to the browser. */
export type TryIt = {
  id: string;
  method: string;
  path: string;
  params: TryItField[];
  query: TryItField[];
  /** The body to begin with: JSON, or empty for a streamed one. */
  body?: string;
  mediaTypes?: readonly string[];
  takesKey: boolean;
  takesVersion: boolean;
  /** Something is gone afterwards: one is asked before. */
  destroys: boolean;
};
type TryItField = { name: string; required: boolean; values: string[]; hint: string };

/** An operation as the reference shows it. */
export type OperationDoc = {
  id: OperationId;
  operation: Operation;
  aliases: string[];
  parameters: Record<'path' | 'query' | 'header', FieldDoc[]>;
  body: FieldDoc[];
  answer: { description: string; fields: FieldDoc[]; sample: string | undefined };
  problems: [status: number, codes: ErrorCode[]][];
  examples: Examples;
  tryIt: TryIt;
};

/** @param origin the installation's public origin */
export function operationDoc(
  id: OperationId,
  documented: DocumentedOperation,
  schemas: Schemas,
  origin: string,
): OperationDoc {
  const operation = operationOf(id);
  const parameters = { path: [], query: [], header: [] } as OperationDoc['parameters'];
  for (const { name, in: place, required = false, description, schema } of documented.parameters) {
    parameters[place as 'path'].push(
      fieldOf(name, { ...schema, ...(description && { description }) }, required, schemas),
    );
  }
  const body = documented.requestBody?.content['application/json']?.schema;
  const answer = documented.responses[operation.status];
  const answered = answer?.content?.['application/json']?.schema;
  const input = exampleInput(operation, documented, schemas);
  return {
    id,
    operation,
    aliases: routesOf(operation)
      .slice(1)
      .map(({ method, path }) => `${method} /v1${path}`),
    parameters,
    body: body ? fieldsOf(body, schemas) : [],
    answer: {
      description: answer?.description ?? '',
      fields: answered ? fieldsOf(answered, schemas) : [],
      sample: answered && JSON.stringify(sampleOf(answered, schemas), null, 2),
    },
    problems: [...problemCodes(operation)],
    examples: examplesOf(id, operation, input, origin),
    tryIt: tryIt(id, operation, parameters, input),
  };
}

/** Every path parameter, the query that must be given, and the registry's own example. */
function exampleInput(
  operation: Operation,
  { parameters }: DocumentedOperation,
  schemas: Schemas,
): ExampleInput {
  const samples = (place: string, needed: (required: boolean) => boolean) =>
    Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === place && needed(parameter.required ?? false))
        .map(({ name, schema }) => [name, String(sampleOf(schema, schemas))]),
    );
  return {
    params: samples('path', () => true),
    query: { ...samples('query', (required) => required), ...operation.example?.query },
    body: operation.example?.body ?? {},
  };
}

function tryIt(
  id: OperationId,
  operation: Operation,
  { path, query, header }: OperationDoc['parameters'],
  input: ExampleInput,
): TryIt {
  const field = ({ name, required, values, example, description, bounds }: FieldDoc): TryItField => ({
    name,
    required,
    values,
    hint: [example, ...bounds, description].find((hint) => hint && !hint.startsWith('pattern ')) ?? '',
  });
  const { streamedBody } = operation;
  return {
    id,
    method: operation.method,
    path: operation.path,
    params: path.map(field),
    query: query.map(field),
    ...(operation.body && { body: JSON.stringify(input.body, null, 2) }),
    ...(streamedBody && { body: '', mediaTypes: streamedBody.mediaTypes }),
    takesKey: header.some(({ name }) => name === 'Idempotency-Key'),
    takesVersion: header.some(({ name }) => name === 'If-Match'),
    destroys: operation.output.shape === 'none' || /^(revoke|cancel)/.test(id),
  };
}
