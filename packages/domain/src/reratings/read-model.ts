import { encodeId, type Rerating } from '@strowger/contracts';
import type { ReadModel } from '../core/read.ts';

export type ReratingRow = {
  id: string;
  customerId: string;
  path: string;
  childId: string | null;
  from: Date | null;
  to: Date | null;
  direction: Rerating['direction'];
  toNumber: string | null;
  only: Rerating['only'];
  plan: Rerating['plan'];
  dryRun: boolean;
  origin: Rerating['origin'];
  tariffplanId: string | null;
  status: Rerating['status'];
  expectedCount: string | null;
  examined: string;
  changed: string;
  withoutRate: string;
  differences: Rerating['differences'] | null;
  lastError: string | null;
  completedAt: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
};

export const reratingModel: ReadModel<ReratingRow, Rerating> = {
  kind: 'rerating',
  from: 'rerating t',
  path: 't.path',
  columns: {
    id: 't.id',
    customerId: 't.customer_id',
    path: 't.path',
    childId: 't.child_id',
    from: 't."from"',
    to: 't."to"',
    direction: 't.direction',
    toNumber: 't.to_number',
    only: 't.only',
    plan: 't.plan',
    dryRun: 't.dry_run',
    origin: 't.origin',
    tariffplanId: 't.tariffplan_id',
    status: 't.status',
    expectedCount: 't.expected_count::text',
    examined: 't.examined::text',
    changed: 't.changed::text',
    withoutRate: 't.without_rate::text',
    differences: `(select json_agg(json_build_object('currency', currency, 'before', before::text, 'after', after::text,
        'difference', (after - before)::text) order by currency)
      from (select currency, sum(before) as before, sum(after) as after from rerating_total
        where rerating_id = t.id group by currency) sums)`,
    lastError: 't.last_error',
    completedAt: 't.completed_at',
    version: 't.version',
    createdAt: 't.created_at',
    updatedAt: 't.updated_at',
  },
  present: (row) => ({
    id: encodeId('rerating', row.id),
    customerId: encodeId('customer', row.customerId),
    childId: row.childId && encodeId('customer', row.childId),
    from: row.from?.toISOString() ?? null,
    to: row.to?.toISOString() ?? null,
    direction: row.direction,
    toNumber: row.toNumber,
    only: row.only,
    plan: row.plan,
    dryRun: row.dryRun,
    origin: row.origin,
    tariffplanId: row.tariffplanId && encodeId('tariffplan', row.tariffplanId),
    status: row.status,
    expectedCount: row.expectedCount === null ? null : Number(row.expectedCount),
    examined: Number(row.examined),
    changed: Number(row.changed),
    withoutRate: Number(row.withoutRate),
    differences: row.differences ?? [],
    lastError: row.lastError,
    completedAt: row.completedAt?.toISOString() ?? null,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }),
};
