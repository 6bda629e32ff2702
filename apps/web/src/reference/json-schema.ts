/** What of JSON Schema the OpenAPI document uses. */
export type Schema = {
  type?: string;
  format?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  $ref?: string;
};

export type Schemas = Record<string, Schema>;

const isNull = ({ type }: Schema): boolean => type === 'null';

/** A schema without its reference and without `null`; what has one form left is that form. */
export function plain(schema: Schema, schemas: Schemas): { schema: Schema; nullable: boolean } {
  if (schema.$ref !== undefined) {
    const { $ref, ...own } = schema;
    const target = schemas[$ref.slice('#/components/schemas/'.length)] ?? {};
    return plain({ ...target, ...own }, schemas);
  }
  const forms = schema.anyOf ?? schema.oneOf;
  if (!forms) return { schema, nullable: false };
  const left = forms.filter((form) => !isNull(form)).map((form) => plain(form, schemas));
  const nullable = left.length < forms.length || left.some((form) => form.nullable);
  const { anyOf: _, oneOf: __, ...own } = schema;
  const only = left.length === 1 ? left[0]?.schema : undefined;
  return {
    schema: only ? { ...only, ...own } : { ...own, anyOf: left.map((form) => form.schema) },
    nullable,
  };
}

/** The prefixes of the ids that a pattern lets through: `cus` of `^cus_[0-7]…`. */
export function idPrefixesOf({ pattern = '' }: Schema): string[] {
  const prefixes = /^\^\(?([a-z|]+)\)?_\[0-7\]/.exec(pattern)?.[1];
  return prefixes === undefined ? [] : prefixes.split('|');
}
