import type { Tx } from '@strowger/db';
import { newId } from '../core/new-id.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { OPEN_STATUSES } from './open-requests.ts';
import { ENCODER_VERSION } from './record-fields.ts';

/** SQL: whether the consumer wants records as they come. */
const wantsLive = `'call_record.created' = any (events)`;
/** While so many are not settled, what comes in waits in the cursor. */
const OPEN_WINDOWS_MAX = 3;

/**
 * Where the live records of a consumer begin: with what is committed after it is verified and wants them. One that wants
 * none any more has no place. A place that is there stays: what comes in while a consumer is out of use waits for it.
 */
export async function placeLiveCursor(tx: Tx, consumerId: string): Promise<void> {
  await tx.$executeRawUnsafe(
    `update consumer set live_snapshot = case when ${wantsLive} then coalesce(live_snapshot, pg_current_snapshot()::text) end
     where id = $1::uuid and ((${wantsLive} and status = 'verified' and live_snapshot is null)
       or (live_snapshot is not null and not ${wantsLive}))`,
    consumerId,
  );
}

/** Batches that were committed after a consumer's place, and hold charges of its owner. */
const newBatches = (consumer: string) => `ingest_batch b
  where b.xid >= pg_snapshot_xmin(${consumer}.live_snapshot::pg_snapshot)
    and not pg_visible_in_snapshot(b.xid, ${consumer}.live_snapshot::pg_snapshot)
    and ${consumer}.customer_id = any (b.customer_ids)`;

const hasRoom = (
  consumer: string,
) => `(select count(*) from call_record_request r where r.consumer_id = ${consumer}.id
  and r.kind = 'live' and r.status in ${OPEN_STATUSES}) < ${OPEN_WINDOWS_MAX}`;

/** SQL of the consumers that have live records waiting, with the time from which they do. */
export const liveDue = `select c.id as consumer_id, (select min(b.committed_at) from ${newBatches('c')}) as at
  from consumer c where c.live_snapshot is not null and c.status = 'verified' and ${hasRoom('c')}`;

/**
 * Makes a request of what came in for a consumer since the last one, and moves its place behind that, in one statement: no
 * record is in two of them or in none. It is cut and sent as every request is.
 * @returns whether something had come in
 */
export async function openLiveWindow({ db, clock }: DeliveryDeps, consumerId: string): Promise<boolean> {
  const now = clock.now();
  const made = await db.prepared(
    `with place as materialized (
       select c.*, pg_current_snapshot() as until from consumer c
       where c.id = $1 and c.live_snapshot is not null and c.status = 'verified' and ${hasRoom('c')}),
     found as materialized (
       select max(f.number) as watermark, min(f.committed_at) as first, max(f.committed_at) as last
       from place, lateral (select b.number, b.committed_at, b.xid from ${newBatches('place')}) f
       where pg_visible_in_snapshot(f.xid, place.until)),
     moved as (
       update consumer set live_snapshot = place.until::text from place, found
       where consumer.id = place.id and consumer.live_snapshot = place.live_snapshot and found.watermark is not null
       returning consumer.id)
     insert into call_record_request (id, kind, customer_id, path, scope_customer_id, consumer_id, "from", "to", period_by,
       fields, format, gzip, batch_size, encoder_version, watermark, watermark_snapshot, since_snapshot, wake_at,
       requested_by, query_hash, created_at, updated_at)
     select $2, 'live', place.customer_id, place.path, place.customer_id, place.id, found.first,
       found.last + interval '1 ms', 'ingestedAt', '{}', place.format, place.gzip, place.batch_size, $4, found.watermark,
       place.until::text, place.live_snapshot, $3, 'live', 'live', $3, $3
     from place, found, moved returning id`,
    [consumerId, newId(now), now, ENCODER_VERSION],
  );
  return made.length === 1;
}

/**
 * Moves the places of consumers for which nothing has come in, so that it need not be looked at again and again what has
 * come in for others.
 */
export async function advanceLiveCursors({ db }: Pick<DeliveryDeps, 'db'>): Promise<void> {
  await db.prepared(
    `update consumer c set live_snapshot = pg_current_snapshot()::text
     where c.live_snapshot is not null and c.status = 'verified' and not exists (select from ${newBatches('c')})
       and exists (select from ingest_batch b where not pg_visible_in_snapshot(b.xid, c.live_snapshot::pg_snapshot)
         and b.xid >= pg_snapshot_xmin(c.live_snapshot::pg_snapshot))`,
  );
}
