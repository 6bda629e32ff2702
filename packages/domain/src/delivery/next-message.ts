import type { ClaimedRequest } from './claim-request.ts';
import { closeRequest } from './closing-message.ts';
import { type CutPosition, cutBatch } from './cut-batch.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { finishRequest, markUnmakable } from './finish-request.ts';
import type { Message, StoredMessage } from './message.ts';
import { remakeMessage } from './remake-message.ts';
import type { RecordKey } from './select-records.ts';

/** No new batch is begun while so many of the request wait for a retry: a dead consumer is not hit with all of them. */
const WAITING_BATCHES_MAX = 10;

/**
 * What is to be sent next for a request: first what was stored and is due, then a newly cut batch, then the closing
 * message once every batch is settled.
 * @param inFlight ids of the messages that are being sent
 * @returns undefined where nothing is to be sent now
 */
export async function nextMessage(
  deps: DeliveryDeps,
  request: ClaimedRequest,
  inFlight: string[],
): Promise<Message | undefined> {
  for (;;) {
    const state = await readState(deps, request, inFlight);
    if (!state) return undefined;
    if (state.due) {
      const message = await remakeMessage(deps, request, state.due);
      if (message) return message;
      await markUnmakable(deps, request, state.due);
    } else if (!state.isCut) {
      if (state.waiting >= WAITING_BATCHES_MAX) return undefined;
      const message = await cutBatch(deps, request, state.position);
      if (message) return message;
    } else if (state.pending > 0) {
      return undefined;
    } else if (state.closing === null) {
      return closeRequest(deps, request);
    } else {
      await finishRequest(deps, request, state.closing);
      return undefined;
    }
  }
}

type State = {
  due: StoredMessage | undefined;
  isCut: boolean;
  position: CutPosition;
  /** Messages that are neither delivered nor given up, those in flight included. */
  pending: number;
  /** Those of them that failed and wait. */
  waiting: number;
  /** The settled closing message. */
  closing: 'completed' | 'failed' | 'dead' | null;
};

/** Undefined where the request or its consumer gets nothing more now. */
async function readState(
  deps: DeliveryDeps,
  request: ClaimedRequest,
  inFlight: string[],
): Promise<State | undefined> {
  const now = deps.clock.now();
  const [row] = await deps.db.rows<StateRow>(
    `select r.cut_completed_at is not null as "isCut", r.batch_count as "batchCount", r.cut_started_at as "cutAt",
       r.cut_record_id as "cutId", counted.*, due.*,
       case closing.status when 'dead' then 'dead' when 'delivered' then closing.kind::text end as closing
     from call_record_request r join consumer c on c.id = r.consumer_id
     left join delivery closing on closing.request_id = r.id and closing.sequence = r.batch_count + 1,
     lateral (select count(*)::int as pending,
         count(*) filter (where attempts > 0 and id <> all ($3))::int as waiting
       from delivery where request_id = r.id and status = 'pending') counted
     left join lateral (select id, sequence, kind, message_at as "messageAt", first_started_at as "firstAt",
         first_record_id as "firstId", last_started_at as "lastAt", last_record_id as "lastId",
         record_count as "recordCount", sha256, attempts
       from delivery where request_id = r.id and status = 'pending' and next_attempt_at <= $2 and id <> all ($3)
       order by sequence limit 1) due on true
     where r.id = $1 and r.status in ('processing', 'delivering')
       and c.status = 'verified' and (c.paused_until is null or c.paused_until <= $2)`,
    [request.id, now, inFlight],
  );
  if (!row) return undefined;
  return {
    due:
      row.id === null
        ? undefined
        : {
            ...row,
            id: row.id,
            requestId: request.id,
            first: key(row.firstAt, row.firstId),
            last: key(row.lastAt, row.lastId),
          },
    isCut: row.isCut,
    position: { batchCount: row.batchCount, after: key(row.cutAt, row.cutId) },
    pending: row.pending,
    waiting: row.waiting,
    closing: row.closing,
  };
}

type StateRow = Omit<StoredMessage, 'id' | 'requestId' | 'first' | 'last'> &
  Pick<State, 'isCut' | 'pending' | 'waiting' | 'closing'> & {
    id: string | null;
    batchCount: number;
    cutAt: Date | null;
    cutId: string | null;
    firstAt: Date | null;
    firstId: string | null;
    lastAt: Date | null;
    lastId: string | null;
  };

const key = (startedAt: Date | null, id: string | null): RecordKey | null =>
  startedAt === null || id === null ? null : { startedAt, id };
