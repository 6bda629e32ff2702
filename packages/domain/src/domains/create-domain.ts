import type { MutationHandler } from '../core/context.ts';
import { newId } from '../core/new-id.ts';
import { created } from '../core/write.ts';
import { holdLiveOwner } from '../customers/create-customer.ts';
import { clearDefault } from './clear-default.ts';
import { domainModel } from './read-model.ts';

/**
 * A name that a customer claims for itself is pending until an ancestor approves it. What an ancestor makes for a
 * customer below is approved by that, and the platform answers to nobody.
 */
export const createDomain: MutationHandler<'createDomain'> = async (context, input) => {
  const { tx, now, caller } = context;
  const owner = await holdLiveOwner(context, input.customerId);
  const claimsForItself = owner.id === caller.customerId && owner.parentId !== null;
  const isDefault = input.isDefault ?? false;
  if (isDefault) await clearDefault(context, owner.id);

  const id = newId(now);
  await tx.domain.create({
    data: {
      id,
      customerId: owner.id,
      path: owner.path,
      externalId: input.externalId ?? null,
      domain: input.domain,
      isDefault,
      registrationAllowed: input.registrationAllowed ?? true,
      status: claimsForItself ? 'pending' : 'active',
      createdAt: now,
      updatedAt: now,
    },
  });
  return created(context, domainModel, id, { customerId: owner.id, path: owner.path });
};
