import { compact } from './compact.ts';
import type { MutationContext } from './context.ts';
import { DomainError, notFound } from './domain-error.ts';
import { type ReadModel, selectList } from './read.ts';
import { subtreeEnd } from './tree-path.ts';

/** What a change needs to read, lock and leave its entry, whether it is one of an operation or of an operator's own account. */
export type ChangeContext = Pick<MutationContext, 'caller' | 'tx' | 'meta' | 'audit'>;

/**
 * Reads a row of the scope and locks it for the rest of the transaction.
 * @throws DomainError notFound; staleVersion if If-Match named another version
 */
export async function lockRow<Row extends { id: string; version: number }, Wire>(
  context: ChangeContext,
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

/** How a row is read that is only held: nothing of it leaves. */
export type HeldModel<Row extends { id: string }> = Pick<
  ReadModel<Row, unknown>,
  'kind' | 'from' | 'columns' | 'path'
>;

/**
 * Reads a row of the scope inside the transaction and keeps it from being deleted or moved until the end.
 * @param more values from $4 on, for a model that asks for something beside
 */
export async function holdRow<Row extends { id: string }>(
  context: ChangeContext,
  model: HeldModel<Row>,
  id: string,
  field: string,
  more: readonly unknown[] = [],
): Promise<Row> {
  const row = await readForChange(context, model, id, 'for share of t', more);
  if (!row) throw notFound(model.kind, field);
  return row;
}

/** Whose a thing is: what its audit entries are read by. */
export type Owner = { customerId: string; path: string };

/**
 * Ends a creation: reads the thing as it stands now, leaves its audit entry, and gives the reply.
 * @param shownOnce what only this reply shows (the audit masks it)
 */
export async function created<Row extends { id: string }, Wire extends object>(
  context: ChangeContext,
  model: ReadModel<Row, Wire>,
  id: string,
  owner: Owner,
  shownOnce: Partial<Wire> = {},
): Promise<Wire> {
  return presentCreated(context, model, await reread(context, model, id), owner, shownOnce);
}

/** As `created`, for a row that is known already. */
export async function presentCreated<Row extends { id: string }, Wire extends object>(
  context: ChangeContext,
  model: ReadModel<Row, Wire>,
  row: Row,
  owner: Owner,
  shownOnce: Partial<Wire> = {},
): Promise<Wire> {
  const after = { ...model.present(row), ...shownOnce };
  await leaveEntry(context, model, row.id, owner, null, after);
  return after;
}

/** Ends a deletion of the row that was locked as `before`: its last state stays in the audit entry. */
export async function deleted<Row extends { id: string }, Wire extends object>(
  context: ChangeContext,
  model: ReadModel<Row, Wire>,
  before: Row,
  owner: Owner,
): Promise<null> {
  await leaveEntry(context, model, before.id, owner, model.present(before), null);
  return null;
}

/**
 * Ends a change of the row that was locked as `before`.
 * @param written secrets that were written and that no reply shows: the audit says that, and masks them
 */
export async function changed<Row extends { id: string }, Wire extends object>(
  context: ChangeContext,
  model: ReadModel<Row, Wire>,
  before: Row,
  owner: Owner,
  written: Record<string, string | undefined> = {},
): Promise<Wire> {
  const after = model.present(await reread(context, model, before.id));
  await leaveEntry(context, model, before.id, owner, model.present(before), {
    ...after,
    ...compact(written),
  });
  return after;
}

const leaveEntry = <Row extends { id: string }, Wire>(
  { audit }: ChangeContext,
  { kind }: ReadModel<Row, Wire>,
  id: string,
  { customerId, path }: Owner,
  before: object | null,
  after: object | null,
): Promise<void> =>
  audit({
    kind,
    id,
    customerId,
    path,
    before: before as Record<string, unknown> | null,
    after: after as Record<string, unknown> | null,
  });

/** The row as it stands now in the transaction. */
export async function reread<Row extends { id: string }, Wire>(
  context: ChangeContext,
  model: ReadModel<Row, Wire>,
  id: string,
  field?: string,
): Promise<Row> {
  const row = await readForChange(context, model, id, '');
  if (!row) throw notFound(model.kind, field);
  return row;
}

async function readForChange<Row extends { id: string }>(
  context: ChangeContext,
  model: HeldModel<Row>,
  id: string,
  lock: string,
  more: readonly unknown[] = [],
): Promise<Row | undefined> {
  const { caller, tx } = context;
  const values = [id, caller.path, subtreeEnd(caller.path), ...more];
  const [row] = await tx.prepared<Row>(statementFor(model, lock), values);
  return row;
}

const statements = new WeakMap<object, Map<string, string>>();

/** Put together once: a long text that is new each time is hashed each time too. */
function statementFor(
  { columns, from, path }: Pick<HeldModel<{ id: string }>, 'columns' | 'from' | 'path'>,
  lock: string,
): string {
  const known = statements.get(columns) ?? new Map<string, string>();
  statements.set(columns, known);
  const statement =
    known.get(lock) ??
    `select ${selectList(columns)} from ${from}
     where t.id = $1::uuid and ${path} >= $2 and ${path} < $3 ${lock}`;
  known.set(lock, statement);
  return statement;
}
