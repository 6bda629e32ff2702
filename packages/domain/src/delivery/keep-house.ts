import { REPLAY_HOURS } from '../core/idempotency.ts';
import { makeMonths } from '../partitions/make-months.ts';
import { retireMonths } from '../partitions/retire-months.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { disableConsumer } from './disable-consumer.ts';

const HOUR_MS = 3_600_000;
const SIGN_IN_FAILURES_KEPT_HOURS = 24;
const INBOX_MESSAGES_KEPT_HOURS = 24;
const DELIVERY_LOG_KEPT_HOURS = 30 * 24;
const ENGINE_CALLS_KEPT_HOURS = 7 * 24;

/** What has to be done now and then: months made ahead and retired, what has expired removed. */
export async function keepHouse(deps: DeliveryDeps): Promise<void> {
  await makeMonths(deps);
  await endInboxes(deps);
  const now = deps.clock.now().getTime();
  const before = (hours: number): [Date] => [new Date(now - hours * HOUR_MS)];
  await remove(deps, 'sign_in_failure t where t.at < $1', before(SIGN_IN_FAILURES_KEPT_HOURS));
  await remove(deps, 'idempotency_record t where t.created_at < $1', before(REPLAY_HOURS));
  await remove(deps, 'operator_session t where t.ends_at < $1', before(0));
  await remove(deps, 'password_link t where t.expires_at < $1', before(0));
  await forgetDeliveries(deps, before(DELIVERY_LOG_KEPT_HOURS));
  await remove(
    deps,
    'inbox_message t join consumer c on c.id = t.consumer_id where c.expires_at < $1',
    before(INBOX_MESSAGES_KEPT_HOURS),
  );
  await remove(deps, 'kam.acc_cdrs t where t.drained_at < $1', before(ENGINE_CALLS_KEPT_HOURS));
  // Last, as it waits for whoever reads an old month.
  await retireMonths(deps, deps.recordRetentionMonths);
}

/** The log of attempts, events, and what was sent live: all but orders, which can be sent again. */
async function forgetDeliveries(deps: DeliveryDeps, before: [Date]): Promise<void> {
  await remove(deps, 'delivery_attempt t where t.started_at < $1', before);
  await remove(
    deps,
    `delivery t join consumer c on c.id = t.consumer_id where t.request_id is null and t.created_at < $1
       and (t.status <> 'pending' or c.status <> 'verified')`,
    before,
  );
  await remove(
    deps,
    `call_record_request t where t.kind = 'live' and t.created_at < $1 and t.status in ('completed', 'failed', 'cancelled')`,
    before,
  );
}

/** A long statement would hold its locks, and back what vacuum may clean, for as long as it runs. */
const REMOVED_AT_ONCE = 5_000;

/** Removes rows in statements of bounded size. @param which the table as `t`, and what holds for its rows */
async function remove({ db }: DeliveryDeps, which: string, values: [Date]): Promise<void> {
  const [table] = which.split(' ');
  let removed: number;
  do {
    const [row] = await db.rows<{ count: number }>(
      `with gone as (
         delete from ${table} where ctid = any (array(select t.ctid from ${which} limit ${REMOVED_AT_ONCE})) returning 1)
       select count(*)::int as count from gone`,
      values,
    );
    removed = row?.count ?? 0;
  } while (removed === REMOVED_AT_ONCE);
}

async function endInboxes(deps: DeliveryDeps): Promise<void> {
  const expired = await deps.db.rows<{ id: string }>(
    `select id from consumer where kind = 'inbox' and status <> 'disabled' and expires_at <= $1`,
    [deps.clock.now()],
  );
  for (const { id } of expired) {
    await deps.db.transaction((tx) => disableConsumer(deps, tx, id, 'The inbox has expired.'));
  }
}
