import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

/**
 * The schemas of the document. `z.toJSONSchema` leaves types with an id as `$ref`s to local `$defs`: they are hoisted to
 * components/schemas here, so that each stands once.
 */
export class Components {
  readonly schemas: Record<string, JsonSchema> = {};

  /** The wire form of a schema, as a reference if it has an id. */
  reference(schema: z.ZodType): JsonSchema {
    const json = z.toJSONSchema(schema, {
      io: 'input',
      target: 'draft-2020-12',
      unrepresentable: 'any',
    }) as JsonSchema;
    const { $schema: _, $defs, id, ...rest } = json;
    for (const [name, definition] of Object.entries(($defs ?? {}) as Record<string, JsonSchema>)) {
      const { id: __, ...own } = definition;
      this.schemas[name] = hoisted(own) as JsonSchema;
    }
    if (typeof id === 'string' && !('$ref' in rest)) {
      this.schemas[id] = hoisted(rest) as JsonSchema;
      return { $ref: `#/components/schemas/${id}` };
    }
    return hoisted(rest) as JsonSchema;
  }
}

function hoisted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hoisted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === '$ref' && typeof inner === 'string'
        ? [key, inner.replace('#/$defs/', '#/components/schemas/')]
        : [key, hoisted(inner)],
    ),
  );
}
