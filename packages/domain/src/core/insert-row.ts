import { insertText } from '@strowger/db';
import type { MutationContext } from './context.ts';
import { type ReadModel, selectList } from './read.ts';

/**
 * Inserts a row and reads it back by its model, in one statement.
 * @param values by the names of the Prisma schema, all of the table's own; an array stays one, an object becomes JSON
 */
export async function insertRow<Row extends { id: string }, Wire>(
  { tx }: MutationContext,
  model: ReadModel<Row, Wire>,
  values: Record<string, unknown>,
): Promise<Row> {
  const [row] = await tx.prepared<Row>(statementFor(model, Object.keys(values)), Object.values(values));
  if (!row) throw new Error(`the inserted ${model.kind} has nothing that its model joins`);
  return row;
}

/**
 * Inserts a row that is known without being read back: it goes out with the commit, which saves a round trip, and what it
 * breaks fails the commit.
 */
export function insertAtCommit(
  { tx }: MutationContext,
  { from }: Pick<Target, 'from'>,
  values: Record<string, unknown>,
): void {
  const columns = columnNames(Object.keys(values));
  tx.insertAtCommit({ table: tableOf(from), columns, values: Object.values(values) });
}

type Target = Pick<ReadModel<{ id: string }, unknown>, 'from' | 'columns'>;
const statements = new WeakMap<object, Map<string, string>>();

function statementFor({ from, columns }: Target, fields: readonly string[]): string {
  const known = statements.get(columns) ?? new Map<string, string>();
  statements.set(columns, known);
  const key = fields.join();
  const statement = known.get(key) ?? insertStatement(from, columns, fields);
  known.set(key, statement);
  return statement;
}

function insertStatement(from: string, columns: Record<string, string>, fields: readonly string[]): string {
  const table = tableOf(from);
  return `with t as (${insertText(table, columnNames(fields))} returning *)
    select ${selectList(columns)} from t ${from.slice(table.length + ' t'.length)}`;
}

/** The table of `"user" t join …`. */
const tableOf = (from: string): string => from.slice(0, from.indexOf(' '));

const columnOf = new Map<string, string>();

function columnNames(fields: readonly string[]): string[] {
  return fields.map((field) => {
    const name = columnOf.get(field) ?? field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    columnOf.set(field, name);
    return name;
  });
}
