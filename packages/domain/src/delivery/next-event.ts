import type { DeliveryDeps } from './delivery-deps.ts';
import { asJson, type Message } from './message.ts';

/** No new event is sent while the consumer fails and so many wait for a retry. */
const WAITING_EVENTS_MAX = 2;

type Row = Pick<Message, 'id' | 'type' | 'messageAt' | 'sha256' | 'attempts'> & { body: string };

/** The SQL that tells whether the event `d` of the consumer `c` is held back: one that takes nothing is not hit on and on. */
const heldBack = `(d.attempts = 0 and c.failing_since is not null and (select count(*) from delivery w
  where w.consumer_id = c.id and w.request_id is null and w.status = 'pending' and w.attempts > 0) >= ${WAITING_EVENTS_MAX})`;

/** The event of a consumer that is due first. @param inFlight ids of the messages that are being sent */
export async function nextEvent(
  { db, clock }: DeliveryDeps,
  consumerId: string,
  inFlight: string[],
): Promise<Message | undefined> {
  const [row] = await db.prepared<Row>(
    `select d.id, d.type, d.message_at as "messageAt", d.sha256, d.attempts, d.body
     from delivery d join consumer c on c.id = d.consumer_id
     where d.consumer_id = $1 and d.request_id is null and d.status = 'pending' and d.next_attempt_at <= $2
       and d.id <> all ($3) and c.status = 'verified' and (c.paused_until is null or c.paused_until <= $2)
       and not ${heldBack}
     order by d.next_attempt_at, d.id limit 1`,
    [consumerId, clock.now(), inFlight],
  );
  if (!row) return undefined;
  return {
    ...row,
    ...asJson,
    body: Buffer.from(row.body),
    requestId: null,
    sequence: 0,
    kind: 'event',
    first: null,
    last: null,
    recordCount: 0,
  };
}

/** Events that are held back wait for the first retry. @returns when the consumer's next event is due, if later than now */
export async function postponeEvents({ db, clock }: DeliveryDeps, consumerId: string): Promise<Date | null> {
  const [row] = await db.prepared<{ at: Date | null }>(
    `with state as (
       select c.id, greatest(min(d.next_attempt_at) filter (where d.next_attempt_at > $2), c.paused_until) as at,
         c.failing_since is not null and count(*) filter (where d.attempts > 0) >= ${WAITING_EVENTS_MAX} as blocked
       from consumer c join delivery d on d.consumer_id = c.id and d.request_id is null and d.status = 'pending'
       where c.id = $1 group by c.id),
     postponed as (
       update delivery set next_attempt_at = state.at from state
       where consumer_id = state.id and request_id is null and status = 'pending' and next_attempt_at <= $2
         and attempts = 0 and state.blocked and state.at > $2)
     select at from state where at > $2`,
    [consumerId, clock.now()],
  );
  return row?.at ?? null;
}
