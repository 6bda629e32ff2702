import type { MutationHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { changed, lockRow } from '../core/write.ts';
import { reratingModel } from './read-model.ts';

/** The batch at hand ends first: its transaction holds the row. */
export const cancelRerating: MutationHandler<'cancelRerating'> = async (context, { reratingId }) => {
  const { tx, now } = context;
  const before = await lockRow(context, reratingModel, reratingId);
  if (before.status !== 'queued' && before.status !== 'processing')
    throw new DomainError('conflict', `The re-rating is ${before.status} already.`);
  await tx.rerating.update({
    where: { id: reratingId },
    data: { status: 'cancelled', completedAt: now, version: { increment: 1 }, updatedAt: now },
  });
  return changed(context, reratingModel, before, before);
};
