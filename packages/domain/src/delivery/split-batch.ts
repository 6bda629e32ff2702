import { newId } from '../core/new-id.ts';
import type { ClaimedRequest } from './claim-request.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { batchBody, batchType, type StoredMessage, sha256Of } from './message.ts';
import { type RecordRange, readRecords } from './read-records.ts';

/**
 * Puts two batches of half the size, with ids of their own, in the place of one that the consumer refused as too large, and
 * cuts no larger ones from now on. A manifest that named the refused one counts no more.
 */
export async function splitBatch(
  deps: DeliveryDeps,
  request: ClaimedRequest,
  refused: StoredMessage,
  lastSequence: number,
): Promise<void> {
  const { first, last, recordCount } = refused;
  if (!first || !last || recordCount < 2) throw new Error('the batch cannot be halved');
  const size = Math.ceil(recordCount / 2);
  const messageAt = deps.clock.now();
  const make = (sequence: number, range: RecordRange) =>
    makeBatch(deps, request, { sequence, messageAt }, range);
  const half = await make(lastSequence + 1, { first, last, count: size });
  const rest = await make(lastSequence + 2, { after: half.last, last });
  await deps.step?.('midBatchSplit');
  await deps.db.rows(
    `with request as (
       update call_record_request set batch_count = batch_count + 1, last_sequence = last_sequence + 2, cut_size = $3,
         updated_at = $4
       where id = $1 and last_sequence = $5 and exists (select from delivery where id = $2 and status = 'pending')
       returning id, consumer_id),
     retired as (
       update delivery set status = 'retired', too_large = false where id = $2 and exists (select from request)),
     closing as (
       update delivery set status = 'retired' where request_id = (select id from request) and kind in ('completed', 'failed'))
     insert into delivery (id, consumer_id, request_id, sequence, kind, type, message_at, first_started_at, first_record_id,
       last_started_at, last_record_id, record_count, sha256, body_bytes, next_attempt_at, created_at)
     select half.id, request.consumer_id, request.id, half.sequence, 'batch', $6, $4, half.first_at, half.first_id,
       half.last_at, half.last_id, half.count, half.sha256, half.bytes, $4, $4
     from request, unnest($7::uuid[], $8::int[], $9::timestamptz[], $10::uuid[], $11::timestamptz[], $12::uuid[], $13::int[],
       $14::text[], $15::int[]) as half (id, sequence, first_at, first_id, last_at, last_id, count, sha256, bytes)`,
    [request.id, refused.id, size, messageAt, lastSequence, batchType(request), ...columnsOf([half, rest])],
  );
  await deps.step?.('afterBatchSplit');
}

type Half = Awaited<ReturnType<typeof makeBatch>>;

async function makeBatch(
  { db }: DeliveryDeps,
  request: ClaimedRequest,
  head: { sequence: number; messageAt: Date },
  range: RecordRange,
) {
  const { count, parts, first, last } = await readRecords(db, request, range);
  if (!first || !last) throw new Error('half of a batch holds no record');
  const { body } = batchBody(request, { ...head, recordCount: count }, parts);
  return {
    ...head,
    id: newId(head.messageAt),
    first,
    last,
    count,
    sha256: sha256Of(body),
    bytes: body.byteLength,
  };
}

const columnsOf = (halves: Half[]): unknown[][] => [
  halves.map(({ id }) => id),
  halves.map(({ sequence }) => sequence),
  halves.map(({ first }) => first.startedAt),
  halves.map(({ first }) => first.id),
  halves.map(({ last }) => last.startedAt),
  halves.map(({ last }) => last.id),
  halves.map(({ count }) => count),
  halves.map(({ sha256 }) => sha256),
  halves.map(({ bytes }) => bytes),
];
