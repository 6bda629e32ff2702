import { z } from 'zod';
import * as f from './fields/index.ts';
import { CallRecord } from './resources/call-record.ts';
import { periodBy, RecordFilters } from './resources/call-record-request.ts';

const count = f.integer(0, Number.MAX_SAFE_INTEGER);

/** The body of one batch. Its `webhook-id` header is the delivery's id. */
export const CallRecordsBatch = z
  .strictObject({
    type: z.literal('call_records.batch'),
    timestamp: f.timestamp,
    data: z.strictObject({
      requestId: f.id('callRecordRequest'),
      sequence: count,
      recordCount: count,
      records: z.array(CallRecord.partial()).max(10_000),
    }),
  })
  .meta({ id: 'CallRecordsBatch' });
export type CallRecordsBatch = z.input<typeof CallRecordsBatch>;

/** The manifest that closes a request: with it a receiver can prove that it holds everything. */
export const CallRecordsCompleted = z
  .strictObject({
    type: z.literal('call_records.completed'),
    timestamp: f.timestamp,
    data: z.strictObject({
      requestId: f.id('callRecordRequest'),
      scopeCustomerId: f.id('customer'),
      from: f.timestamp,
      to: f.timestamp,
      periodBy,
      filters: RecordFilters,
      watermark: z.string().meta({ description: 'The highest ingest batch that belongs to the request' }),
      batchCount: count,
      recordCount: count,
      batches: z.array(
        z.strictObject({ id: f.id('delivery'), sequence: count, recordCount: count, sha256: z.string() }),
      ),
    }),
  })
  .meta({ id: 'CallRecordsCompleted' });
export type CallRecordsCompleted = z.input<typeof CallRecordsCompleted>;

/** Sent instead of the manifest where a request could not be fulfilled. */
export const CallRecordsFailed = z
  .strictObject({
    type: z.literal('call_records.failed'),
    timestamp: f.timestamp,
    data: z.strictObject({
      requestId: f.id('callRecordRequest'),
      reason: z.string(),
      batchCount: count,
      missingBatches: z.array(f.id('delivery')),
    }),
  })
  .meta({ id: 'CallRecordsFailed' });
export type CallRecordsFailed = z.input<typeof CallRecordsFailed>;

/** The verification POST: a consumer answers 2xx with `{"challenge": …}` the same, or a person opens confirmUrl. */
export const ConsumerChallenge = z
  .strictObject({
    type: z.literal('consumer.verification'),
    timestamp: f.timestamp,
    data: z.strictObject({ consumerId: f.id('consumer'), challenge: z.string(), confirmUrl: z.string() }),
  })
  .meta({ id: 'ConsumerChallenge' });
export type ConsumerChallenge = z.input<typeof ConsumerChallenge>;
