import type { RecordFilters } from '@strowger/contracts';
import type { Db } from '@strowger/db';
import type { DeliveryDeps } from './delivery-deps.ts';
import { countRecordsSql, type RecordReading } from './read-records.ts';
import type { RecordFormat } from './record-format.ts';
import type { RecordSelection } from './select-records.ts';

/** A request with everything that its records and their bytes depend on fixed. */
export type ClaimedRequest = RecordReading & {
  id: string;
  /** An order, or what came in between two looks of a consumer that wants records as they come. */
  kind: 'order' | 'live';
  consumerId: string;
  batchSize: number;
  gzip: boolean;
  encoderVersion: number;
  maxInFlight: number;
  /** Resolves once it is stored how many records there are: a look at all of them, made while the first are sent. */
  counted: Promise<void>;
};

type Row = {
  id: string;
  kind: ClaimedRequest['kind'];
  consumerId: string;
  scopeCustomerId: string;
  ownerId: string;
  from: Date;
  to: Date;
  periodBy: RecordSelection['periodBy'];
  filters: RecordFilters;
  fields: string[];
  format: RecordFormat;
  gzip: boolean;
  batchSize: number;
  encoderVersion: number;
  maxInFlight: number;
  watermark: bigint;
  watermarkSnapshot: string;
  sinceSnapshot: string | null;
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
  await db.prepared(
    `update call_record_request set status = 'processing', version = version + 1, updated_at = $2,
       watermark = coalesce(watermark, (select max(number) from ingest_batch), 0),
       watermark_snapshot = coalesce(watermark_snapshot, pg_current_snapshot()::text)
     where id = $1 and status in ('accepted', 'queued')`,
    [requestId, clock.now()],
  );
  const row = await readPinned(db, requestId, `and r.status in ('processing', 'delivering')`);
  if (!row) return undefined;
  await deps.step?.('afterClaim');

  const request = await present(db, row);
  if (row.expectedCount !== null) return request;
  const counted = storeCount(db, requestId, request.selection);
  // Whoever needs it waits for it, and is told what went wrong.
  counted.catch(() => {});
  return { ...request, counted };
}

/** Once: the count of a claim that was broken off may come in after that of the next. */
async function storeCount(db: Db, requestId: string, selection: RecordSelection): Promise<void> {
  const { sql, parameters } = countRecordsSql(selection);
  await db.rows(
    `update call_record_request set expected_count = (${sql}) where id = ${parameters.add(requestId)} and expected_count is null`,
    parameters.values,
  );
}

/** What a request that was taken up at some time holds; undefined if none was. */
export async function readPinnedRequest(db: Db, requestId: string): Promise<ClaimedRequest | undefined> {
  const row = await readPinned(db, requestId, 'and r.watermark is not null');
  return row && present(db, row);
}

async function readPinned(db: Db, requestId: string, condition: string): Promise<Row | undefined> {
  const [row] = await db.prepared<Row>(
    `select r.id, r.kind, r.consumer_id as "consumerId", r.scope_customer_id as "scopeCustomerId",
       c.customer_id as "ownerId", r."from", r."to", r.period_by as "periodBy", r.filters, r.fields, r.format, r.gzip,
       r.batch_size as "batchSize", r.encoder_version as "encoderVersion", c.max_in_flight as "maxInFlight", r.watermark,
       r.watermark_snapshot as "watermarkSnapshot", r.since_snapshot as "sinceSnapshot",
       r.expected_count as "expectedCount"
     from call_record_request r join consumer c on c.id = r.consumer_id where r.id = $1 ${condition}`,
    [requestId],
  );
  return row;
}

async function present(db: Db, row: Row): Promise<ClaimedRequest> {
  const { id, kind, consumerId, batchSize, fields, format, gzip, encoderVersion, maxInFlight } = row;
  const selection = { ...row, ...(await findStartedPeriod(db, row)) };
  return {
    id,
    kind,
    consumerId,
    batchSize,
    fields,
    format,
    gzip,
    encoderVersion,
    maxInFlight,
    selection,
    counted: Promise.resolve(),
  };
}

/** A period of ingest says little about when the calls were: their months are found by the BRIN on ingested_at. */
async function findStartedPeriod(db: Db, { periodBy, from, to, watermark }: Row) {
  if (periodBy === 'startedAt') return { startedFrom: from, startedTo: to };
  const [found] = await db.prepared<{ first: Date | null; last: Date | null }>(
    `select min(started_at) as first, max(started_at) as last from call_record
     where ingested_at >= $1 and ingested_at < $2 and ingest_batch <= $3`,
    [from, to, watermark],
  );
  if (!found?.first || !found.last) return { startedFrom: from, startedTo: from };
  return { startedFrom: found.first, startedTo: new Date(found.last.getTime() + 1) };
}
