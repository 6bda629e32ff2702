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
  const [, table, joins = ''] = /^(\S+) t\b(.*)$/s.exec(from) ?? [];
  const places = fields.map((_, at) => `$${at + 1}`);
  return `with t as (insert into ${table} (${fields.map(columnName).join(', ')}) values (${places.join(', ')}) returning *)
     select ${selectList(columns)} from t ${joins}`;
}

const columnName = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
