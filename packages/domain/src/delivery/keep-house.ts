import { REPLAY_HOURS } from '../core/idempotency.ts';
import { makeMonths } from '../partitions/make-months.ts';
import { retireMonths } from '../partitions/retire-months.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { disableConsumer } from './disable-consumer.ts';

const HOUR_MS = 3_600_000;
const SIGN_IN_FAILURES_KEPT_HOURS = 24;
const INBOX_MESSAGES_KEPT_HOURS = 24;
const DELIVERY_LOG_KEPT_HOURS = 30 * 24;

/** What has to be done now and then: months made ahead and retired, what has expired removed. */
export async function keepHouse(deps: DeliveryDeps): Promise<void> {
  await makeMonths(deps);
  await endInboxes(deps);
  const now = deps.clock.now().getTime();
  const before = (hours: number): [Date] => [new Date(now - hours * HOUR_MS)];
  await deps.db.rows('delete from sign_in_failure where at < $1', before(SIGN_IN_FAILURES_KEPT_HOURS));
  await deps.db.rows('delete from idempotency_record where created_at < $1', before(REPLAY_HOURS));
  await forgetDeliveries(deps, before(DELIVERY_LOG_KEPT_HOURS));
  await deps.db.rows(
    `delete from inbox_message using consumer c where c.id = consumer_id and c.expires_at < $1`,
    before(INBOX_MESSAGES_KEPT_HOURS),
  );
  // Last, as it waits for whoever reads an old month.
  await retireMonths(deps, deps.recordRetentionMonths);
}

/** The log of attempts, events, and what was sent live: all but orders, which can be sent again. */
async function forgetDeliveries({ db }: DeliveryDeps, before: [Date]): Promise<void> {
  await db.rows('delete from delivery_attempt where started_at < $1', before);
  await db.rows(
    `delete from delivery d using consumer c where d.request_id is null and d.created_at < $1 and c.id = d.consumer_id
       and (d.status <> 'pending' or c.status <> 'verified')`,
    before,
  );
  await db.rows(
    `delete from call_record_request where kind = 'live' and created_at < $1 and status in ('completed', 'failed', 'cancelled')`,
    before,
  );
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
