import Table from 'cli-table3';
import { type Io, styled } from '../io.ts';
import { chooseColumns } from './choose-columns.ts';
import { at, cell } from './format.ts';

const WIDTH_OF_PIPE = 120;
const CELL_MAX = 40;

const plain = {
  chars: Object.fromEntries(
    [
      'top',
      'top-mid',
      'top-left',
      'top-right',
      'bottom',
      'bottom-mid',
      'bottom-left',
      'bottom-right',
      'left',
      'left-mid',
      'mid',
      'mid-mid',
      'right',
      'right-mid',
      'middle',
    ].map((name) => [name, '']),
  ),
  style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
};

const trimmed = (text: string): string => text.replaceAll(/[ \t]+$/gm, '');

/** Things below each other, a column a field; those that fit where none are named. */
export function renderTable(
  io: Io,
  items: readonly Record<string, unknown>[],
  columns: readonly string[] | undefined,
): string {
  const width = io.stdout.columns ?? WIDTH_OF_PIPE;
  const shown = columns ?? chooseColumns(items, width);
  const isCut = columns === undefined;
  const table = new Table({ ...plain, head: shown.map((name) => styled(io, 'stdout', 'bold', name)) });
  for (const item of items) table.push(shown.map((name) => cut(cell(at(item, name)), isCut)));
  return trimmed(table.toString());
}

/** One thing, a line a field; a part of it as `contact.email`. */
export function renderThing(
  io: Io,
  thing: Record<string, unknown>,
  columns: readonly string[] | undefined,
): string {
  const table = new Table({ ...plain });
  for (const [name, value] of linesOf(thing, columns))
    table.push([styled(io, 'stdout', 'bold', name), cell(value)]);
  return trimmed(table.toString());
}

function linesOf(
  thing: Record<string, unknown>,
  columns: readonly string[] | undefined,
): [name: string, value: unknown][] {
  if (columns) return columns.map((name) => [name, at(thing, name)]);
  return Object.entries(thing).flatMap(([name, value]): [string, unknown][] => {
    const isObject =
      typeof value === 'object' && value !== null && !Array.isArray(value) && !('amount' in value);
    if (!isObject) return [[name, value]];
    return Object.entries(value).map(([inner, part]) => [`${name}.${inner}`, part]);
  });
}

const cut = (text: string, isCut: boolean): string =>
  isCut && text.length > CELL_MAX ? `${text.slice(0, CELL_MAX - 1)}…` : text;
