import { text } from '@/messages/bulk.ts';
import { faultsOfIssues } from '../forms/field-errors.ts';
import type { BulkColumn, BulkKind, BulkStep, LineFault, Made, Values } from './bulk-kind.ts';
import type { Mapping } from './match-columns.ts';
import type { TableRow } from './read-table.ts';

/** A line as it was read: what it asks for, and what is wrong with it. */
export type CheckedLine = {
  line: number;
  cells: readonly string[];
  values: Values;
  steps: readonly BulkStep[];
  faults: readonly LineFault[];
};

/** A well-formed id that is nobody's: it stands for what is not made yet. */
const NOBODY = '00000000000000000000000000';
const prefixes = { createUser: 'usr', createExtension: 'ext', createCustomer: 'cus' };

/** Holds every line against the contract, and the lines against each other. @param example a password that would do */
export function checkLines(
  kind: BulkKind,
  rows: readonly TableRow[],
  mapping: Mapping,
  example: string,
): CheckedLine[] {
  const places = kind.columns.map((column) => ({ column, at: mapping.indexOf(column.name) }));
  const seen = new Map<string, number>();
  return rows.map(({ line, cells }) => {
    const values = valuesOf(places, cells);
    const { steps, faults } = kind.plan(values);
    const ofContract = steps.flatMap((step, at) => faultsOfStep(step, madeBefore(steps, at, example)));
    const known = new Set(faults.map(({ column }) => column));
    const all = [
      ...tooWide(cells, mapping),
      ...faults,
      ...ofContract.filter(({ column }) => column === undefined || !known.has(column)),
      ...repeats(kind.unique(values), line, seen),
    ];
    return { line, cells, values, steps, faults: inOrder(kind, all) };
  });
}

/** As the columns stand in the template; what is wrong with the line as a whole comes first. */
function inOrder({ columns }: BulkKind, faults: readonly LineFault[]): LineFault[] {
  const placeOf = ({ column }: LineFault) => columns.findIndex(({ name }) => name === column);
  return faults.toSorted((one, other) => placeOf(one) - placeOf(other));
}

function valuesOf(places: readonly { column: BulkColumn; at: number }[], cells: readonly string[]): Values {
  const given = places.filter(({ at }) => at >= 0 && (cells[at] ?? '') !== '');
  return Object.fromEntries(given.map(({ column, at }) => [column.name, column.read(cells[at] ?? '')]));
}

const madeBefore = (steps: readonly BulkStep[], at: number, secret: string): Made => ({
  ids: steps.slice(0, at).map(({ operation }) => `${prefixes[operation]}_${NOBODY}`),
  secret,
});

function faultsOfStep(step: BulkStep, made: Made): LineFault[] {
  const parsed = step.schema.safeParse(step.wire(made), { reportInput: true });
  if (parsed.success) return [];
  const faults = faultsOfIssues(parsed.error.issues, Object.keys(step.columns), text.entry);
  return faults.map(({ name, message }) => ({
    column: name === undefined ? undefined : step.columns[name],
    message,
  }));
}

function repeats(
  unique: Readonly<Record<string, string | undefined>>,
  line: number,
  seen: Map<string, number>,
): LineFault[] {
  return Object.entries(unique).flatMap(([column, value]) => {
    if (value === undefined) return [];
    const key = `${column}\n${value}`;
    const before = seen.get(key);
    if (before === undefined) seen.set(key, line);
    return before === undefined ? [] : [{ column, message: text.repeated(before) }];
  });
}

const tooWide = (cells: readonly string[], mapping: Mapping): LineFault[] =>
  cells.slice(mapping.length).some((cell) => cell !== '')
    ? [{ column: undefined, message: text.tooWide(cells.length, mapping.length) }]
    : [];

/** The columns that a kind cannot do without and that no place holds. */
export const missingColumns = (kind: BulkKind, mapping: Mapping): BulkColumn[] =>
  kind.columns.filter(({ name, required }) => required && !mapping.includes(name));
