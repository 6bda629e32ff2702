import { encodeId } from '@strowger/contracts';
import { emitEvent } from '../events/emit-event.ts';
import type { Transaction } from '../ingest/transaction.ts';
import type { ReratingTask } from './rerating-task.ts';

type Told = { customerId: string; path: string; recordCount: bigint; first: Date; last: Date };

const reasons = {
  ordered: 'The records were rated again by order of the seller.',
  automatic: 'A rate was added that prices records which had no price.',
};

/** Tells each child, and the seller, whose charges have changed of how many records. Levels above see no difference. */
export async function tellRevised({ rows }: Transaction, task: ReratingTask, now: Date): Promise<void> {
  const measures = `sum(t.record_count)::bigint as "recordCount", min(t.first_started_at) as first, max(t.last_started_at) as last`;
  const children = await rows<Told>(
    `select t.customer_id as "customerId", c.path, ${measures}
     from rerating_total t join customer c on c.id = t.customer_id where t.rerating_id = $1 group by 1, 2 order by 1`,
    [task.id],
  );
  const [seller] = await rows<Told>(
    `select c.id as "customerId", c.path, ${measures} from rerating_total t join customer c on c.id = $2
     where t.rerating_id = $1 group by 1, 2`,
    [task.id, task.customerId],
  );
  for (const { customerId, path, recordCount, first, last } of seller ? [...children, seller] : children) {
    await emitEvent(rows, {
      type: 'call_record.revised',
      path,
      occurredAt: now,
      data: (reader) =>
        reader.customerId === customerId
          ? {
              customerId: encodeId('customer', customerId),
              recordCount: Number(recordCount),
              from: first.toISOString(),
              to: new Date(last.getTime() + 1).toISOString(),
              reason: reasons[task.origin],
            }
          : undefined,
    });
  }
}
