import type { Db } from '@strowger/db';
import { Parameters } from '../core/read.ts';
import type { ReratingTask } from './rerating-task.ts';

/** A record whose price at one level is looked at: what the customer at `level` pays to the one above. */
export type Candidate = { recordId: string; startedAt: Date; level: number };

/**
 * The next records of a re-rating in the order of (startedAt, id), behind its cursor. An order goes along the seller's own
 * charges; an automatic one along the few that have no price, which have indexes of their own.
 */
export function findCandidates(rows: Db['rows'], task: ReratingTask, limit: number): Promise<Candidate[]> {
  const p = new Parameters();
  const { conditions, level } = whichCharges(task, p);
  if (task.cursorStartedAt && task.cursorRecordId)
    conditions.push(
      `(c.started_at, c.record_id) > (${p.add(task.cursorStartedAt)}, ${p.add(task.cursorRecordId)})`,
    );
  return rows<Candidate>(
    `select c.record_id as "recordId", c.started_at as "startedAt", ${level} as level from charge c
     where ${conditions.join(' and ')} order by c.started_at, c.record_id limit ${limit}`,
    p.values,
  );
}

/** How many there are, at the beginning. */
export async function countCandidates(rows: Db['rows'], task: ReratingTask): Promise<bigint> {
  const p = new Parameters();
  const { conditions } = whichCharges(task, p);
  const sql = `select count(*) as count from charge c where ${conditions.join(' and ')}`;
  const [row] = await rows<{ count: bigint }>(sql, p.values);
  return row?.count ?? 0n;
}

const UNRATED = `c.rating_status in ('unrated', 'failed')`;

function whichCharges(task: ReratingTask, p: Parameters): { conditions: string[]; level: string } {
  if (task.origin === 'automatic') {
    const own = task.tariffplanId
      ? [`c.cost_asked_plan_id = ${p.add(task.tariffplanId)}`]
      : [
          `c.customer_id = ${p.add(task.childId)}`,
          UNRATED,
          'c.cost_amount is null',
          'c.cost_terms is null',
          'c.cost_currency is not null',
        ];
    return { conditions: own, level: 'c.level' };
  }
  const conditions = [
    `c.customer_id = ${p.add(task.customerId)}`,
    `c.started_at >= ${p.add(task.from)}`,
    `c.started_at < ${p.add(task.to)}`,
    'c.level > 0',
  ];
  if (task.only === 'unrated') conditions.push(UNRATED, 'c.revenue_amount is null');
  return { conditions, level: 'c.level - 1' };
}
