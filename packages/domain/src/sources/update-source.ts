import { compact } from '../core/compact.ts';
import type { MutationHandler } from '../core/context.ts';
import { lockRow, reread } from '../core/write.ts';
import { sourceModel } from './read-model.ts';

export const updateCallRecordSource: MutationHandler<'updateCallRecordSource'> = async (context, input) => {
  const { sourceId: id, ...fields } = input;
  const before = await lockRow(context, sourceModel, id);
  await context.tx.callRecordSource.update({
    where: { id },
    data: { ...compact(fields), version: { increment: 1 }, updatedAt: context.now },
  });
  const after = sourceModel.present(await reread(context, sourceModel, id));
  await context.audit({
    kind: 'callRecordSource',
    id,
    customerId: before.customerId,
    path: before.path,
    before: sourceModel.present(before),
    after,
  });
  return after;
};
