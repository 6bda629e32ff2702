import { cell } from './format.ts';

const GAP = 2;
const CELL_MAX = 40;

/** What tells things apart, in the order in which it is wanted; the rest follows as the API has it. */
const telling = [
  'id',
  'name',
  'username',
  'domain',
  'displayName',
  'type',
  'kind',
  'number',
  'prefix',
  'status',
  'startedAt',
];
/** What is looked for by few. */
const late = /^(createdAt|externalId|.*Id)$/;
/** What a list is never looked through for. */
const hidden = new Set(['version', 'updatedAt']);

/** The columns that fit into a width, of things that are shown below each other. */
export function chooseColumns(items: readonly Record<string, unknown>[], width: number): string[] {
  const fields = [...new Set(items.flatMap((item) => Object.keys(item)))].filter(
    (field) => !hidden.has(field) && items.some((item) => isShort(item[field])),
  );
  const rank = (field: string): number => {
    const place = telling.indexOf(field);
    if (place >= 0) return place;
    return late.test(field) ? 1000 : 100;
  };
  const wanted = fields.toSorted((a, b) => rank(a) - rank(b));
  const chosen: string[] = [];
  let left = width;
  for (const field of wanted) {
    const widest = Math.max(
      field.length,
      ...items.map((item) => Math.min(CELL_MAX, cell(item[field]).length)),
    );
    if (chosen.length > 0 && widest + GAP > left) continue;
    chosen.push(field);
    left -= widest + GAP;
  }
  return chosen;
}

/** Something that a cell holds, and not empty. */
function isShort(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (Array.isArray(value)) return value.length > 0 && value.every((item) => typeof item !== 'object');
  return typeof value !== 'object' || 'amount' in value;
}
