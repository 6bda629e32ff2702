import { z } from 'zod';
import { id } from '../fields/index.ts';
import { defineOperation } from '../operation.ts';
import { Delivery, deliveryStatus } from '../resources/call-record-request.ts';
import { pageQuery } from '../resources/common.ts';
import {
  Consumer,
  ConsumerCreate,
  ConsumerUpdate,
  InboxMessage,
  InboxMessageHead,
  SecretRotation,
} from '../resources/consumer.ts';

const base = { tag: 'consumers', origin: 'extension', area: 'records' } as const;
const consumerId = z.strictObject({ consumerId: id('consumer') });

export const getCustomerConsumers = defineOperation({
  ...base,
  summary: "List a customer's consumers",
  kind: 'query',
  method: 'GET',
  path: '/customers/{customerId}/consumers',
  scope: 'consumers:read',
  params: z.strictObject({ customerId: id('customer') }),
  query: z.strictObject(pageQuery),
  output: { shape: 'list', schema: Consumer },
  status: 200,
  errors: ['notFound', 'validation'],
});

export const getConsumer = defineOperation({
  ...base,
  summary: 'Get one consumer',
  kind: 'query',
  method: 'GET',
  path: '/consumers/{consumerId}',
  scope: 'consumers:read',
  params: consumerId,
  output: { shape: 'one', schema: Consumer },
  status: 200,
  errors: ['notFound'],
});

export const createConsumer = defineOperation({
  ...base,
  summary: 'Register a callback location; the secret is shown in this reply only',
  description:
    'https on port 443, at an address of the public internet. It is pending until verified: records go to verified consumers only.',
  kind: 'mutation',
  method: 'POST',
  path: '/consumers',
  scope: 'consumers:write',
  body: ConsumerCreate,
  output: { shape: 'one', schema: Consumer },
  status: 201,
  location: '/consumers/{id}',
  secretReply: true,
  errors: ['notFound', 'validation', 'inUse', 'customerSuspended'],
  example: { body: { customerId: 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr', url: 'https://example.com/cdr' } },
});

export const updateConsumer = defineOperation({
  ...base,
  summary: 'Change a consumer, disable it or enable it again',
  kind: 'mutation',
  method: 'POST',
  path: '/consumers/{consumerId}',
  aliases: [{ method: 'PATCH', path: '/consumers/{consumerId}' }],
  scope: 'consumers:write',
  params: consumerId,
  body: ConsumerUpdate,
  output: { shape: 'one', schema: Consumer },
  status: 200,
  errors: ['notFound', 'validation', 'inUse', 'conflict', 'staleVersion', 'customerSuspended'],
  example: { body: { batchSize: 1000 } },
});

export const verifyConsumer = defineOperation({
  ...base,
  summary: 'Have the verification POST sent to a consumer',
  description:
    'Answers 202; `verification` of the consumer tells the outcome. It is verified at once if it answers 2xx with `{"challenge": …}` echoed; else by the one-time link in the body.',
  kind: 'mutation',
  method: 'POST',
  path: '/consumers/{consumerId}/verify',
  scope: 'consumers:write',
  params: consumerId,
  output: { shape: 'one', schema: Consumer },
  status: 202,
  errors: ['notFound', 'conflict', 'customerSuspended'],
});

export const rotateConsumerSecret = defineOperation({
  ...base,
  summary: 'Replace the secret of a consumer; the new one is shown in this reply only',
  description: 'Messages carry a signature by each of the two for 24 h, or for as long as is said.',
  kind: 'mutation',
  method: 'POST',
  path: '/consumers/{consumerId}/rotate-secret',
  scope: 'consumers:write',
  params: consumerId,
  body: SecretRotation,
  output: { shape: 'one', schema: Consumer },
  status: 200,
  secretReply: true,
  errors: ['notFound', 'validation', 'staleVersion', 'customerSuspended'],
  example: { body: {} },
});

export const testConsumer = defineOperation({
  ...base,
  summary: 'Send a `consumer.test` event to a verified consumer',
  description: 'Answers 202 with the message: `GET /deliveries/{id}` tells what became of it.',
  kind: 'mutation',
  method: 'POST',
  path: '/consumers/{consumerId}/test',
  scope: 'consumers:write',
  params: consumerId,
  output: { shape: 'one', schema: Delivery },
  status: 202,
  location: '/deliveries/{id}',
  errors: ['notFound', 'conflict', 'customerSuspended'],
});

export const getConsumerDeliveries = defineOperation({
  ...base,
  summary: 'List what was sent to a consumer, newest first: batches, manifests and events',
  kind: 'query',
  method: 'GET',
  path: '/consumers/{consumerId}/deliveries',
  scope: 'records:read',
  params: consumerId,
  query: z.strictObject({
    ...pageQuery,
    status: deliveryStatus.optional(),
    type: z
      .string()
      .regex(/^[a-z_]{1,40}\.[a-z_]{1,40}$/, 'must be a type like call_records.batch')
      .optional(),
    requestId: id('callRecordRequest').optional(),
  }),
  output: { shape: 'list', schema: Delivery },
  status: 200,
  errors: ['notFound', 'validation'],
});

export const createInbox = defineOperation({
  ...base,
  summary: 'Open a built-in inbox: a verified consumer that shows what it gets, for 24 h',
  kind: 'mutation',
  method: 'POST',
  path: '/inboxes',
  scope: 'consumers:write',
  body: z.strictObject({ customerId: id('customer') }),
  output: { shape: 'one', schema: Consumer },
  status: 201,
  location: '/consumers/{id}',
  secretReply: true,
  errors: ['notFound', 'validation', 'conflict', 'customerSuspended'],
  example: { body: { customerId: 'cus_01kaz4x0e8v9q5h2c7t1m6n3pr' } },
});

export const getInboxMessages = defineOperation({
  ...base,
  summary: 'List what arrived at an inbox, newest first, without the bodies',
  kind: 'query',
  method: 'GET',
  path: '/consumers/{consumerId}/messages',
  scope: 'records:read',
  params: consumerId,
  query: z.strictObject(pageQuery),
  output: { shape: 'list', schema: InboxMessageHead },
  status: 200,
  errors: ['notFound', 'validation'],
});

export const getInboxMessage = defineOperation({
  ...base,
  summary: 'Get one message of an inbox, with its body',
  description: "For who acts for the inbox's owner, by whose charges it is rendered: 403 from above.",
  kind: 'query',
  method: 'GET',
  path: '/inbox-messages/{messageId}',
  scope: 'records:read',
  params: z.strictObject({ messageId: id('inboxMessage') }),
  output: { shape: 'one', schema: InboxMessage },
  status: 200,
  errors: ['notFound', 'reservedToOwner'],
});
