import type { MutationHandler } from '../core/context.ts';
import { deleted, lockRow } from '../core/write.ts';
import { refuseWhileReferred } from '../owned/reference.ts';
import { domainModel } from './read-model.ts';

export const deleteDomain: MutationHandler<'deleteDomain'> = async (context, { domainId }) => {
  const before = await lockRow(context, domainModel, domainId);
  await refuseWhileReferred(context, 'domain', domainId, [{ kind: 'user', column: 'domain_id' }]);
  await context.tx.domain.delete({ where: { id: domainId } });
  return deleted(context, domainModel, before, before);
};
