import type { RecordFilters } from '@strowger/contracts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { countRecords } from './read-records.ts';
import type { RecordSelection } from './select-records.ts';

/** A request with everything that its records depend on fixed. */
export type ClaimedRequest = {
  id: string;
  consumerId: string;
  batchSize: number;
  fields: string[];
  encoderVersion: number;
  maxInFlight: number;
  selection: RecordSelection;
};

type Row = {
  id: string;
  consumerId: string;
  scopeCustomerId: string;
  ownerId: string;
  from: Date;
  to: Date;
  periodBy: RecordSelection['periodBy'];
  filters: RecordFilters;
  fields: string[];
  batchSize: number;
  encoderVersion: number;
  maxInFlight: number;
  watermark: bigint;
  watermarkSnapshot: string;
  expectedCount: bigint | null;
};

/**
 * Takes a request up, or takes it up again. The watermark is fixed once: the highest ingest batch that is committed now,
 * and what is committed now.
 * @returns undefined if there is nothing to be done for it any more
 */
export async function claimRequest(
  deps: DeliveryDeps,
  requestId: string,
): Promise<ClaimedRequest | undefined> {
  const { db, clock } = deps;
  await db.rows(
    `update call_record_request set status = 'processing', version = version + 1, updated_at = $2,
       watermark = (select coalesce(max(number), 0) from ingest_batch), watermark_snapshot = pg_current_snapshot()::text
     where id = $1 and status in ('accepted', 'queued')`,
    [requestId, clock.now()],
  );
  const [row] = await db.rows<Row>(
    `select r.id, r.consumer_id as "consumerId", r.scope_customer_id as "scopeCustomerId", c.customer_id as "ownerId",
       r."from", r."to", r.period_by as "periodBy", r.filters, r.fields, r.batch_size as "batchSize",
       r.encoder_version as "encoderVersion", c.max_in_flight as "maxInFlight", r.watermark,
       r.watermark_snapshot as "watermarkSnapshot", r.expected_count as "expectedCount"
     from call_record_request r join consumer c on c.id = r.consumer_id
     where r.id = $1 and r.status in ('processing', 'delivering')`,
    [requestId],
  );
  if (!row) return undefined;
  await deps.step?.('afterClaim');

  const selection = { ...row, ...(await findStartedPeriod(deps, row)) };
  if (row.expectedCount === null) {
    const count = await countRecords(db, selection);
    await db.rows('update call_record_request set expected_count = $2 where id = $1', [requestId, count]);
  }
  const { id, consumerId, batchSize, fields, encoderVersion, maxInFlight } = row;
  return { id, consumerId, batchSize, fields, encoderVersion, maxInFlight, selection };
}

/** A period of ingest says little about when the calls were: their months are found by the BRIN on ingested_at. */
async function findStartedPeriod({ db }: DeliveryDeps, { periodBy, from, to, watermark }: Row) {
  if (periodBy === 'startedAt') return { startedFrom: from, startedTo: to };
  const [found] = await db.rows<{ first: Date | null; last: Date | null }>(
    `select min(started_at) as first, max(started_at) as last from call_record
     where ingested_at >= $1 and ingested_at < $2 and ingest_batch <= $3`,
    [from, to, watermark],
  );
  if (!found?.first || !found.last) return { startedFrom: from, startedTo: from };
  return { startedFrom: found.first, startedTo: new Date(found.last.getTime() + 1) };
}
