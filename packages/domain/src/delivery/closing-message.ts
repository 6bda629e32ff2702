import { type CallRecordsCompleted, type CallRecordsFailed, encodeId } from '@strowger/contracts';
import { presentFilters } from '../call-records/request-model.ts';
import { newId } from '../core/new-id.ts';
import type { ClaimedRequest } from './claim-request.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { asJson, type Message, type StoredMessage, sha256Of } from './message.ts';

type Batch = {
  id: string;
  sequence: number;
  recordCount: number;
  sha256: string;
  status: 'pending' | 'delivered' | 'dead';
  /** How many records of the request were counted. */
  expected: bigint | null;
};
type Closing = Pick<StoredMessage, 'kind' | 'messageAt'>;

/**
 * Stores the message that closes a request all of whose batches are settled: the manifest, or the failure where a batch
 * could not be delivered or the batches are not all that was counted.
 * @returns undefined where another worker has done it
 */
export async function closeRequest(
  deps: DeliveryDeps,
  request: ClaimedRequest,
  lastSequence: number,
): Promise<Message | undefined> {
  const { db, clock } = deps;
  await request.counted;
  await deps.step?.('beforeManifestStored');
  const outcome = await readOutcome(deps, request);
  const kind = outcome.failure === undefined ? 'completed' : 'failed';
  const head = {
    id: newId(clock.now()),
    requestId: request.id,
    sequence: lastSequence + 1,
    kind,
    type: `call_records.${kind}`,
    messageAt: clock.now(),
  } as const;
  const body = bodyOf(request, head, outcome);
  const message: Message = {
    ...head,
    ...asJson,
    first: null,
    last: null,
    recordCount: 0,
    sha256: sha256Of(body),
    attempts: 0,
    body,
    standsAlone: true,
  };
  const stored = await db.prepared(
    `with request as (
       update call_record_request set last_sequence = $3 where id = $2 and status = 'delivering' and last_sequence = $3 - 1
       returning id, consumer_id)
     insert into delivery (id, consumer_id, request_id, sequence, kind, type, message_at, record_count, sha256, body_bytes,
       next_attempt_at, created_at)
     select $1, consumer_id, id, $3, $4::delivery_kind, 'call_records.' || $4, $5, 0, $6, $7, $5, $5 from request returning id`,
    [message.id, request.id, message.sequence, kind, message.messageAt, message.sha256, body.byteLength],
  );
  await deps.step?.('afterManifestStored');
  return stored.length === 1 ? message : undefined;
}

/** The body of the closing message: of nothing but what does not change any more. */
export const closingBody = async (
  deps: Pick<DeliveryDeps, 'db'>,
  request: ClaimedRequest,
  closing: Closing,
): Promise<Buffer> => bodyOf(request, closing, await readOutcome(deps, request));

function bodyOf(request: ClaimedRequest, closing: Closing, { batches, failure }: Outcome): Buffer {
  const timestamp = closing.messageAt.toISOString();
  const requestId = encodeId('callRecordRequest', request.id);
  if (closing.kind === 'failed') {
    const missing = batches.filter(({ status }) => status === 'dead');
    return Buffer.from(
      JSON.stringify({
        type: 'call_records.failed',
        timestamp,
        data: {
          requestId,
          reason: failure ?? '',
          batchCount: batches.length,
          missingBatches: missing.map(({ id }) => encodeId('delivery', id)),
        },
      } satisfies CallRecordsFailed),
    );
  }
  const { scopeCustomerId, from, to, periodBy, filters, watermark } = request.selection;
  return Buffer.from(
    JSON.stringify({
      type: 'call_records.completed',
      timestamp,
      data: {
        requestId,
        scopeCustomerId: encodeId('customer', scopeCustomerId),
        from: from.toISOString(),
        to: to.toISOString(),
        periodBy,
        filters: presentFilters(filters),
        watermark: String(watermark),
        batchCount: batches.length,
        recordCount: countOf(batches),
        batches: batches.map(({ id, sequence, recordCount, sha256 }) => ({
          id: encodeId('delivery', id),
          sequence,
          recordCount,
          sha256,
        })),
      },
    } satisfies CallRecordsCompleted),
  );
}

/** What a request whose batches are settled has come to, and why it has failed if it has. */
type Outcome = { batches: Batch[]; failure: string | undefined };

async function readOutcome({ db }: Pick<DeliveryDeps, 'db'>, { id }: ClaimedRequest): Promise<Outcome> {
  const rows = await db.prepared<{ [K in keyof Batch]: Batch[K] | null } & Pick<Batch, 'expected'>>(
    `select d.id, d.sequence, d.record_count as "recordCount", d.sha256, d.status, r.expected_count as expected
     from call_record_request r
       left join delivery d on d.request_id = r.id and d.kind = 'batch' and d.status <> 'retired'
     where r.id = $1 order by d.sequence`,
    [id],
  );
  const batches = rows.filter((row): row is Batch => row.id !== null);
  return { batches, failure: failureOf(batches, Number(rows[0]?.expected)) };
}

function failureOf(batches: readonly Batch[], expected: number): string | undefined {
  if (batches.some(({ status }) => status === 'dead')) return 'Some batches could not be delivered.';
  const cut = countOf(batches);
  return cut === expected
    ? undefined
    : `${expected} records were counted and ${cut} were found: the records have changed.`;
}

const countOf = (batches: readonly Batch[]) => batches.reduce((sum, { recordCount }) => sum + recordCount, 0);
