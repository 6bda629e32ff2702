import type { MutationHandler } from '../core/context.ts';
import { newId } from '../core/new-id.ts';
import { created } from '../core/write.ts';
import { holdLiveOwner } from '../customers/create-customer.ts';
import { consumerModel } from './consumer-model.ts';
import { requestVerification } from './request-verification.ts';
import { newSecret } from './signature.ts';
import { requireTarget } from './target.ts';

export const createConsumer: MutationHandler<'createConsumer'> = async (context, input) => {
  const { deps, tx, now } = context;
  const owner = await holdLiveOwner(context, input.customerId);
  const url = requireTarget(input.url, deps.webhookPolicy);
  const secret = newSecret();
  const id = newId(now);
  await tx.consumer.create({
    data: {
      id,
      customerId: owner.id,
      path: owner.path,
      externalId: input.externalId ?? null,
      url,
      description: input.description ?? null,
      format: input.format ?? 'json',
      batchSize: input.batchSize ?? 500,
      gzip: input.gzip ?? false,
      maxInFlight: input.maxInFlight ?? 2,
      events: [...new Set(input.events)],
      secretCiphertext: deps.keyring.seal('consumer-secret', secret),
      createdAt: now,
      updatedAt: now,
    },
  });
  await requestVerification(context, id);
  return created(context, consumerModel, id, { customerId: owner.id, path: owner.path }, { secret });
};
