import { encodeId } from '@strowger/contracts';
import type { Tx } from '@strowger/db';
import { changeAsSystem } from '../core/change-as-system.ts';
import { emitEvent } from '../events/emit-event.ts';
import { consumerModel } from './consumer-model.ts';
import type { DeliveryDeps } from './delivery-deps.ts';
import { holdRequests } from './open-requests.ts';

/** Takes a consumer out of use; its requests are held, none is dropped. */
export async function disableConsumer(
  deps: DeliveryDeps,
  tx: Tx,
  consumerId: string,
  reason: string,
): Promise<void> {
  const now = deps.clock.now();
  await changeAsSystem(deps, tx, consumerModel, consumerId, 'delivery', async ({ customerId, path, url }) => {
    await tx.consumer.update({
      where: { id: consumerId },
      data: {
        status: 'disabled',
        disabledReason: reason,
        confirmationHash: null,
        version: { increment: 1 },
        updatedAt: now,
      },
    });
    await holdRequests(tx, consumerId, now);
    await emitEvent(tx.rows, {
      type: 'consumer.disabled',
      path,
      occurredAt: now,
      data: {
        consumerId: encodeId('consumer', consumerId),
        customerId: encodeId('customer', customerId),
        url,
        reason,
      },
    });
  });
  deps.log.warn({ consumerId, reason }, 'consumer disabled');
}
