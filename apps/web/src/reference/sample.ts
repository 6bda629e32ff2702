import { idPrefixesOf, plain, type Schema, type Schemas } from './json-schema.ts';

/** A value that fits a schema, made of the contract's own examples: what a body or an answer looks like. */
export function sampleOf(raw: Schema, schemas: Schemas): unknown {
  const { schema } = plain(raw, schemas);
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf?.[0]) return sampleOf(schema.anyOf[0], schemas);
  switch (schema.type) {
    case 'array':
      return schema.items ? [sampleOf(schema.items, schemas)] : [];
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, field]) => [name, sampleOf(field, schemas)]),
      );
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, Math.min(1, schema.maximum ?? 1));
    case 'boolean':
      return true;
    case 'string':
      return text(schema);
    default:
      return null;
  }
}

function text(schema: Schema): string {
  const [prefix] = idPrefixesOf(schema);
  return prefix === undefined
    ? 'text'.padEnd(schema.minLength ?? 0, '.')
    : `${prefix}_01kaz4x0e8v9q5h2c7t1m6n3pr`;
}
