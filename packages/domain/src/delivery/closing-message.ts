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
  const batches = await readBatches(deps, request);
  const kind = (await failureOf(deps, request, batches)) === undefined ? 'completed' : 'failed';
  const head = {
    id: newId(clock.now()),
    requestId: request.id,
    sequence: lastSequence + 1,
    kind,
    type: `call_records.${kind}`,
    messageAt: clock.now(),
  } as const;
  const body = await closingBody(deps, request, head);
  const message: Message = {
    ...head,
    ...asJson,
    first: null,
    last: null,
    recordCount: 0,
    sha256: sha256Of(body),
    attempts: 0,
    body,
  };
  const stored = await db.rows(
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
export async function closingBody(
  deps: DeliveryDeps,
  request: ClaimedRequest,
  closing: Closing,
): Promise<Buffer> {
  const batches = await readBatches(deps, request);
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
          reason: (await failureOf(deps, request, batches)) ?? '',
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

const readBatches = ({ db }: DeliveryDeps, { id }: ClaimedRequest): Promise<Batch[]> =>
  db.rows<Batch>(
    `select id, sequence, record_count as "recordCount", sha256, status from delivery
     where request_id = $1 and kind = 'batch' and status <> 'retired' order by sequence`,
    [id],
  );

/** Why a request whose batches are settled has failed; undefined if it has not. */
async function failureOf(
  { db }: DeliveryDeps,
  { id }: ClaimedRequest,
  batches: Batch[],
): Promise<string | undefined> {
  if (batches.some(({ status }) => status === 'dead')) return 'Some batches could not be delivered.';
  const [row] = await db.rows<{ expected: bigint }>(
    'select expected_count as expected from call_record_request where id = $1',
    [id],
  );
  const expected = Number(row?.expected);
  const cut = countOf(batches);
  return cut === expected
    ? undefined
    : `${expected} records were counted and ${cut} were found: the records have changed.`;
}

const countOf = (batches: Batch[]) => batches.reduce((sum, { recordCount }) => sum + recordCount, 0);
