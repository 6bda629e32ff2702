import type { ClaimedRequest } from './claim-request.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import type { StoredMessage } from './message.ts';

/** Ends a request whose closing message is settled. */
export async function finishRequest(
  { db, clock, log }: DeliveryDeps,
  { id, consumerId }: ClaimedRequest,
  closing: 'completed' | 'failed' | 'dead',
): Promise<void> {
  const status = closing === 'completed' ? 'completed' : 'failed';
  const error = closing === 'dead' ? 'The closing message could not be delivered.' : null;
  await db.prepared(
    `update call_record_request set status = $2::call_record_request_status, completed_at = $3, updated_at = $3,
       version = version + 1, last_error = coalesce($4, last_error)
     where id = $1 and status = 'delivering'`,
    [id, status, clock.now(), error],
  );
  log.info({ requestId: id, consumerId, status }, 'request ended');
}

/** Gives a message up whose bytes cannot be made again: it is not sent, and the request says that it is missing. */
export async function markUnmakable(
  deps: DeliveryDeps,
  request: ClaimedRequest,
  message: StoredMessage,
): Promise<void> {
  const error = 'The message cannot be made again as it was: its records have changed.';
  deps.log.error({ requestId: request.id, deliveryId: message.id, sequence: message.sequence }, error);
  await deps.db.rows(
    `with given_up as (update delivery set status = 'dead', last_error = $3 where id = $2 and status = 'pending' returning request_id)
     update call_record_request set last_error = $3, updated_at = $4 where id = (select request_id from given_up) and id = $1`,
    [request.id, message.id, error, deps.clock.now()],
  );
}
