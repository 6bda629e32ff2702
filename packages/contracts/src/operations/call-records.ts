import { z } from 'zod';
import { httpUrl, id, queryInteger, safeText, timestamp } from '../fields/index.ts';
import { defineOperation } from '../operation.ts';
import { callRecordFields } from '../resources/call-record.ts';
import { CallRecordExplanation } from '../resources/call-record-explanation.ts';
import {
  CallRecordRedelivery,
  CallRecordRequest,
  Delivery,
  DeliveryAttempt,
  DeliveryMessage,
  deliveryStatus,
  periodBy,
  RecordFilters,
  requestKind,
  requestStatus,
} from '../resources/call-record-request.ts';
import { IngestResult } from '../resources/call-record-source.ts';
import { pageQuery } from '../resources/common.ts';

const base = { tag: 'call-records', area: 'records' } as const;
const requestId = z.strictObject({ requestId: id('callRecordRequest') });
const consumerReference = z
  .string()
  .max(2000)
  .refine(
    (text) => /^con_/.test(text) || httpUrl.safeParse(text).success,
    'must be a consumer id (con_…) or a registered URL',
  )
  .meta({ description: 'Id of a consumer, or the URL it is registered with' });

const orderQuery = z.strictObject({
  consumer: consumerReference,
  from: timestamp.meta({ description: 'Inclusive' }),
  to: timestamp
    .optional()
    .meta({ description: 'Exclusive; now where it is left out. At most 366 days after from' }),
  periodBy: periodBy.optional(),
  ...RecordFilters.shape,
  fields: z
    .string()
    .max(1000)
    .transform((text) => text.split(','))
    .refine((names) => names.every((name) => (callRecordFields as string[]).includes(name)), {
      message: 'must be names of call record fields, separated by commas',
    })
    .optional()
    .meta({
      description: 'Names of the fields that are wanted, separated by commas; all where it is left out',
    }),
});

const order = {
  ...base,
  origin: 'api',
  kind: 'mutation',
  method: 'GET',
  scope: 'records:read',
  query: orderQuery,
  output: { shape: 'one', schema: CallRecordRequest },
  status: 202,
  location: '/call-record-requests/{id}',
  errors: ['notFound', 'validation', 'conflict'],
  example: {
    query: {
      consumer: 'con_01kaz4x0e8v9q5h2c7t1m6n3pr',
      from: '2026-11-01T00:00:00Z',
      to: '2026-12-01T00:00:00Z',
    },
  },
} as const;

const orderDescription =
  'Answers 202 with the request; the records follow as signed POSTs to the consumer. An identical call within 60 s gives the same request back.';

export const getCallRecords = defineOperation({
  ...order,
  summary: "Order the call records of the caller's whole scope",
  description: orderDescription,
  path: '/call-records',
  aliases: [{ method: 'POST', path: '/call-records' }],
});

export const getCustomerCallRecords = defineOperation({
  ...order,
  summary: "Order a customer's call records, its subtree included",
  description: orderDescription,
  path: '/customers/{customerId}/call-records',
  aliases: [{ method: 'POST', path: '/customers/{customerId}/call-records' }],
  params: z.strictObject({ customerId: id('customer') }),
});

export const getCallRecordRequests = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'List the call record requests of the scope, newest first',
  kind: 'query',
  method: 'GET',
  path: '/call-record-requests',
  scope: 'records:read',
  query: z.strictObject({
    ...pageQuery,
    status: requestStatus.optional(),
    kind: requestKind
      .optional()
      .meta({ description: 'order where it is left out; live: what was sent as it came in' }),
    consumerId: id('consumer').optional(),
    customerId: id('customer')
      .optional()
      .meta({ description: 'Only those that this customer or its subtree asked for' }),
  }),
  output: { shape: 'list', schema: CallRecordRequest },
  status: 200,
  errors: ['notFound', 'validation'],
});

export const getCallRecordRequest = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'Get one call record request and how far it has come',
  kind: 'query',
  method: 'GET',
  path: '/call-record-requests/{requestId}',
  scope: 'records:read',
  params: requestId,
  output: { shape: 'one', schema: CallRecordRequest },
  status: 200,
  errors: ['notFound'],
});

export const getCallRecordRequestDeliveries = defineOperation({
  ...base,
  origin: 'extension',
  summary: "List a request's batches and manifest",
  kind: 'query',
  method: 'GET',
  path: '/call-record-requests/{requestId}/deliveries',
  scope: 'records:read',
  params: requestId,
  query: z.strictObject({ ...pageQuery, status: deliveryStatus.optional() }),
  output: { shape: 'list', schema: Delivery },
  status: 200,
  errors: ['notFound', 'validation'],
});

export const cancelCallRecordRequest = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'Cancel a call record request: what was not sent yet is not sent',
  kind: 'mutation',
  method: 'POST',
  path: '/call-record-requests/{requestId}/cancel',
  scope: 'records:read',
  params: requestId,
  output: { shape: 'one', schema: CallRecordRequest },
  status: 200,
  errors: ['notFound', 'conflict', 'staleVersion'],
});

export const explainCallRecord = defineOperation({
  ...base,
  origin: 'extension',
  summary: "Tell how the charge of a record at the caller's own level came about",
  description:
    'Plan, rate, window and arithmetic of what the caller pays for it and of what it charges for it, of any revision; where there is no price, why.',
  kind: 'query',
  method: 'GET',
  path: '/call-record-search/{callRecordId}/explanation',
  scope: 'records:read',
  params: z.strictObject({ callRecordId: id('callRecord') }),
  query: z.strictObject({
    revision: queryInteger(1, 2_147_483_647)
      .optional()
      .meta({ description: 'Of the charge; the newest where it is left out' }),
  }),
  output: { shape: 'one', schema: CallRecordExplanation },
  status: 200,
  errors: ['notFound', 'validation'],
});

export const redeliverCallRecordRequest = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'Send messages of an ended call record request again',
  description:
    'With the same ids and the same bytes, whatever was rated anew since. `failed`: the batches that were given up; `all`: every batch and the manifest; `sequence`: one batch. Where batches were missing, a new closing message follows.',
  kind: 'mutation',
  method: 'POST',
  path: '/call-record-requests/{requestId}/redeliver',
  scope: 'records:read',
  params: requestId,
  body: CallRecordRedelivery,
  output: { shape: 'one', schema: CallRecordRequest },
  status: 202,
  errors: ['notFound', 'validation', 'conflict', 'staleVersion', 'gone'],
  example: { body: { scope: 'failed' } },
});

export const downloadCallRecordRequest = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'Download the records of a call record request, for 7 days',
  description:
    "The very records that are delivered, in one file, from the moment that the request is being processed: 409 before. For who acts for the consumer's owner, by whose charges they are rendered: 403 from above.",
  kind: 'query',
  method: 'GET',
  path: '/call-record-requests/{requestId}/download',
  scope: 'records:read',
  params: requestId,
  query: z.strictObject({
    format: z.enum(['csv', 'ndjson']).optional().meta({ description: 'csv where it is left out' }),
  }),
  output: { shape: 'none', schema: z.null() },
  streamedReply: {
    mediaTypes: ['text/csv', 'application/x-ndjson'],
    description: 'csv: a header row and a line a record. ndjson: a record a line',
  },
  status: 200,
  errors: ['notFound', 'validation', 'conflict', 'gone', 'reservedToOwner'],
});

const deliveryId = z.strictObject({ deliveryId: id('delivery') });

export const getDelivery = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'Get one message to a consumer and what became of it',
  kind: 'query',
  method: 'GET',
  path: '/deliveries/{deliveryId}',
  scope: 'records:read',
  params: deliveryId,
  output: { shape: 'one', schema: Delivery },
  status: 200,
  errors: ['notFound'],
});

export const getDeliveryAttempts = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'List the attempts at a message, newest first, for 30 days',
  kind: 'query',
  method: 'GET',
  path: '/deliveries/{deliveryId}/attempts',
  scope: 'records:read',
  params: deliveryId,
  query: z.strictObject(pageQuery),
  output: { shape: 'list', schema: DeliveryAttempt },
  status: 200,
  errors: ['notFound', 'validation'],
});

export const getDeliveryMessage = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'Show what a message says: its headers and the beginning of its body',
  description:
    "A batch is made again from its records, as it is for each attempt. 410 where it cannot be made as it was. For who acts for the consumer's owner, by whose charges it is rendered: 403 from above.",
  kind: 'query',
  method: 'GET',
  path: '/deliveries/{deliveryId}/message',
  scope: 'records:read',
  params: deliveryId,
  output: { shape: 'one', schema: DeliveryMessage },
  status: 200,
  errors: ['notFound', 'gone', 'reservedToOwner'],
});

export const redeliverEvent = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'Send an event again, with the same id and the same bytes',
  description: 'Batches are sent again through their request.',
  kind: 'mutation',
  method: 'POST',
  path: '/deliveries/{deliveryId}/redeliver',
  scope: 'records:read',
  params: deliveryId,
  output: { shape: 'one', schema: Delivery },
  status: 202,
  errors: ['notFound', 'conflict'],
});

export const ingestCallRecords = defineOperation({
  ...base,
  origin: 'extension',
  summary: 'Hand in call records as a switch wrote them',
  description:
    'Streamed, of any size, in the format of the source. Records are identified by (source, recordKey, startedAt): a replay changes nothing. What cannot be read or attributed is quarantined. FreeSWITCH mod_json_cdr may give the API key as the password of basic authentication.',
  kind: 'mutation',
  method: 'POST',
  path: '/call-records/ingest',
  scope: 'records:ingest',
  query: z.strictObject({
    source: safeText(128).meta({
      description: "Id (src_…) of the source, or the name of one of the key's own customer",
    }),
    uuid: safeText(128).optional().meta({ description: 'Appended by mod_json_cdr; not used' }),
  }),
  streamedBody: {
    mediaTypes: ['application/x-ndjson', 'text/csv', 'application/json', 'application/x-www-form-urlencoded'],
    description:
      'ndjson: one NativeCallRecord a line. csv: the same fields below a header row. asteriskCsv: Master.csv. freeswitchJson: the JSON of mod_json_cdr, or a form with `cdr=`',
  },
  output: { shape: 'one', schema: IngestResult },
  status: 200,
  errors: ['notFound', 'validation', 'unsupportedMediaType', 'conflict'],
});
