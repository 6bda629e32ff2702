import { z } from 'zod';
import * as f from '../fields/index.ts';
import { callDirection, callRecordFields, disposition } from './call-record.ts';
import { recordFormat } from './consumer.ts';

export const requestStatus = z.enum([
  'accepted',
  'queued',
  'processing',
  'delivering',
  'completed',
  'failed',
  'cancelled',
  'held',
]);
export const requestKind = z.enum(['order', 'live']);
export const periodBy = z.enum(['startedAt', 'ingestedAt']);

const dialledNumber = z
  .string()
  .regex(/^\+?[0-9]{1,15}$/, 'must be a number or its beginning, like +3120')
  .meta({ examples: ['+3120'] });

/** Which records of the scope are wanted; all that are given must fit. */
export const RecordFilters = z.strictObject({
  direction: callDirection.optional(),
  disposition: disposition.optional(),
  userId: f.id('user').optional(),
  fromNumber: dialledNumber.optional().meta({ description: 'Beginning of the E.164 number of the caller' }),
  toNumber: dialledNumber.optional().meta({ description: 'Beginning of the E.164 number called' }),
});
export type RecordFilters = z.output<typeof RecordFilters>;

/** An asynchronous order of call records, and how far it has come. */
export const CallRecordRequest = z
  .strictObject({
    id: f.id('callRecordRequest'),
    kind: requestKind.meta({
      description: 'live: what came in meanwhile, for a consumer that wants `call_record.created`',
    }),
    customerId: f.id('customer').meta({ description: 'Who asked' }),
    scopeCustomerId: f.id('customer').meta({ description: 'Whose subtree is asked for' }),
    consumerId: f.id('consumer'),
    from: f.timestamp,
    to: f.timestamp,
    periodBy,
    filters: RecordFilters,
    fields: z.array(z.enum(callRecordFields)).meta({ description: 'Empty: all' }),
    status: requestStatus,
    format: recordFormat,
    gzip: z.boolean(),
    batchSize: f.integer(1, 10_000),
    expectedCount: f
      .integer(0, Number.MAX_SAFE_INTEGER)
      .nullable()
      .meta({ description: 'Known once it is being processed' }),
    recordCount: f
      .integer(0, Number.MAX_SAFE_INTEGER)
      .meta({ description: 'Records cut into batches so far' }),
    batchCount: f.integer(0, Number.MAX_SAFE_INTEGER),
    deliveredBatches: f.integer(0, Number.MAX_SAFE_INTEGER),
    deliveredRecords: f.integer(0, Number.MAX_SAFE_INTEGER),
    attempts: f.integer(0, Number.MAX_SAFE_INTEGER),
    lastError: z.string().nullable(),
    nextAttemptAt: f.timestamp.nullable().meta({ description: 'When the next retry is due, where one is' }),
    completedAt: f.timestamp.nullable(),
    version: f.integer(1, 2_147_483_647),
    createdAt: f.timestamp,
    updatedAt: f.timestamp,
  })
  .meta({ id: 'CallRecordRequest' });
export type CallRecordRequest = z.input<typeof CallRecordRequest>;

export const deliveryStatus = z.enum(['pending', 'delivered', 'dead', 'retired']);

/** One message to a consumer and what became of it. */
export const Delivery = z
  .strictObject({
    id: f.id('delivery').meta({ description: 'The webhook-id of all attempts' }),
    consumerId: f.id('consumer'),
    requestId: f.id('callRecordRequest').nullable().meta({ description: 'null for an event' }),
    sequence: f.integer(0, 2_147_483_647).meta({ description: 'In its request, from 1; 0 for an event' }),
    kind: z.enum(['batch', 'completed', 'failed', 'event']),
    type: z.string().meta({ description: 'The type that its body names, like call_records.batch' }),
    status: deliveryStatus.meta({
      description: 'dead: given up. retired: two smaller batches, or another closing message, took its place',
    }),
    recordCount: f.integer(0, 10_000),
    bodyBytes: f.integer(0, 2_147_483_647),
    sha256: z.string(),
    attempts: f.integer(0, 2_147_483_647),
    nextAttemptAt: f.timestamp.nullable(),
    lastError: z.string().nullable(),
    lastResponseStatus: f.integer(100, 999).nullable(),
    deliveredAt: f.timestamp.nullable(),
    createdAt: f.timestamp,
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.input<typeof Delivery>;

/** One attempt at a message: what was sent when, and what came back. */
export const DeliveryAttempt = z
  .strictObject({
    id: f.id('deliveryAttempt'),
    deliveryId: f.id('delivery'),
    attempt: f.integer(1, 2_147_483_647).meta({
      description: 'From 1, anew where the consumer was enabled again or the message is sent again',
    }),
    startedAt: f.timestamp,
    durationMs: f.integer(0, 2_147_483_647),
    sentBytes: f
      .integer(0, 2_147_483_647)
      .nullable()
      .meta({ description: 'Of the body as it was sent: compressed where the consumer wants that' }),
    responseStatus: f.integer(100, 999).nullable().meta({ description: 'null where nothing came back' }),
    responseHead: z.string().nullable().meta({ description: 'The first 1,000 characters of what came back' }),
    error: z.string().nullable(),
  })
  .meta({ id: 'DeliveryAttempt' });
export type DeliveryAttempt = z.input<typeof DeliveryAttempt>;

/** What is sent in every attempt at a message; its time and signatures are those of the attempt. */
export const DeliveryMessage = z
  .strictObject({
    deliveryId: f.id('delivery'),
    headers: z
      .record(z.string(), z.string())
      .meta({ description: 'Those that are the same in all attempts' }),
    body: z.string().meta({ description: 'Its first 65,536 characters; before it is compressed' }),
    isComplete: z.boolean().meta({ description: 'Whether that is all of it' }),
  })
  .meta({ id: 'DeliveryMessage' });
export type DeliveryMessage = z.input<typeof DeliveryMessage>;

/** failed: what was given up. all: every batch and the manifest. sequence: one batch. */
export const CallRecordRedelivery = z
  .strictObject({
    scope: z.enum(['failed', 'all', 'sequence']),
    sequence: f
      .integer(1, 2_147_483_647)
      .optional()
      .meta({ description: 'For scope sequence, and only then' }),
  })
  .meta({ id: 'CallRecordRedelivery' });
