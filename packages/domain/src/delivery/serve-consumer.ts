import { effectiveStatus } from '../core/effective-status.ts';
import type { ConsumerLeases } from './consumer-leases.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { disableConsumer } from './disable-consumer.ts';
import { fulfilRequest } from './fulfil-request.ts';
import { openLiveWindow } from './live-records.ts';
import { nextEvent, postponeEvents } from './next-event.ts';
import { OPEN_STATUSES } from './open-requests.ts';
import { sendAll } from './send-all.ts';

export type Served =
  /** Another process works for it. */
  | { outcome: 'busy' }
  /** Nothing is to be done for it now; `wakeAt` is when something will be. */
  | { outcome: 'idle'; wakeAt: Date | null }
  | { outcome: 'stopped' };

/** No new request is begun while so many of the consumer wait for a retry; a second one shows whether it is the first's fault. */
const WAITING_REQUESTS_MAX = 2;

/**
 * Sends the events that wait for a consumer, and goes through its requests, one after the other, until none has anything
 * to do: what came in live first, else the oldest.
 * @param stop ends it after what is in flight
 */
export async function serveConsumer(
  deps: DeliveryDeps,
  leases: ConsumerLeases,
  consumerId: string,
  stop: AbortSignal,
): Promise<Served> {
  for (;;) {
    const lease = await leases.take(consumerId);
    if (!lease) {
      await markQueued(deps, [consumerId]);
      return { outcome: 'busy' };
    }
    const ended = AbortSignal.any([stop, lease.lost]);
    try {
      await disableIfOver(deps, consumerId);
      await sendEvents(deps, consumerId, ended);
      await openLiveWindow(deps, consumerId);
      for (
        let next = await nextRequest(deps, consumerId);
        next && !ended.aborted;
        next = await nextRequest(deps, consumerId)
      ) {
        await fulfilRequest(deps, next, ended);
      }
    } finally {
      await lease.release();
    }
    if (ended.aborted) return { outcome: 'stopped' };
    // Who ordered between the last look and the release found the lease taken and went away.
    if (!(await nextEvent(deps, consumerId, [])) && !(await nextRequest(deps, consumerId)))
      return { outcome: 'idle', wakeAt: await postponeAll(deps, consumerId) };
  }
}

/** Events are small, and few at a time. */
const EVENTS_AT_ONCE = 1;

const sendEvents = (deps: DeliveryDeps, consumerId: string, stop: AbortSignal): Promise<void> =>
  sendAll(deps, {
    consumerId,
    atOnceMax: EVENTS_AT_ONCE,
    stop,
    next: (inFlight) => nextEvent(deps, consumerId, inFlight),
  });

/** The consumer is taken out of use where its customer is terminated or its inbox has expired. */
async function disableIfOver(deps: DeliveryDeps, consumerId: string): Promise<void> {
  const [row] = await deps.db.rows<{ terminated: boolean; expired: boolean }>(
    `select ${effectiveStatus('consumer.path')} = 'terminated' as terminated, coalesce(expires_at <= $2, false) as expired
     from consumer where id = $1 and status = 'verified'`,
    [consumerId, deps.clock.now()],
  );
  if (!row?.terminated && !row?.expired) return;
  const reason = row.terminated ? 'The customer is terminated.' : 'The inbox has expired.';
  await deps.db.transaction((tx) => disableConsumer(deps, tx, consumerId, reason));
}

async function nextRequest({ db, clock }: DeliveryDeps, consumerId: string): Promise<string | undefined> {
  const [row] = await db.prepared<{ id: string }>(
    `select r.id from call_record_request r join consumer c on c.id = r.consumer_id
     where r.consumer_id = $1 and r.status in ${OPEN_STATUSES} and r.wake_at <= $2
       and c.status = 'verified' and (c.paused_until is null or c.paused_until <= $2)
       and (r.status in ('processing', 'delivering') or
         (select count(*) from call_record_request w
          where w.consumer_id = $1 and w.status in ('processing', 'delivering') and w.wake_at > $2) < $3)
     order by r.kind = 'live' desc, r.id limit 1`,
    [consumerId, clock.now(), WAITING_REQUESTS_MAX],
  );
  return row?.id;
}

/** @returns when something is to be done for the consumer next */
async function postponeAll(deps: DeliveryDeps, consumerId: string): Promise<Date | null> {
  const times = [await postpone(deps, consumerId), await postponeEvents(deps, consumerId)].filter(
    (at) => at !== null,
  );
  return times.length === 0 ? null : new Date(Math.min(...times.map((at) => at.getTime())));
}

/**
 * Where requests must wait for others, or the consumer asked to be left alone, they are not looked at before.
 * @returns when something is to be done next
 */
async function postpone({ db, clock }: DeliveryDeps, consumerId: string): Promise<Date | null> {
  const [row] = await db.rows<{ wakeAt: Date | null }>(
    `with state as (
       select greatest(min(r.wake_at) filter (where r.wake_at > $2), max(c.paused_until)) as at,
         max(c.paused_until) > $2 or
           count(*) filter (where r.status in ('processing', 'delivering') and r.wake_at > $2) >= $3 as blocked
       from call_record_request r join consumer c on c.id = r.consumer_id
       where r.consumer_id = $1 and r.status in ${OPEN_STATUSES}),
     postponed as (
       update call_record_request r set wake_at = state.at from state
       where r.consumer_id = $1 and r.status in ${OPEN_STATUSES} and r.wake_at <= $2 and state.at > $2 and state.blocked)
     select at as "wakeAt" from state where at > $2`,
    [consumerId, clock.now(), WAITING_REQUESTS_MAX],
  );
  return row?.wakeAt ?? null;
}

/** What waits for its turn shows so: somebody works for the consumer, or everybody works for others. */
export async function markQueued(
  { db, clock }: Pick<DeliveryDeps, 'db' | 'clock'>,
  consumerIds: readonly string[],
): Promise<void> {
  if (consumerIds.length === 0) return;
  await db.rows(
    `update call_record_request set status = 'queued', version = version + 1, updated_at = $2
     where consumer_id = any ($1::uuid[]) and status = 'accepted'`,
    [consumerIds, clock.now()],
  );
}
