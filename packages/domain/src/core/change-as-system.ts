import type { Tx } from '@strowger/db';
import { writeAudit } from './audit.ts';
import type { DomainDeps } from './context.ts';
import { type ReadModel, selectList } from './read.ts';

type OwnedRow = { id: string; customerId: string; path: string };

/**
 * Changes a thing on behalf of the product itself, with an audit entry that says so.
 * @param actor what of the product does it
 * @param change is given the row as it is now, locked
 */
export async function changeAsSystem<Row extends OwnedRow, Wire extends object>(
  deps: Pick<DomainDeps, 'clock'>,
  tx: Tx,
  model: ReadModel<Row, Wire>,
  id: string,
  actor: string,
  change: (before: Row) => Promise<void>,
): Promise<Wire> {
  const before = await read(tx, model, id, 'for update of t');
  await change(before);
  const after = model.present(await read(tx, model, id, ''));
  const owner = { customerId: before.customerId, path: before.path };
  await writeAudit(tx.rows, {
    kind: model.kind,
    id,
    ...owner,
    before: model.present(before) as Record<string, unknown>,
    after: after as Record<string, unknown>,
    caller: { actor: { kind: 'system', name: actor }, ...owner },
    operation: 'system',
    requestId: actor,
    now: deps.clock.now(),
  });
  return after;
}

async function read<Row extends OwnedRow, Wire>(
  tx: Tx,
  { kind, columns, from }: ReadModel<Row, Wire>,
  id: string,
  lock: string,
): Promise<Row> {
  const [row] = await tx.prepared<Row>(
    `select ${selectList(columns)} from ${from} where t.id = $1::uuid ${lock}`,
    [id],
  );
  if (!row) throw new Error(`the ${kind} is gone`);
  return row;
}
