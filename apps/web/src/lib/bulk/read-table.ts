import { BULK_LINES_MAX } from './bulk-kind.ts';

/** A line of a table, by its number in the text from 1 on. A cell with line breaks makes it several lines of the text. */
export type TableRow = { line: number; cells: readonly string[] };
export type Table = { rows: readonly TableRow[] } | { fault: 'empty' | 'quotes'; line?: number } | TooMany;
type TooMany = { fault: 'tooMany'; count: number };

/** What stands between cells, where the table does not tell: Europe's spreadsheets write semicolons, a pasted range tabs. */
const delimiters = ['\t', ';', ','];

/** Reads comma, semicolon or tab separated values. The parser comes when it is needed. */
export async function readTable(given: string): Promise<Table> {
  const { default: papa } = await import('papaparse');
  const text = given.replace(/^\uFEFF/, '');
  const rows: TableRow[] = [];
  let line = 1;
  let from = 0;
  let broken: number | undefined;
  papa.parse<string[]>(text, {
    delimiter: delimiterOf(text),
    step: ({ data, errors, meta }) => {
      const cells = data.map(cleaned);
      if (errors.some(({ type }) => type === 'Quotes')) broken ??= line;
      if (cells.some((cell) => cell !== '')) rows.push({ line, cells });
      line += breaksIn(text.slice(from, meta.cursor));
      from = meta.cursor;
    },
  });
  if (broken !== undefined) return { fault: 'quotes', line: broken };
  if (rows.length === 0) return { fault: 'empty' };
  // One line more than may be created: it can be the names of the columns.
  return rows.length > BULK_LINES_MAX + 1 ? { fault: 'tooMany', count: rows.length } : { rows };
}

/** An apostrophe in front of what would be a formula is a spreadsheet's, and our own exports'. */
const cleaned = (cell: string): string => cell.trim().replace(/^'(?=[=+\-@])/, '');

const breaksIn = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;

/** The one that stands most often in the first line, outside of quotes. */
function delimiterOf(text: string): string {
  const first = text.trimStart().split(/\r|\n/, 1)[0] ?? '';
  const bare = first.replace(/"[^"]*"/g, '');
  const countOf = (delimiter: string) => bare.split(delimiter).length;
  return delimiters.toSorted((one, other) => countOf(other) - countOf(one))[0] ?? ',';
}
