import { createHash } from 'node:crypto';
import { type CallRecordsBatch, type CallRecordsCreated, encodeId } from '@strowger/contracts';
import type { ClaimedRequest } from './claim-request.ts';
import { recordFormats } from './record-format.ts';
import type { RecordKey } from './select-records.ts';

/** A message as it is stored: enough to make its body again, byte for byte. */
export type StoredMessage = {
  id: string;
  /** Null for an event. */
  requestId: string | null;
  /** In its request, from 1. */
  sequence: number;
  kind: 'batch' | 'completed' | 'failed' | 'event';
  /** The type that its body names. */
  type: string;
  messageAt: Date;
  /** Of a batch: its first and last record. */
  first: RecordKey | null;
  last: RecordKey | null;
  recordCount: number;
  sha256: string;
  /** Attempts made since the consumer was last taken into use. */
  attempts: number;
};

export type Message = StoredMessage & {
  body: Buffer;
  mediaType: string;
  gzip: boolean;
  /** Nothing can be sent behind it before it is settled, so that nothing need be looked for. */
  standsAlone?: boolean;
};

export const sha256Of = (body: Buffer): string => createHash('sha256').update(body).digest('hex');

/** How everything but records is written. */
export const asJson = { mediaType: 'application/json', gzip: false } as const;

/** The type of the batches of a request. */
export const batchType = ({ kind }: Pick<ClaimedRequest, 'kind'>): string =>
  kind === 'order' ? 'call_records.batch' : 'call_record.created';

type Head = Pick<StoredMessage, 'sequence' | 'messageAt' | 'recordCount'>;

/** The body of a batch around its records, and how it is sent. */
export function batchBody(
  request: ClaimedRequest,
  head: Head,
  records: readonly Buffer[],
): Pick<Message, 'body' | 'mediaType' | 'gzip'> {
  const { mediaType, head: before, tail } = recordFormats[request.format];
  const [start, end] = request.format === 'json' ? envelope(request, head) : [before(request.fields), tail];
  return {
    body: Buffer.concat([Buffer.from(start), ...records, Buffer.from(end)]),
    mediaType,
    gzip: request.gzip,
  };
}

/** What stands before and behind the records of a JSON batch. */
function envelope(request: ClaimedRequest, { sequence, messageAt, recordCount }: Head): [string, string] {
  const timestamp = messageAt.toISOString();
  const requestId = encodeId('callRecordRequest', request.id);
  const text = JSON.stringify(
    request.kind === 'order'
      ? ({
          type: 'call_records.batch',
          timestamp,
          data: { requestId, sequence, recordCount, records: [] },
        } satisfies CallRecordsBatch)
      : ({
          type: 'call_record.created',
          timestamp,
          data: { recordCount, records: [] },
        } satisfies CallRecordsCreated),
  );
  const end = text.length - ']}}'.length;
  return [text.slice(0, end), text.slice(end)];
}

/** What a message is, in headers: the only place for it where the body is nothing but records. */
export function metadataHeaders(message: StoredMessage): Record<string, string> {
  return {
    'strowger-type': message.type,
    'strowger-timestamp': message.messageAt.toISOString(),
    ...(message.requestId !== null && {
      'strowger-request-id': encodeId('callRecordRequest', message.requestId),
      'strowger-sequence': String(message.sequence),
    }),
    ...(message.kind === 'batch' && { 'strowger-record-count': String(message.recordCount) }),
  };
}
