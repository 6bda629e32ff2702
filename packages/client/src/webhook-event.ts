import type {
  CallRecordsBatch,
  CallRecordsCompleted,
  CallRecordsCreated,
  CallRecordsFailed,
  ConsumerChallenge,
  webhookEvents,
} from '@strowger/contracts';
import type { z } from 'zod';

type Events = typeof webhookEvents;

/** Records as a consumer of CSV gets them: text below a header row. What it belongs to stands in headers. */
export type CsvRecords = {
  type: 'csv';
  /** What a consumer of JSON is told as `type`. */
  of: (CallRecordsBatch | CallRecordsCreated)['type'];
  timestamp: string;
  data: { requestId: string | null; sequence: number | null; recordCount: number; csv: string };
};

/** Whatever a consumer is sent; `type` tells which one it is. */
export type WebhookEvent =
  | CallRecordsBatch
  | CallRecordsCompleted
  | CallRecordsFailed
  | ConsumerChallenge
  | CallRecordsCreated
  | CsvRecords
  | { [Type in keyof Events]: z.input<Events[Type]> }[keyof Events];

/** What a message says, be its metadata in its body or in headers. Undefined of what is no message. */
export function readEvent(
  body: Buffer,
  header: (name: string) => string | undefined,
): WebhookEvent | undefined {
  const mediaType = header('content-type')?.split(';')[0]?.trim();
  try {
    if (mediaType === 'text/csv') return csvOf(body, header);
    if (mediaType === 'application/x-ndjson') return linesOf(body, header);
    const event = JSON.parse(body.toString()) as WebhookEvent;
    return typeof event?.type === 'string' ? event : undefined;
  } catch {
    return undefined;
  }
}

function csvOf(body: Buffer, header: (name: string) => string | undefined): CsvRecords | undefined {
  const of = header('strowger-type');
  if (of !== 'call_records.batch' && of !== 'call_record.created') return undefined;
  const sequence = header('strowger-sequence');
  return {
    type: 'csv',
    of,
    timestamp: header('strowger-timestamp') ?? '',
    data: {
      requestId: header('strowger-request-id') ?? null,
      sequence: sequence === undefined ? null : Number(sequence),
      recordCount: Number(header('strowger-record-count') ?? 0),
      csv: body.toString(),
    },
  };
}

/** Lines of JSON become what a consumer of JSON gets. */
function linesOf(body: Buffer, header: (name: string) => string | undefined): WebhookEvent {
  const lines = body.toString().split('\n').filter(Boolean);
  const records = lines.map((line) => JSON.parse(line)) as CallRecordsBatch['data']['records'];
  const timestamp = header('strowger-timestamp') ?? '';
  const recordCount = records.length;
  if (header('strowger-type') === 'call_record.created')
    return { type: 'call_record.created', timestamp, data: { recordCount, records } };
  const requestId = header('strowger-request-id') ?? '';
  const sequence = Number(header('strowger-sequence') ?? 0);
  return { type: 'call_records.batch', timestamp, data: { requestId, sequence, recordCount, records } };
}
