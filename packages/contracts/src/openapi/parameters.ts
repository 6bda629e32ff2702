import type { z } from 'zod';
import type { Operation } from '../operation.ts';
import type { Components, JsonSchema } from './components.ts';

/** The parameters of an operation: of its path, its query, and the headers that every operation of its kind takes. */
export function parametersOf(operation: Operation, components: Components): JsonSchema[] {
  return [
    ...fromShape('path', operation.params, components),
    ...fromShape('query', operation.query, components),
    ...headers(operation),
  ];
}

function fromShape(
  place: 'path' | 'query',
  shape: z.ZodObject | undefined,
  components: Components,
): JsonSchema[] {
  return Object.entries(shape?.shape ?? {}).map(([name, field]) => {
    const { description, ...schema } = components.reference(field as z.ZodType);
    return {
      name,
      in: place,
      required: place === 'path' || !(field as z.ZodType).safeParse(undefined).success,
      ...(description !== undefined && { description }),
      schema,
    };
  });
}

function headers(operation: Operation): JsonSchema[] {
  const header = (name: string, description: string) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  });
  if (operation.kind === 'query') {
    return operation.conditional
      ? [header('If-None-Match', 'An ETag: 304 if the thing is still that version')]
      : [];
  }
  if (operation.streamedBody) return [];
  return [
    header(
      'Idempotency-Key',
      'To 255 characters: a second call with it gets the first one’s reply, for 24 h',
    ),
    ...(operation.params && operation.status === 200
      ? [header('If-Match', 'An ETag: 412 if the thing has another version now')]
      : []),
  ];
}
