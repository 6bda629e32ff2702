import { compact } from '../core/compact.ts';
import type { MutationHandler } from '../core/context.ts';
import { changed, lockRow } from '../core/write.ts';
import { sourceModel } from './read-model.ts';

export const updateCallRecordSource: MutationHandler<'updateCallRecordSource'> = async (context, input) => {
  const { sourceId: id, ...fields } = input;
  const before = await lockRow(context, sourceModel, id);
  await context.tx.callRecordSource.update({
    where: { id },
    data: { ...compact(fields), version: { increment: 1 }, updatedAt: context.now },
  });
  return changed(context, sourceModel, before, before);
};
