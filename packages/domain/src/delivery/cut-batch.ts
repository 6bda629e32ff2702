import { newId } from '../core/new-id.ts';
import type { ClaimedRequest } from './claim-request.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { batchBody, batchType, type Message, sha256Of } from './message.ts';
import { readRecords } from './read-records.ts';
import type { RecordKey } from './select-records.ts';

/** How far a request has been cut. */
export type CutPosition = { lastSequence: number; after: RecordKey | null; size: number };

/**
 * Makes the next batch and stores its key range and hash, together with how far the request has come: a worker that
 * dies on either side of it leaves the batch to be made again as it was, or not to exist.
 * @returns undefined where no record is left, or where another worker has taken over
 */
export async function cutBatch(
  deps: DeliveryDeps,
  request: ClaimedRequest,
  position: CutPosition,
): Promise<Message | undefined> {
  const { db, clock } = deps;
  if (position.lastSequence === 0) await deps.step?.('beforeFirstCut');
  const range = { after: position.after, count: position.size };
  const { count, parts, first, last } = await readRecords(db, request, range);
  await deps.step?.('midBatchCut');
  const messageAt = clock.now();
  const isLast = count < position.size;
  if (count === 0) {
    await db.prepared(
      `update call_record_request set status = 'delivering', cut_completed_at = $3, updated_at = $3, version = version + 1
       where id = $1 and last_sequence = $2 and status = 'processing'`,
      [request.id, position.lastSequence, messageAt],
    );
    return undefined;
  }
  const head = {
    id: newId(messageAt),
    requestId: request.id,
    sequence: position.lastSequence + 1,
    kind: 'batch' as const,
    type: batchType(request),
    messageAt,
    recordCount: count,
  };
  const made = batchBody(request, head, parts);
  const message: Message = {
    ...head,
    ...made,
    first,
    last,
    sha256: sha256Of(made.body),
    attempts: 0,
    standsAlone: isLast,
  };
  const stored = await storeBatch(deps, message, isLast);
  await deps.step?.('afterBatchStored');
  return stored ? message : undefined;
}

async function storeBatch({ db }: DeliveryDeps, message: Message, isLast: boolean): Promise<boolean> {
  const rows = await db.prepared(
    `with request as (
       update call_record_request set batch_count = batch_count + 1, last_sequence = $3, record_count = record_count + $9,
         updated_at = $4, cut_started_at = $7, cut_record_id = $8,
         status = (case when $12 then 'delivering' else 'processing' end)::call_record_request_status,
         cut_completed_at = case when $12 then $4::timestamptz end, version = version + (case when $12 then 1 else 0 end)
       where id = $2 and last_sequence = $3 - 1 and status = 'processing' returning id, consumer_id)
     insert into delivery (id, consumer_id, request_id, sequence, kind, type, message_at, first_started_at, first_record_id,
       last_started_at, last_record_id, record_count, sha256, body_bytes, next_attempt_at, created_at)
     select $1, consumer_id, id, $3, 'batch', $13, $4, $5, $6, $7, $8, $9, $10, $11, $4, $4 from request returning id`,
    [
      message.id,
      message.requestId,
      message.sequence,
      message.messageAt,
      message.first?.startedAt,
      message.first?.id,
      message.last?.startedAt,
      message.last?.id,
      message.recordCount,
      message.sha256,
      message.body.byteLength,
      isLast,
      message.type,
    ],
  );
  return rows.length === 1;
}
