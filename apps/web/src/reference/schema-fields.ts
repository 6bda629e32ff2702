import { idPrefixesOf, plain, type Schema, type Schemas } from './json-schema.ts';

/** One field as a reader sees it. */
export type FieldDoc = {
  name: string;
  type: string;
  required: boolean;
  nullable: boolean;
  description?: string | undefined;
  /** As in `1 to 200 characters`. */
  bounds: string[];
  values: string[];
  fallback?: string | undefined;
  example?: string | undefined;
  /** The fields of an object, of what an array holds, or of all the forms that a value can have. */
  fields: FieldDoc[];
};

/** The fields of an object. */
export function fieldsOf(raw: Schema, schemas: Schemas): FieldDoc[] {
  const { schema } = plain(raw, schemas);
  if (schema.type === 'array' && schema.items) return fieldsOf(schema.items, schemas);
  if (schema.anyOf) return fieldsOfForms(schema.anyOf, schemas);
  const required = schema.required ?? [];
  return Object.entries(schema.properties ?? {}).map(([name, field]) =>
    fieldOf(name, field, required.includes(name), schemas),
  );
}

/** What only some of the forms have is not required. */
function fieldsOfForms(forms: Schema[], schemas: Schemas): FieldDoc[] {
  const found = new Map<string, FieldDoc>();
  const lists = forms.map((form) => fieldsOf(form, schemas));
  for (const field of lists.flat()) {
    const isEverywhere = lists.every((list) =>
      list.some(({ name, required }) => name === field.name && required),
    );
    if (!found.has(field.name)) found.set(field.name, { ...field, required: isEverywhere });
  }
  return [...found.values()];
}

/** One field of the name. */
export function fieldOf(name: string, raw: Schema, required: boolean, schemas: Schemas): FieldDoc {
  const { schema, nullable } = plain(raw, schemas);
  const items = schema.type === 'array' ? plain(schema.items ?? {}, schemas).schema : schema;
  const [example] = schema.examples ?? items.examples ?? [];
  return {
    name,
    type: typeOf(schema, schemas),
    required,
    nullable,
    description: schema.description ?? items.description,
    bounds: [
      ...boundsOf(schema),
      ...(items === schema ? [] : boundsOf(items).map((bound) => `each ${bound}`)),
    ],
    values: (items.enum ?? (items.const === undefined ? [] : [items.const])).map(String),
    fallback: schema.default === undefined ? undefined : JSON.stringify(schema.default),
    example: isShown(example, items) ? String(example) : undefined,
    fields: fieldsOf(schema, schemas),
  };
}

/** The prefix of an id says as much as an example of one. */
const isShown = (example: unknown, schema: Schema): boolean =>
  example !== undefined && typeof example !== 'object' && idPrefixesOf(schema).length === 0;

function typeOf(schema: Schema, schemas: Schemas): string {
  if (schema.anyOf) return [...new Set(schema.anyOf.map((form) => typeOf(form, schemas)))].join(' or ');
  if (schema.type === 'array') {
    return `array of ${typeOf(plain(schema.items ?? {}, schemas).schema, schemas)}`;
  }
  const others = schema.additionalProperties;
  if (schema.type === 'object' && !schema.properties && typeof others === 'object') {
    return `map of ${typeOf(plain(others, schemas).schema, schemas)}`;
  }
  if (schema.format === 'date-time') return 'time';
  if (idPrefixesOf(schema).length > 0) return 'id';
  return schema.type ?? (schema.const === undefined ? 'any' : typeof schema.const);
}

const count = new Intl.NumberFormat('en-GB');
const PATTERN_LENGTH_MAX = 48;

function boundsOf(schema: Schema): string[] {
  const prefixes = idPrefixesOf(schema);
  if (prefixes.length > 0) return [prefixes.map((prefix) => `${prefix}_…`).join(' or ')];
  return [
    range(schema.minLength, schema.maxLength, 'characters'),
    range(schema.minItems, schema.maxItems, 'items'),
    range(schema.minimum, limited(schema.maximum), ''),
    isTold(schema) ? `pattern ${schema.pattern}` : undefined,
  ].filter((bound) => bound !== undefined);
}

const limited = (maximum: number | undefined) =>
  maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? maximum : undefined;

/** A long pattern says less than the example beside it. */
const isTold = ({ pattern, format }: Schema): boolean =>
  pattern !== undefined && format === undefined && pattern.length <= PATTERN_LENGTH_MAX;

function range(low: number | undefined, high: number | undefined, unit: string): string | undefined {
  const words = (text: string) => `${text} ${unit}`.trim();
  if (high === undefined) return low === undefined ? undefined : words(`at least ${count.format(low)}`);
  return words(
    low === undefined ? `at most ${count.format(high)}` : `${count.format(low)} to ${count.format(high)}`,
  );
}
