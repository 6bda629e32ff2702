import type { MutationHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { holdRow, reread } from '../core/write.ts';
import { consumerModel } from '../delivery/consumer-model.ts';
import { deliveryModel } from './delivery-model.ts';

/** Puts an event back to where it was before it was sent. */
export const redeliverEvent: MutationHandler<'redeliverEvent'> = async (context, { deliveryId: id }) => {
  const { tx, now } = context;
  const before = await holdRow(context, deliveryModel, id, 'deliveryId');
  if (before.kind !== 'event')
    throw new DomainError('conflict', 'It belongs to a request: have that one sent again.');
  const consumer = await reread(context, consumerModel, before.consumerId);
  if (consumer.status !== 'verified')
    throw new DomainError('conflict', 'The consumer is not verified now: enable it first.');
  await tx.$executeRawUnsafe(
    `update delivery set status = 'pending', attempts = 0, next_attempt_at = $2, delivered_at = null, last_error = null
     where id = $1::uuid`,
    id,
    now,
  );
  const after = deliveryModel.present(await reread(context, deliveryModel, id));
  const { customerId, path } = consumer;
  await context.audit({
    kind: 'delivery',
    id,
    customerId,
    path,
    before: deliveryModel.present(before),
    after,
  });
  return after;
};
