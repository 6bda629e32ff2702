import type { MutationContext } from './context.ts';
import { DomainError, notFound } from './domain-error.ts';
import { type ReadModel, selectList } from './read.ts';
import { subtreeEnd } from './tree-path.ts';

/**
 * Reads a row of the scope and locks it for the rest of the transaction.
 * @throws DomainError notFound; staleVersion if If-Match named another version
 */
export async function lockRow<Row extends { id: string; version: number }, Wire>(
  context: MutationContext,
  model: ReadModel<Row, Wire>,
  id: string,
  field?: string,
): Promise<Row> {
  const row = await readForChange(context, model, id, 'for update of t');
  if (!row) throw notFound(model.kind, field);
  if (context.meta.ifVersion !== undefined && context.meta.ifVersion !== row.version) {
    throw new DomainError('staleVersion', `The version is ${row.version} now.`);
  }
  return row;
}

/** Reads a row of the scope inside the transaction and keeps it from being deleted or moved until the end. */
export async function holdRow<Row extends { id: string }, Wire>(
  context: MutationContext,
  model: ReadModel<Row, Wire>,
  id: string,
  field: string,
): Promise<Row> {
  const row = await readForChange(context, model, id, 'for share of t');
  if (!row) throw notFound(model.kind, field);
  return row;
}

/** The row as it stands now in the transaction, for the reply after a change. */
export async function reread<Row extends { id: string }, Wire>(
  context: MutationContext,
  model: ReadModel<Row, Wire>,
  id: string,
): Promise<Row> {
  const row = await readForChange(context, model, id, '');
  if (!row) throw notFound(model.kind);
  return row;
}

async function readForChange<Row extends { id: string }, Wire>(
  context: MutationContext,
  model: ReadModel<Row, Wire>,
  id: string,
  lock: string,
): Promise<Row | undefined> {
  const { caller, tx } = context;
  const [row] = await tx.$queryRawUnsafe<Row[]>(
    `select ${selectList(model.columns)} from ${model.from}
     where t.id = $1::uuid and ${model.path} >= $2 and ${model.path} < $3 ${lock}`,
    id,
    caller.path,
    subtreeEnd(caller.path),
  );
  return row;
}
