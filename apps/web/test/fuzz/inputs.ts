import type { Operation } from '@strowger/contracts';
import fc from 'fast-check';
import { z } from 'zod';

type JsonSchema = {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
};

const schemaOf = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;

/** Values that an attacker or a broken client sends. */
const absurd: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom(
    '',
    '\u0000',
    '\ud800',
    '💥'.repeat(50),
    '__proto__',
    "'; drop table customer; --",
    '../../etc/passwd',
    '<script>',
  ),
  fc.constantFrom(-1, 0, 1e308, 2 ** 53 + 1, -0, 0.1, true, null, [], {}, [[]]),
  fc.string({ maxLength: 300, unit: 'binary' }),
);

/** What the schema allows, as far as its keywords tell; refinements may still refuse it. */
function valid(schema: JsonSchema, ids: readonly string[], root: JsonSchema = schema): fc.Arbitrary<unknown> {
  const inner = (part: JsonSchema) => valid(part, ids, root);
  if (schema.$ref) return inner(root.$defs?.[schema.$ref.replace('#/$defs/', '')] ?? {});
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(inner));
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1000, 1_000_000) });
    case 'array':
      return fc.array(inner(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case 'object':
      return object(schema, inner);
    case 'string':
      return text(schema, ids);
    default:
      return absurd;
  }
}

function object(
  schema: JsonSchema,
  inner: (part: JsonSchema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const required = schema.required ?? [];
  const fields = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, part]) => [name, inner(part)]),
  );
  return fc.record(fields, { requiredKeys: required as never });
}

/** Ids are mostly those of things that there are. */
function text(schema: JsonSchema, ids: readonly string[]): fc.Arbitrary<string> {
  const { pattern, minLength = 0, maxLength = 40 } = schema;
  const prefix = /^\^\(?([a-z]{3})/.exec(pattern ?? '')?.[1];
  const known =
    prefix && pattern?.includes('0-9a-hjkmnp') ? ids.filter((id) => id.startsWith(`${prefix}_`)) : [];
  if (known.length > 0) return fc.constantFrom(...known);
  const dated = fc
    .date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
    .map((at) => at.toISOString());
  if (schema.pattern?.includes('T(?:') || (schema as { format?: string }).format === 'date-time')
    return dated;
  if (pattern) {
    try {
      return fc.stringMatching(new RegExp(pattern.replaceAll('\\uffff', '\\u0fff')), { size: 'small' });
    } catch {
      // fast-check knows no look-aheads: such a text comes from the absurd ones.
    }
  }
  return fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) });
}

export type GeneratedInput = {
  params: Record<string, string>;
  query: Record<string, unknown>;
  body: unknown;
  headers: Record<string, string>;
};

/** Inputs of one operation: valid, nearly valid (one place is absurd, or one field too many), and absurd. */
export function inputsOf(operation: Operation, ids: readonly string[]): fc.Arbitrary<GeneratedInput> {
  const part = (schema: z.ZodType | undefined) => (schema ? valid(schemaOf(schema), ids) : fc.constant({}));
  const spoiled = (whole: fc.Arbitrary<unknown>) =>
    fc.tuple(whole, fc.string({ maxLength: 12 }), absurd, fc.nat()).map(([value, name, wrong, at]) => {
      const fields = { ...(value as Record<string, unknown>) };
      const names = Object.keys(fields);
      const place = at % 3 === 0 || names.length === 0 ? name : (names[at % names.length] as string);
      return { ...fields, [place]: wrong };
    });
  const near = (whole: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: 5, arbitrary: whole }, { weight: 2, arbitrary: spoiled(whole) });
  return fc.record({
    params: (operation.params ? near(part(operation.params)) : fc.constant({})) as fc.Arbitrary<
      Record<string, string>
    >,
    query: near(part(operation.query)) as fc.Arbitrary<Record<string, unknown>>,
    body: operation.body
      ? fc.oneof({ weight: 6, arbitrary: near(part(operation.body)) }, { weight: 1, arbitrary: absurd })
      : fc.constant(undefined),
    headers: fc.oneof(
      { weight: 4, arbitrary: fc.constant({}) },
      {
        weight: 1,
        arbitrary: fc.dictionary(
          fc.constantFrom('if-match', 'idempotency-key', 'if-none-match', 'x-request-id'),
          fc.stringMatching(/^[ -~]{1,40}$/),
          {
            maxKeys: 2,
          },
        ),
      },
    ),
  });
}
