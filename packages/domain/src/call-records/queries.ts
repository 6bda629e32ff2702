import type { QueryHandler } from '../core/context.ts';
import { readOne, readPage, readRow } from '../core/read.ts';
import { subtreeEnd } from '../core/tree-path.ts';
import { customerModel } from '../customers/read-model.ts';
import { consumerModel } from '../delivery/consumer-model.ts';
import { deliveryAttemptModel, deliveryModel } from './delivery-model.ts';
import { requestModel } from './request-model.ts';

export const getCallRecordRequest: QueryHandler<'getCallRecordRequest'> = (context, { requestId }) =>
  readOne(context, requestModel, requestId);

/** Newest first. */
export const getCallRecordRequests: QueryHandler<'getCallRecordRequests'> = async (context, input) => {
  const { limit, cursor, ...fingerprint } = input;
  const customer = input.customerId ? await readRow(context, customerModel, input.customerId) : undefined;
  if (input.consumerId) await readRow(context, consumerModel, input.consumerId);
  return readPage(context, requestModel, {
    limit,
    cursor,
    fingerprint,
    sort: { sql: 't.id', type: 'uuid' },
    descending: true,
    where: (p) => [
      `t.kind = ${p.add(input.kind ?? 'order')}::call_record_request_kind`,
      input.status && `t.status = ${p.add(input.status)}::call_record_request_status`,
      input.consumerId && `t.consumer_id = ${p.add(input.consumerId)}`,
      customer && `t.path >= ${p.add(customer.path)} and t.path < ${p.add(subtreeEnd(customer.path))}`,
    ],
  });
};

/** In the order they were made; the manifest is the last. */
export const getCallRecordRequestDeliveries: QueryHandler<'getCallRecordRequestDeliveries'> = async (
  context,
  input,
) => {
  await readRow(context, requestModel, input.requestId);
  const { limit, cursor, ...fingerprint } = input;
  return readPage(context, deliveryModel, {
    limit,
    cursor,
    fingerprint,
    sort: { sql: 't.sequence', type: 'int' },
    where: (p) => [
      `t.request_id = ${p.add(input.requestId)}`,
      input.status && `t.status = ${p.add(input.status)}::delivery_status`,
    ],
  });
};

/** Newest first. */
export const getConsumerDeliveries: QueryHandler<'getConsumerDeliveries'> = async (context, input) => {
  await readRow(context, consumerModel, input.consumerId);
  if (input.requestId) await readRow(context, requestModel, input.requestId);
  const { limit, cursor, ...fingerprint } = input;
  return readPage(context, deliveryModel, {
    limit,
    cursor,
    fingerprint,
    sort: { sql: 't.id', type: 'uuid' },
    descending: true,
    where: (p) => [
      `t.consumer_id = ${p.add(input.consumerId)}`,
      input.status && `t.status = ${p.add(input.status)}::delivery_status`,
      input.type && `t.type = ${p.add(input.type)}`,
      input.requestId && `t.request_id = ${p.add(input.requestId)}`,
    ],
  });
};

export const getDelivery: QueryHandler<'getDelivery'> = (context, { deliveryId }) =>
  readOne(context, deliveryModel, deliveryId);

/** Newest first. */
export const getDeliveryAttempts: QueryHandler<'getDeliveryAttempts'> = async (context, input) => {
  await readRow(context, deliveryModel, input.deliveryId);
  const { limit, cursor, ...fingerprint } = input;
  return readPage(context, deliveryAttemptModel, {
    limit,
    cursor,
    fingerprint,
    sort: { sql: 't.id', type: 'uuid' },
    descending: true,
    where: (p) => [`t.delivery_id = ${p.add(input.deliveryId)}`],
  });
};
