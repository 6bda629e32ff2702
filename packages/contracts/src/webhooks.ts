import { z } from 'zod';
import * as f from './fields/index.ts';
import { CallRecord } from './resources/call-record.ts';
import { periodBy, RecordFilters } from './resources/call-record-request.ts';
import { Limit } from './resources/limit.ts';

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

/** Call records as they come in, for consumers that want `call_record.created`: batched, at the level of the owner. */
export const CallRecordsCreated = z
  .strictObject({
    type: z.literal('call_record.created'),
    timestamp: f.timestamp,
    data: z.strictObject({ recordCount: count, records: z.array(CallRecord.partial()).max(10_000) }),
  })
  .meta({ id: 'CallRecordsCreated' });
export type CallRecordsCreated = z.input<typeof CallRecordsCreated>;

const event = <Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  z.strictObject({ type: z.literal(type), timestamp: f.timestamp, data });

const LimitState = z.strictObject({
  limitId: f.id('limit'),
  customerId: f.id('customer'),
  userId: f.id('user').nullable(),
  type: Limit.shape.type,
  direction: Limit.shape.direction,
  action: Limit.shape.action,
  threshold: Limit.shape.threshold,
  currentValue: f.money,
  percent: f
    .integer(0, 1_000_000)
    .meta({ description: 'Of the threshold; of a warning, the one that was passed' }),
  windowStartedAt: f.timestamp.nullable(),
  resetsAt: f.timestamp.nullable(),
});

/** A limit has come to one of its `warnPercent`. */
export const LimitWarning = event('limit.warning', LimitState).meta({ id: 'LimitWarning' });
/** A limit is used up. */
export const LimitTriggered = event('limit.triggered', LimitState).meta({ id: 'LimitTriggered' });

/** The balance of a prepaid customer fell below its `lowBalanceThreshold`. */
export const BalanceLow = event(
  'balance.low',
  z.strictObject({
    customerId: f.id('customer'),
    balance: f.signedMoney,
    creditLimit: f.money,
    lowBalanceThreshold: f.money,
    currency: f.currency,
  }),
).meta({ id: 'BalanceLow' });

/** Records of the scope were rated anew: order them again for the new charges. */
export const CallRecordsRevised = event(
  'call_record.revised',
  z.strictObject({
    customerId: f
      .id('customer')
      .meta({ description: 'The owner of the consumer: whose charges have changed' }),
    recordCount: count,
    from: f.timestamp.meta({ description: 'The earliest startedAt of them' }),
    to: f.timestamp.meta({ description: 'Behind the latest startedAt of them' }),
    reason: z.string().max(200),
  }),
).meta({ id: 'CallRecordsRevised' });

/** Another consumer of the scope was taken out of use by the platform: its requests are held. */
export const ConsumerDisabled = event(
  'consumer.disabled',
  z.strictObject({
    consumerId: f.id('consumer'),
    customerId: f.id('customer'),
    url: z.string(),
    reason: z.string(),
  }),
).meta({ id: 'ConsumerDisabled' });

/** Sent by `POST /consumers/{id}/test`: nothing has happened. */
export const ConsumerTest = event(
  'consumer.test',
  z.strictObject({ consumerId: f.id('consumer'), customerId: f.id('customer') }),
).meta({ id: 'ConsumerTest' });

/** Events by their type: each is one message with its data. */
export const webhookEvents = {
  'limit.warning': LimitWarning,
  'limit.triggered': LimitTriggered,
  'balance.low': BalanceLow,
  'call_record.revised': CallRecordsRevised,
  'consumer.disabled': ConsumerDisabled,
  'consumer.test': ConsumerTest,
} as const;
export type WebhookEventType = keyof typeof webhookEvents;
/** What an event says, in wire form. */
export type WebhookEventData<Type extends WebhookEventType> = z.input<(typeof webhookEvents)[Type]>['data'];
