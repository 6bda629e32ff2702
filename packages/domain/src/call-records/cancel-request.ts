import type { MutationHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { changed, lockRow } from '../core/write.ts';
import { requestModel } from './request-model.ts';

const ended = ['completed', 'failed', 'cancelled'];

/** What is under way ends as it may; nothing more is sent. */
export const cancelCallRecordRequest: MutationHandler<'cancelCallRecordRequest'> = async (
  context,
  { requestId },
) => {
  const { tx, now } = context;
  const before = await lockRow(context, requestModel, requestId);
  if (ended.includes(before.status))
    throw new DomainError('conflict', `The request is ${before.status} already.`);
  await tx.callRecordRequest.update({
    where: { id: requestId },
    data: { status: 'cancelled', completedAt: now, version: { increment: 1 }, updatedAt: now },
  });
  return changed(context, requestModel, before, before);
};
