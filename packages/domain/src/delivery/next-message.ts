import type { ClaimedRequest } from './claim-request.ts';
import { closeRequest } from './closing-message.ts';
import { type CutPosition, cutBatch } from './cut-batch.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { finishRequest, markUnmakable } from './finish-request.ts';
import type { Message, StoredMessage } from './message.ts';
import { nextEvent } from './next-event.ts';
import { remakeMessage } from './remake-message.ts';
import type { RecordKey } from './select-records.ts';
import { splitBatch } from './split-batch.ts';

/** No new batch is begun while so many of the request wait for a retry. */
const WAITING_BATCHES_MAX = 10;

/**
 * What is to be sent next for a request: first what was stored and is due, then a newly cut batch, then the closing
 * message once every batch is settled. An event of the consumer goes before all of these.
 * @param inFlight ids of the messages that are being sent
 * @returns undefined where nothing is to be sent now, 'finished' where nothing ever will
 */
export async function nextMessage(
  deps: DeliveryDeps,
  request: ClaimedRequest,
  inFlight: string[],
): Promise<Message | 'finished' | undefined> {
  for (;;) {
    const state = await readState(deps, request, inFlight);
    if (!state) return undefined;
    const event = state.hasEvent && (await nextEvent(deps, request.consumerId, inFlight));
    if (event) return event;
    if (state.due?.tooLarge) {
      await splitBatch(deps, request, state.due, state.position.lastSequence);
    } else if (state.due) {
      const message = await remakeMessage(deps, request, state.due);
      if (message) return message;
      await markUnmakable(deps, request, state.due);
    } else if (!state.isCut) {
      if (isHeldBack(state)) return undefined;
      const message = await cutBatch(deps, request, state.position);
      if (message) return message;
    } else if (state.pending > 0) {
      return undefined;
    } else if (state.closing === null && request.kind === 'order') {
      return closeRequest(deps, request, state.position.lastSequence);
    } else {
      await finishRequest(deps, request, state.closing ?? (state.isMissingSome ? 'failed' : 'completed'));
      return 'finished';
    }
  }
}

/**
 * A consumer that takes nothing any more is not hit with batch after batch: one more at each round of retries finds out
 * whether it is the consumer that fails, or a batch.
 */
const isHeldBack = ({ waiting, failing, rounds }: State): boolean =>
  waiting >= WAITING_BATCHES_MAX || failing > rounds;

type State = {
  /** An event of the consumer may be due. */
  hasEvent: boolean;
  due: (StoredMessage & { tooLarge: boolean }) | undefined;
  isCut: boolean;
  position: CutPosition;
  /** Messages that are neither delivered nor given up, those in flight included. */
  pending: number;
  /** Those of them that failed and wait for a retry. */
  waiting: number;
  /** Those of these that failed since the consumer last took a message, and the most attempts that one has had. */
  failing: number;
  rounds: number;
  /** A batch was given up. */
  isMissingSome: boolean;
  /** The settled closing message; live records have none. */
  closing: 'completed' | 'failed' | 'dead' | null;
};

/** Whether the last attempt at a delivery ended after its consumer began to fail. */
const failedSince = `exists (select from delivery_attempt a where a.delivery_id = delivery.id and a.attempt = delivery.attempts
  and a.started_at + a.duration_ms * interval '1 ms' >= c.failing_since)`;

/** Undefined where the request or its consumer gets nothing more now. */
async function readState(
  deps: DeliveryDeps,
  request: ClaimedRequest,
  inFlight: string[],
): Promise<State | undefined> {
  const now = deps.clock.now();
  const [row] = await deps.db.prepared<StateRow>(
    `select r.cut_completed_at is not null as "isCut", r.last_sequence as "lastSequence", r.cut_started_at as "cutAt",
       r.cut_record_id as "cutId", coalesce(r.cut_size, r.batch_size) as "cutSize", counted.*, due.*,
       exists (select from delivery e where e.consumer_id = c.id and e.request_id is null and e.status = 'pending'
         and e.next_attempt_at <= $2 and e.id <> all ($3)) as "hasEvent",
       case closing.status when 'dead' then 'dead' when 'delivered' then closing.kind::text end as closing,
       r.cut_completed_at is not null and counted.pending = 0 and exists (select from delivery d
         where d.request_id = r.id and d.status = 'dead') as "isMissingSome"
     from call_record_request r join consumer c on c.id = r.consumer_id
     left join lateral (select d.status, d.kind from delivery d
       where d.request_id = r.id and d.kind in ('completed', 'failed') and d.status <> 'retired'
       order by d.sequence desc limit 1) closing on r.cut_completed_at is not null,
     lateral (select count(*)::int as pending,
         count(*) filter (where attempts > 0 and id <> all ($3))::int as waiting,
         count(*) filter (where ${failedSince} and id <> all ($3))::int as failing,
         coalesce(max(attempts) filter (where ${failedSince} and id <> all ($3)), 0)::int as rounds
       from delivery where request_id = r.id and status = 'pending') counted
     left join lateral (select id, sequence, kind, type, message_at as "messageAt", first_started_at as "firstAt",
         first_record_id as "firstId", last_started_at as "lastAt", last_record_id as "lastId",
         record_count as "recordCount", sha256, attempts, too_large as "tooLarge"
       from delivery where request_id = r.id and status = 'pending' and next_attempt_at <= $2 and id <> all ($3)
         and (kind = 'batch' or not exists (select from delivery b
           where b.request_id = r.id and b.kind = 'batch' and b.status = 'pending'))
       order by sequence limit 1) due on true
     where r.id = $1 and r.status in ('processing', 'delivering')
       and c.status = 'verified' and (c.paused_until is null or c.paused_until <= $2)`,
    [request.id, now, inFlight],
  );
  if (!row) return undefined;
  return {
    hasEvent: row.hasEvent,
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
    position: { lastSequence: row.lastSequence, after: key(row.cutAt, row.cutId), size: row.cutSize },
    pending: row.pending,
    waiting: row.waiting,
    failing: row.failing,
    rounds: row.rounds,
    isMissingSome: row.isMissingSome,
    closing: row.closing,
  };
}

type StateRow = Omit<StoredMessage, 'id' | 'requestId' | 'first' | 'last'> &
  Pick<
    State,
    'hasEvent' | 'isCut' | 'pending' | 'waiting' | 'failing' | 'rounds' | 'isMissingSome' | 'closing'
  > & {
    id: string | null;
    tooLarge: boolean;
    lastSequence: number;
    cutSize: number;
    cutAt: Date | null;
    cutId: string | null;
    firstAt: Date | null;
    firstId: string | null;
    lastAt: Date | null;
    lastId: string | null;
  };

const key = (startedAt: Date | null, id: string | null): RecordKey | null =>
  startedAt === null || id === null ? null : { startedAt, id };
