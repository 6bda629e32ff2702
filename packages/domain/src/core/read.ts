import { decodeId, encodeId, type IdKind, type OperationId } from '@strowger/contracts';
import { equalText } from '../crypto/keyring.ts';
import type { Caller } from './caller.ts';
import type { Page, QueryContext } from './context.ts';
import { invalidParameter, notFound } from './domain-error.ts';
import { subtreeEnd } from './tree-path.ts';

/** How one resource is read: its columns by field name, and the presenter that names each field that leaves. */
export type ReadModel<Row extends { id: string }, Wire> = {
  kind: IdKind;
  /** Table and joins; the resource's own table is `t`. */
  from: string;
  /** field -> SQL expression */
  columns: Record<keyof Row & string, string>;
  /** SQL of the tree path that scopes a row. It stands in every query, and is no option. */
  path: string;
  /** What may be read, though never changed, from outside of the subtree: SQL that names its values by Parameters. */
  alsoReadable?: (parameters: Parameters, caller: Caller) => string;
  present: (row: Row) => Wire;
  /**
   * For fields that are found only by looking elsewhere: rows are read with `columns`, and `complete` gives them the rest.
   * `lacking` is SQL, asked once with the rows, that says whether anything is to be looked for.
   */
  completion?: {
    columns: Record<string, string>;
    lacking: (parameters: Parameters, caller: Caller) => string;
    complete: (context: QueryContext, rows: Row[], lacking: boolean) => Promise<void>;
  };
};

const selectLists = new WeakMap<object, string>();

/** The select list of a model: each field under its own name. */
export function selectList(columns: Record<string, string>): string {
  const known = selectLists.get(columns);
  if (known !== undefined) return known;
  const list = Object.entries(columns)
    .map(([field, sql]) => `${sql} as "${field}"`)
    .join(', ');
  selectLists.set(columns, list);
  return list;
}

/** Collects values of a query and names their places. */
export class Parameters {
  readonly values: unknown[] = [];
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** The condition that keeps a query inside the caller's scope. */
function scopeOf<Row extends { id: string }, Wire>(
  model: ReadModel<Row, Wire>,
  p: Parameters,
  caller: Caller,
): string {
  const subtree = `${model.path} >= ${p.add(caller.path)} and ${model.path} < ${p.add(subtreeEnd(caller.path))}`;
  return model.alsoReadable ? `((${subtree}) or ${model.alsoReadable(p, caller)})` : subtree;
}

/** The row with that id in the caller's scope. @throws DomainError notFound, with `field` as the pointer if given */
export async function readRow<Row extends { id: string }, Wire>(
  context: QueryContext,
  model: ReadModel<Row, Wire>,
  id: string,
  field?: string,
): Promise<Row> {
  const parameters = new Parameters();
  const scope = scopeOf(model, parameters, context.caller);
  const sql = `select ${selected(context, model, parameters)} from ${model.from} where ${scope} and t.id = ${parameters.add(id)}`;
  const rows = await context.deps.db.prepared<Row & Completed>(sql, parameters.values);
  const [row] = rows;
  if (!row) throw notFound(model.kind, field);
  await model.completion?.complete(context, rows, row.lacking);
  return row;
}

type Completed = { lacking: boolean };

/** The select list of a model, and whether its rows lack something that is found elsewhere only. */
function selected<Row extends { id: string }, Wire>(
  { caller }: QueryContext,
  { columns, completion }: ReadModel<Row, Wire>,
  parameters: Parameters,
): string {
  if (!completion) return selectList(columns);
  return `${selectList(completion.columns)}, ${completion.lacking(parameters, caller)} as "lacking"`;
}

/** As readRow, presented. */
export async function readOne<Row extends { id: string }, Wire>(
  context: QueryContext,
  model: ReadModel<Row, Wire>,
  id: string,
): Promise<Wire> {
  return model.present(await readRow(context, model, id));
}

export type SortKey = {
  sql: string;
  type: 'text' | 'timestamptz' | 'uuid' | 'int' | 'bigint';
  /** Where no two rows have the same: the id, which breaks ties, would make PostgreSQL sort what the index gives in order. */
  unique?: true;
};

export type ListQuery = {
  limit?: number | undefined;
  cursor?: string | undefined;
  /** Conditions beside the scope, as SQL that names its values through the Parameters. */
  where: (parameters: Parameters) => (string | undefined | false)[];
  /** What the rows are ordered by (then by id). */
  sort: SortKey;
  descending?: boolean;
  /** Everything that decides which rows there are: a cursor of one list opens no other. */
  fingerprint: unknown;
  /**
   * Planned for its very values, which costs a third of a millisecond: where it depends on them what is quick. A scope may be a leaf or the
   * whole platform, a word may stand in one name or in all of them.
   */
  byValues?: boolean;
};

const DEFAULT_LIMIT = 50;

/** One page in keyset order on (sort key, id): rows that stand throughout a walk come exactly once. */
export async function readPage<Row extends { id: string }, Wire>(
  context: QueryContext,
  model: ReadModel<Row, Wire>,
  query: ListQuery,
): Promise<Page<Wire>> {
  const limit = query.limit ?? DEFAULT_LIMIT;
  const parameters = new Parameters();
  const conditions = [
    scopeOf(model, parameters, context.caller),
    ...query.where(parameters).filter((condition) => typeof condition === 'string'),
  ];
  const position = readPosition(context, model.kind, query.cursor, query.fingerprint);
  const { sql: key, type, unique } = query.sort;
  if (position) {
    const compare = query.descending ? '<' : '>';
    const at = `${parameters.add(position.key)}::${type}`;
    conditions.push(
      unique
        ? `${key} ${compare} ${at}`
        : `(${key}, t.id) ${compare} (${at}, ${parameters.add(position.id)}::uuid)`,
    );
  }
  const direction = query.descending ? 'desc' : 'asc';
  const sortKey = `${type === 'timestamptz' ? `${key}::timestamptz` : key}::text as "sortKey"`;
  const { db } = context.deps;
  const send = query.byValues ? db.rows : db.prepared;
  const rows = await send<Row & Completed & { sortKey: string }>(
    `select ${selected(context, model, parameters)}, ${sortKey} from ${model.from} where ${conditions.join(' and ')}
     order by ${key} ${direction}${unique ? '' : `, t.id ${direction}`} limit ${limit + 1}`,
    parameters.values,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor =
    rows.length > limit && last
      ? sealPage(context, model.kind, { key: last.sortKey, id: last.id }, query.fingerprint)
      : null;
  await model.completion?.complete(context, page, last?.lacking === true);
  return { items: page.map((row) => model.present(row)), nextCursor };
}

type Seal = { operationId: OperationId; customerId: string; query: unknown };
/** Where a page ended: the sort key as text, and the id. */
export type Position = { key: string; id: string };

const sealOf = ({ operationId, caller }: QueryContext, fingerprint: unknown): Seal => ({
  operationId,
  customerId: caller.customerId,
  query: fingerprint,
});

/** Where the page before ended; undefined for the first page. @throws DomainError validation for a cursor of another list */
export const readPosition = (
  context: QueryContext,
  kind: IdKind,
  cursor: string | undefined,
  fingerprint: unknown,
): Position | undefined =>
  cursor === undefined ? undefined : openCursor(context, kind, cursor, sealOf(context, fingerprint));

/** The cursor of the page behind a place. */
export const sealPage = (
  context: QueryContext,
  kind: IdKind,
  position: Position,
  fingerprint: unknown,
): string => sealCursor(context, kind, position, sealOf(context, fingerprint));

function sealCursor(context: QueryContext, kind: IdKind, position: Position, seal: Seal): string {
  const payload = Buffer.from(JSON.stringify([position.key, encodeId(kind, position.id)])).toString(
    'base64url',
  );
  return `${payload}-${context.deps.keyring.mac('cursor', JSON.stringify([payload, seal])).slice(0, 22)}`;
}

function openCursor(context: QueryContext, kind: IdKind, cursor: string, seal: Seal): Position {
  const fault = () =>
    invalidParameter('cursor', 'must be the cursor of the page before, with the same filters and sort');
  const cut = cursor.length - 23;
  const payload = cursor.slice(0, cut);
  const mac = context.deps.keyring.mac('cursor', JSON.stringify([payload, seal])).slice(0, 22);
  if (cut < 1 || cursor[cut] !== '-' || !equalText(cursor.slice(cut + 1), mac)) throw fault();
  const [key, wireId] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [string, string];
  const id = decodeId(kind, wireId);
  if (id === undefined) throw fault();
  return { key, id };
}
