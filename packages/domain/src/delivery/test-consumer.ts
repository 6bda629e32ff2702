import { encodeId } from '@strowger/contracts';
import { deliveryModel } from '../call-records/delivery-model.ts';
import type { MutationHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { created, holdRow } from '../core/write.ts';
import { storeEvent } from '../events/emit-event.ts';
import { consumerModel } from './consumer-model.ts';

/** Sends a message of which nothing follows, so that a receiver can be tried. */
export const testConsumer: MutationHandler<'testConsumer'> = async (context, { consumerId }) => {
  const { tx, now } = context;
  const { customerId, path, status } = await holdRow(context, consumerModel, consumerId, 'consumerId');
  if (status !== 'verified')
    throw new DomainError('conflict', 'The consumer is not verified: have it verified first.');
  const id = await storeEvent(tx.rows, consumerId, 'consumer.test', now, {
    consumerId: encodeId('consumer', consumerId),
    customerId: encodeId('customer', customerId),
  });
  return created(context, deliveryModel, id, { customerId, path });
};
