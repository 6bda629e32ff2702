import type { QueryHandler } from '../core/context.ts';
import { readOne, readPage, readRow } from '../core/read.ts';
import { customerModel } from '../customers/read-model.ts';
import { consumerModel } from './consumer-model.ts';
import { inboxMessageHeadModel, inboxMessageModel } from './inbox-model.ts';
import { requireOwnContents } from './own-contents.ts';

export const getConsumer: QueryHandler<'getConsumer'> = (context, { consumerId }) =>
  readOne(context, consumerModel, consumerId);

export const getCustomerConsumers: QueryHandler<'getCustomerConsumers'> = async (context, input) => {
  await readRow(context, customerModel, input.customerId);
  const { limit, cursor, ...fingerprint } = input;
  return readPage(context, consumerModel, {
    limit,
    cursor,
    fingerprint,
    sort: { sql: 't.id', type: 'uuid' },
    where: (p) => [`t.customer_id = ${p.add(input.customerId)}`],
  });
};

/** Newest first; none at a webhook. */
export const getInboxMessages: QueryHandler<'getInboxMessages'> = async (context, input) => {
  await readRow(context, consumerModel, input.consumerId);
  const { limit, cursor, ...fingerprint } = input;
  return readPage(context, inboxMessageHeadModel, {
    limit,
    cursor,
    fingerprint,
    sort: { sql: 't.id', type: 'uuid' },
    descending: true,
    where: (p) => [`t.consumer_id = ${p.add(input.consumerId)}`],
  });
};

export const getInboxMessage: QueryHandler<'getInboxMessage'> = async (context, { messageId }) => {
  const { consumerId } = await readRow(context, inboxMessageHeadModel, messageId);
  await requireOwnContents(context, consumerId);
  return readOne(context, inboxMessageModel, messageId);
};
