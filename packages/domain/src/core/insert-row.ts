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
  const [, table, joins = ''] = /^(\S+) t\b(.*)$/s.exec(model.from) ?? [];
  const columns = Object.keys(values).map(columnName);
  const places = columns.map((_, at) => `$${at + 1}`);
  const [row] = await tx.prepared<Row>(
    `with t as (insert into ${table} (${columns.join(', ')}) values (${places.join(', ')}) returning *)
     select ${selectList(model.columns)} from t ${joins}`,
    Object.values(values),
  );
  if (!row) throw new Error(`the inserted ${model.kind} has nothing that its model joins`);
  return row;
}

const columnName = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
