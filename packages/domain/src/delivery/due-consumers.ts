import { tenantId } from '../core/tree-path.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { liveDue } from './live-records.ts';
import { OPEN_STATUSES } from './open-requests.ts';

/** A consumer that wants a worker, with the top-level reseller it belongs to. */
export type DueConsumer = { consumerId: string; tenantId: string };

type Row = { consumerId: string; path: string };

const DUE_MAX = 500;

/** Whose requests, events or live records have something to be done now: also what a worker that died has left, whoever was told of it. */
export async function findDueConsumers({
  db,
  clock,
}: Pick<DeliveryDeps, 'db' | 'clock'>): Promise<DueConsumer[]> {
  const rows = await db.prepared<Row>(
    `select c.id as "consumerId", c.path from consumer c join (
       select consumer_id, min(at) as wake_at from (
         select consumer_id, wake_at as at from call_record_request where status in ${OPEN_STATUSES} and wake_at <= $1
         union all
         select consumer_id, next_attempt_at from delivery
         where request_id is null and status = 'pending' and next_attempt_at <= $1
         union all
         ${liveDue}) waiting
       where at is not null
       group by consumer_id) due on due.consumer_id = c.id
     where c.status = 'verified' and (c.paused_until is null or c.paused_until <= $1)
     order by due.wake_at limit ${DUE_MAX}`,
    [clock.now()],
  );
  return rows.map(presentDue);
}

/** The consumers that requests go to. */
export async function findConsumersOf(
  { db }: Pick<DeliveryDeps, 'db'>,
  requestIds: string[],
): Promise<DueConsumer[]> {
  const rows = await db.rows<Row>(
    `select distinct c.id as "consumerId", c.path from call_record_request r join consumer c on c.id = r.consumer_id
     where r.id = any ($1::uuid[])`,
    [requestIds],
  );
  return rows.map(presentDue);
}

const presentDue = ({ consumerId, path }: Row): DueConsumer => ({ consumerId, tenantId: tenantId(path) });
