import { compact } from '../core/compact.ts';
import type { MutationHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { changed, lockRow } from '../core/write.ts';
import { clearDefault } from './clear-default.ts';
import { domainModel } from './read-model.ts';

export const updateDomain: MutationHandler<'updateDomain'> = async (context, input) => {
  const { tx, now, caller } = context;
  const { domainId: id, ...fields } = input;
  const before = await lockRow(context, domainModel, id);
  const isOwnersAncestor = caller.customerId !== before.customerId;
  const owner = await tx.customer.findUniqueOrThrow({ where: { id: before.customerId } });
  if (fields.status !== undefined && !isOwnersAncestor && owner.parentId !== null) {
    throw new DomainError(
      'reservedToParent',
      'A domain is approved or suspended by an ancestor of its owner.',
      {
        fields: [{ code: 'reservedToParent', pointer: '/status', detail: 'is reserved to the parent' }],
      },
    );
  }
  if (fields.isDefault && !before.isDefault) await clearDefault(context, before.customerId);
  await tx.domain.update({
    where: { id },
    data: { ...compact(fields), version: { increment: 1 }, updatedAt: now },
  });
  return changed(context, domainModel, before, before);
};
