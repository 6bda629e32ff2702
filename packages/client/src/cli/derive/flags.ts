import { type Operation, type OperationId, operationOf } from '@strowger/contracts';
import { z } from 'zod';

/** How the text of a flag becomes a value. */
export type FlagKind = 'text' | 'number' | 'boolean' | 'list' | 'numbers' | 'json';

/** One field of an operation's query or body, as a flag. */
export type Flag = {
  /** The field, as in `parentId`; the flag is `--parent-id`. */
  field: string;
  name: string;
  kind: FlagKind;
  /** What stands for its value in a help text. */
  placeholder: string;
  choices: readonly string[];
  isRequired: boolean;
  isNullable: boolean;
  help: string;
};

type Json = {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Json[];
  items?: Json;
  description?: string;
  examples?: unknown[];
  pattern?: string;
  writeOnly?: boolean;
  properties?: Record<string, unknown>;
  $ref?: string;
  $defs?: Record<string, Json>;
};

export const flagName = (field: string): string =>
  field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The positional arguments: the parameters of the path, in their order. */
export const argumentsOf = (operation: Operation): string[] => Object.keys(operation.params?.shape ?? {});

/** The flags of an operation: those that must be given first, then as the registry has them. */
export function flagsOf(id: OperationId): Flag[] {
  const { query, body } = operationOf(id);
  const fields = Object.entries({ ...query?.shape, ...body?.shape }) as [string, z.ZodType][];
  const flags = fields.map(([field, schema]) => flagOf(field, schema));
  return [...flags.filter((flag) => flag.isRequired), ...flags.filter((flag) => !flag.isRequired)];
}

function flagOf(field: string, schema: z.ZodType): Flag {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
  const variants = root.anyOf?.map((variant) => resolve(variant, root)) ?? [resolve(root, root)];
  const isNullable = variants.some(({ type }) => type === 'null');
  const [json = {}] = variants.filter(({ type }) => type !== 'null');
  const kind = kindOf(json, root);
  const choices = kind === 'list' ? enumOf(resolve(json.items ?? {}, root)) : enumOf(json);
  const flag = {
    field,
    name: flagName(field),
    kind,
    placeholder: placeholderOf(kind, json),
    choices: kind === 'boolean' ? [] : choices,
    isRequired: !schema.safeParse(undefined).success,
    isNullable,
  };
  const described = { ...json, ...(root.description !== undefined && { description: root.description }) };
  return { ...flag, help: helpOf(flag, described) };
}

const resolve = (json: Json, root: Json): Json =>
  json.$ref ? (root.$defs?.[json.$ref.replace('#/$defs/', '')] ?? {}) : json;

const enumOf = (json: Json): string[] => (json.enum ?? []).filter((value) => typeof value === 'string');

const isNumber = ({ type }: Json): boolean => type === 'integer' || type === 'number';

function kindOf(json: Json, root: Json): FlagKind {
  if (json.type === 'boolean' || json.enum?.join() === 'true,false') return 'boolean';
  if (isNumber(json)) return 'number';
  if (json.type === 'array') {
    const items = resolve(json.items ?? {}, root);
    if (isNumber(items)) return 'numbers';
    const isText = (items.anyOf ?? [items]).every(({ type }) => type === 'string');
    return isText ? 'list' : 'json';
  }
  if (json.type === 'object') return 'json';
  return 'text';
}

function placeholderOf(kind: FlagKind, json: Json): string {
  if (kind === 'text') return /^\^\w{3}_/.test(json.pattern ?? '') ? 'id' : 'text';
  return kind;
}

function helpOf(
  flag: Omit<Flag, 'help'>,
  { description, examples, properties, items, writeOnly }: Json,
): string {
  const [example] = examples ?? [];
  const isTold = description !== undefined || flag.choices.length > 0;
  const parts = [
    description,
    flag.choices.length > 0 && flag.choices.join(' | '),
    !isTold && typeof example === 'string' && `as in ${example}`,
    properties && `with ${Object.keys(properties).join(', ')}`,
    items?.properties && `each with ${Object.keys(items.properties).join(', ')}`,
    (flag.kind === 'list' || flag.kind === 'numbers') && 'separated by commas',
    flag.isNullable && 'null clears it',
    writeOnly && 'a secret: --data @FILE keeps it out of the list of processes',
  ];
  return parts.filter((part) => typeof part === 'string').join('; ');
}
