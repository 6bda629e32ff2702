import type { MutationHandler } from '../core/context.ts';
import { newId } from '../core/new-id.ts';
import { created } from '../core/write.ts';
import { holdLiveOwner } from '../customers/create-customer.ts';
import { sourceModel } from './read-model.ts';

export const createCallRecordSource: MutationHandler<'createCallRecordSource'> = async (context, input) => {
  const { tx, now } = context;
  const owner = await holdLiveOwner(context, input.customerId);
  const id = newId(now);
  await tx.callRecordSource.create({
    data: {
      id,
      customerId: owner.id,
      path: owner.path,
      externalId: input.externalId ?? null,
      name: input.name,
      format: input.format,
      timeZone: input.timeZone ?? owner.timeZone,
      country: input.country === undefined ? owner.country : input.country,
      enabled: input.enabled ?? true,
      createdAt: now,
      updatedAt: now,
    },
  });
  return created(context, sourceModel, id, { customerId: owner.id, path: owner.path });
};
