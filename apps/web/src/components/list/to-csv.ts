import type { Column } from './column.ts';

/** A cell by RFC 4180. What a spreadsheet would take for a formula is given as text. */
function csvCell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  const safe =
    typeof value === 'string' && /^[=+\-@\t\r]/.test(text) && !/^\+\d+$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Lines of cells as comma-separated values. */
export const csvText = (lines: readonly (readonly unknown[])[]): string =>
  lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');

/** The rows as a table of comma-separated values, heads first. */
export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const exported = columns.filter((column) => column.value);
  return csvText([
    exported.map(({ header }) => header),
    ...rows.map((row) => exported.map(({ value }) => value?.(row))),
  ]);
}
