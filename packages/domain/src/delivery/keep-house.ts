import { REPLAY_HOURS } from '../core/idempotency.ts';
import { makeMonths } from '../partitions/make-months.ts';
import { retireMonths } from '../partitions/retire-months.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { disableConsumer } from './disable-consumer.ts';

const HOUR_MS = 3_600_000;
const SIGN_IN_FAILURES_KEPT_HOURS = 24;
const INBOX_MESSAGES_KEPT_HOURS = 24;

/** What has to be done now and then: months made ahead and retired, what has expired removed. */
export async function keepHouse(deps: DeliveryDeps): Promise<void> {
  await makeMonths(deps);
  await endInboxes(deps);
  const now = deps.clock.now().getTime();
  const before = (hours: number) => [new Date(now - hours * HOUR_MS)];
  await deps.db.rows('delete from sign_in_failure where at < $1', before(SIGN_IN_FAILURES_KEPT_HOURS));
  await deps.db.rows('delete from idempotency_record where created_at < $1', before(REPLAY_HOURS));
  await deps.db.rows(
    `delete from inbox_message using consumer c where c.id = consumer_id and c.expires_at < $1`,
    before(INBOX_MESSAGES_KEPT_HOURS),
  );
  // Last, as it waits for whoever reads an old month.
  await retireMonths(deps, deps.recordRetentionMonths);
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
