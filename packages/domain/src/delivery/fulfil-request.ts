import { type ClaimedRequest, claimRequest } from './claim-request.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { openLiveWindow } from './live-records.ts';
import { nextMessage } from './next-message.ts';
import { sendAll } from './send-all.ts';

/**
 * Sends what can be sent of a request now: batches cut from its records, several in flight at once, then the manifest.
 * Events of the consumer go between them, so that a large request does not keep them waiting.
 * May die at any point; the next call goes on with what is stored. The caller holds the consumer's lease.
 * @param stop ends it after what is in flight
 */
export async function fulfilRequest(deps: DeliveryDeps, requestId: string, stop: AbortSignal): Promise<void> {
  const request = await claimRequest(deps, requestId);
  if (!request) return;
  const isInterrupted = watchLiveRecords(deps, request);
  let isFinished = false;
  const sent = sendAll(deps, {
    consumerId: request.consumerId,
    atOnceMax: inFlightMax(request),
    stop,
    next: async (inFlight) => {
      const next = (await isInterrupted()) ? undefined : await nextMessage(deps, request, inFlight);
      isFinished = next === 'finished';
      return next === 'finished' ? undefined : next;
    },
  });
  await Promise.all([sent, sent.catch(() => {}).then(() => request.counted)]);
  if (!isFinished && !stop.aborted && !(await isInterrupted())) await rest(deps, requestId);
}

const LIVE_EVERY_MS = 2_000;

/** Whether live records have come in for the consumer since the order was begun: they go before the rest of it. */
function watchLiveRecords(deps: DeliveryDeps, { kind, consumerId }: ClaimedRequest): () => Promise<boolean> {
  let lookedAt = performance.now();
  let found = false;
  return async () => {
    if (kind === 'live' || found || performance.now() - lookedAt < LIVE_EVERY_MS) return found;
    lookedAt = performance.now();
    found = await openLiveWindow(deps, consumerId);
    return found;
  };
}

/** What one consumer may hold of this process's memory, about 1 KB a record. */
const RECORDS_IN_FLIGHT_MAX = 20_000;

const inFlightMax = ({ maxInFlight, batchSize }: ClaimedRequest): number =>
  Math.max(1, Math.min(maxInFlight, Math.floor(RECORDS_IN_FLIGHT_MAX / batchSize)));

const REST_SECONDS = 1;

/** Says when the request wants a worker next: once its earliest retry is due. */
async function rest({ db, clock }: DeliveryDeps, requestId: string): Promise<void> {
  const later = new Date(clock.now().getTime() + REST_SECONDS * 1000);
  await db.prepared(
    `update call_record_request set wake_at = coalesce(
       (select min(next_attempt_at) from delivery where request_id = $1 and status = 'pending'), $2)
     where id = $1 and status in ('processing', 'delivering')`,
    [requestId, later],
  );
}
