import type { Consumer } from '@strowger/contracts';
import type { Tx } from '@strowger/db';
import { writeAudit } from '../core/audit.ts';
import type { DomainDeps } from '../core/context.ts';
import { selectList } from '../core/read.ts';
import { type ConsumerRow, consumerModel } from './consumer-model.ts';

/**
 * Changes a consumer on behalf of the product itself, with an audit entry that says so.
 * @param actor what of the product does it
 */
export async function changeAsSystem(
  deps: Pick<DomainDeps, 'clock'>,
  tx: Tx,
  consumerId: string,
  actor: string,
  change: (before: ConsumerRow) => Promise<void>,
): Promise<Consumer> {
  const before = await read(tx, consumerId, 'for update of t');
  await change(before);
  const after = consumerModel.present(await read(tx, consumerId, ''));
  const owner = { customerId: before.customerId, path: before.path };
  await writeAudit(tx.rows, {
    kind: 'consumer',
    id: consumerId,
    ...owner,
    before: consumerModel.present(before),
    after,
    caller: { actor: { kind: 'system', name: actor }, ...owner },
    operation: 'system',
    requestId: actor,
    now: deps.clock.now(),
  });
  return after;
}

async function read(tx: Tx, id: string, lock: string): Promise<ConsumerRow> {
  const [row] = await tx.$queryRawUnsafe<ConsumerRow[]>(
    `select ${selectList(consumerModel.columns)} from ${consumerModel.from} where t.id = $1::uuid ${lock}`,
    id,
  );
  if (!row) throw new Error('the consumer is gone');
  return row;
}
