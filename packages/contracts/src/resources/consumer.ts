import { z } from 'zod';
import * as f from '../fields/index.ts';
import { commonFields } from './common.ts';

export const recordFormat = z.enum(['json', 'ndjson', 'csv']);

/** What a consumer may want to be told beside the records that are ordered to it. */
export const eventType = z.enum([
  'call_record.created',
  'call_record.revised',
  'limit.warning',
  'limit.triggered',
  'balance.low',
  'consumer.disabled',
]);
export type EventType = z.output<typeof eventType>;

/** What the last verification POST found. */
const verification = z.strictObject({
  outcome: z.enum(['verified', 'awaitingConfirmation', 'failed']),
  responseStatus: f.integer(100, 599).nullable(),
  detail: z.string(),
  at: f.timestamp,
});

/** A registered callback location for call records and events. */
export const Consumer = z
  .strictObject({
    ...commonFields('consumer'),
    customerId: f.id('customer'),
    kind: z.enum(['webhook', 'inbox']).meta({ description: 'inbox: built in, for testing, gone after 24 h' }),
    url: f.httpUrl,
    description: f.safeText(200).nullable(),
    format: recordFormat,
    batchSize: f.integer(1, 10_000).meta({ description: 'Records in one POST at the most' }),
    gzip: z
      .boolean()
      .meta({ description: 'Batches are compressed; the signature is over the body before that' }),
    maxInFlight: f.integer(1, 8).meta({ description: 'POSTs under way at once at the most' }),
    events: z
      .array(eventType)
      .max(20)
      .meta({ description: 'Events that are sent to it, of its owner and all below' }),
    status: z.enum(['pending', 'verified', 'disabled']),
    disabledReason: z.string().nullable(),
    secret: z
      .string()
      .nullable()
      .meta({ description: '`whsec_…`: shown once, in the reply that makes it; null ever after' }),
    previousSecretExpiresAt: f.timestamp
      .nullable()
      .meta({ description: 'Until when the secret before this one signs too, where one was replaced' }),
    verification: verification.nullable(),
    verifiedAt: f.timestamp.nullable(),
    failingSince: f.timestamp.nullable(),
    expiresAt: f.timestamp.nullable(),
  })
  .meta({ id: 'Consumer' });
export type Consumer = z.input<typeof Consumer>;

const writable = Consumer.pick({
  externalId: true,
  url: true,
  description: true,
  format: true,
  gzip: true,
  batchSize: true,
  maxInFlight: true,
  events: true,
});

export const ConsumerCreate = writable
  .partial()
  .extend({ customerId: f.id('customer'), url: f.httpUrl })
  .meta({ id: 'ConsumerCreate' });

/** A change of the URL verifies anew. `status: verified` enables a disabled consumer again. */
export const ConsumerUpdate = writable
  .partial()
  .extend({ status: z.enum(['verified', 'disabled']).optional() })
  .meta({ id: 'ConsumerUpdate' });

/** How a secret is replaced. */
export const SecretRotation = z
  .strictObject({
    overlapSeconds: f.integer(0, 86_400).optional().meta({
      description:
        'So long the old secret signs too: 24 h where it is left out; 0 where it is known to others',
    }),
  })
  .meta({ id: 'SecretRotation' });

/** What arrived at an inbox: the very bytes and headers that a webhook would have got. */
export const InboxMessage = z
  .strictObject({
    id: f.id('inboxMessage'),
    consumerId: f.id('consumer'),
    webhookId: z.string(),
    type: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
    signatureValid: z.boolean(),
    receivedAt: f.timestamp,
  })
  .meta({ id: 'InboxMessage' });
export type InboxMessage = z.input<typeof InboxMessage>;

/** What a list of messages shows: a body may be megabytes long. */
export const InboxMessageHead = InboxMessage.omit({ body: true })
  .extend({ bodyBytes: f.integer(0, 2_147_483_647) })
  .meta({ id: 'InboxMessageHead' });
export type InboxMessageHead = z.input<typeof InboxMessageHead>;
