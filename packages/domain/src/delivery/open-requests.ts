import type { Tx } from '@strowger/db';
import type { JobQueue } from '../core/jobs.ts';

/** What still wants something done, as an SQL list; the same as in the partial index of the migration. */
export const OPEN_STATUSES = "('accepted', 'queued', 'processing', 'delivering')";

/** A consumer that gets nothing now: its requests wait, none is dropped. */
export async function holdRequests(tx: Tx, consumerId: string, now: Date): Promise<void> {
  await tx.$executeRawUnsafe(
    `update call_record_request set status = 'held', version = version + 1, updated_at = $2
     where consumer_id = $1::uuid and status in ${OPEN_STATUSES}`,
    consumerId,
    now,
  );
}

/** The consumer is in use again: its requests go on where they were, and what was not delivered begins its retries anew. */
export async function resumeRequests(tx: Tx, queue: JobQueue, consumerId: string, now: Date): Promise<void> {
  await tx.$executeRawUnsafe(
    `update delivery set attempts = 0, next_attempt_at = $2 from call_record_request r
     where r.id = delivery.request_id and r.consumer_id = $1::uuid and r.status = 'held' and delivery.status = 'pending'`,
    consumerId,
    now,
  );
  const [resumed] = await tx.$queryRawUnsafe<{ id: string }[]>(
    `update call_record_request set version = version + 1, updated_at = $2, wake_at = $2, status = (case
       when cut_completed_at is not null then 'delivering' when watermark is not null then 'processing' else 'accepted'
     end)::call_record_request_status
     where consumer_id = $1::uuid and status = 'held' returning id`,
    consumerId,
    now,
  );
  // One call is enough: whoever serves a consumer goes through all that waits for it.
  if (resumed) await queue.enqueue(tx, { name: 'fulfilRequest', data: { requestId: resumed.id } });
}
