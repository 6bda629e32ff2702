type State = Record<string, unknown> | null;

export type DiffRow = { field: string; before: unknown; after: unknown; isChanged: boolean };

/** What every change does, and nobody asks for. */
const bookkeeping = new Set(['version', 'updatedAt']);

const isNode = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of a state, those of objects as `contact.email`; an empty object has none. */
function flat(state: State, before = ''): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(state ?? {})) {
    if (isNode(value)) for (const [path, inner] of flat(value, `${before}${name}.`)) fields.set(path, inner);
    else fields.set(`${before}${name}`, value);
  }
  return fields;
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The fields of a thing before and after a change, in the order that the thing has them; what only counts changes is left out. */
export function diffRows(before: State, after: State): DiffRow[] {
  const [old, now] = [flat(before), flat(after)];
  const fields = [...new Set([...now.keys(), ...old.keys()])].filter((field) => !bookkeeping.has(field));
  return fields.map((field) => ({
    field,
    before: old.get(field),
    after: now.get(field),
    isChanged: !same(old.get(field) ?? null, now.get(field) ?? null),
  }));
}

/** What a thing is called by a state of it. */
export function nameIn(state: State): string | undefined {
  const names = [
    'name',
    'username',
    'domain',
    'number',
    'dialPattern',
    'rangeStart',
    'url',
    'email',
    'host',
    'prefix',
  ];
  const found = names.map((name) => state?.[name]).find((value) => typeof value === 'string' && value !== '');
  return found as string | undefined;
}
