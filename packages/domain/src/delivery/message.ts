import { createHash } from 'node:crypto';
import { type CallRecordsBatch, encodeId } from '@strowger/contracts';
import type { RecordKey } from './select-records.ts';

/** A message as it is stored: enough to make its body again, byte for byte. */
export type StoredMessage = {
  id: string;
  /** Null for an event. */
  requestId: string | null;
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

export type Message = StoredMessage & { body: Buffer };

export const sha256Of = (body: Buffer): string => createHash('sha256').update(body).digest('hex');

/** The body of a batch around records that are JSON already. */
export function batchBody(
  requestId: string,
  message: Pick<StoredMessage, 'sequence' | 'messageAt' | 'recordCount'>,
  records: Buffer,
): Buffer {
  const envelope = JSON.stringify({
    type: 'call_records.batch',
    timestamp: message.messageAt.toISOString(),
    data: {
      requestId: encodeId('callRecordRequest', requestId),
      sequence: message.sequence,
      recordCount: message.recordCount,
      records: [],
    },
  } satisfies CallRecordsBatch);
  const end = envelope.length - ']}}'.length;
  return Buffer.concat([Buffer.from(envelope.slice(0, end)), records, Buffer.from(envelope.slice(end))]);
}
