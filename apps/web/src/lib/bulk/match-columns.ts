import type { BulkColumn } from './bulk-kind.ts';
import type { TableRow } from './read-table.ts';

/** Which column each place of a line holds; null is left out. */
export type Mapping = readonly (string | null)[];
export type Matched = { hasHeader: boolean; mapping: Mapping };

/** `External ID` is `externalId`. */
const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

const isNamed = (column: BulkColumn, text: string): boolean =>
  [column.name, column.label, ...(column.aliases ?? [])].some((name) => plain(name) === plain(text));

/** Finds the columns by the names in the first line; where it has none, by their order in the template. */
export function matchColumns(columns: readonly BulkColumn[], rows: readonly TableRow[]): Matched {
  const first = rows[0]?.cells ?? [];
  const named = first.map((text) => columns.find((column) => isNamed(column, text))?.name ?? null);
  const filled = first.filter((text) => text !== '').length;
  // A name may stand among values by accident; half of a line does not.
  const hasHeader = named.filter((name) => name !== null).length * 2 >= Math.max(filled, 1);
  return { hasHeader, mapping: hasHeader ? withoutRepeats(named) : byOrder(columns, rows) };
}

export function byOrder(columns: readonly BulkColumn[], rows: readonly TableRow[]): Mapping {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, at) => columns[at]?.name ?? null);
}

/** A place gets another column; the place that had it before gets none. */
export const remap = (mapping: Mapping, place: number, name: string | null): Mapping =>
  mapping.map((before, at) => (at === place ? name : before === name ? null : before));

const withoutRepeats = (mapping: Mapping): Mapping =>
  mapping.map((name, at) => (mapping.indexOf(name) === at ? name : null));
