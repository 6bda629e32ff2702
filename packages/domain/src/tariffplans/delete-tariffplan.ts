import type { MutationHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { deleted, lockRow } from '../core/write.ts';
import { refuseWhileReferred } from '../owned/reference.ts';
import { tariffplanModel } from './read-model.ts';

/** Rates that have begun may have priced calls: what a price came from stays to be looked up. */
export const deleteTariffplan: MutationHandler<'deleteTariffplan'> = async (context, { tariffplanId }) => {
  const { tx, now } = context;
  const before = await lockRow(context, tariffplanModel, tariffplanId);
  await refuseWhileReferred(context, 'tariffplan', tariffplanId, [
    { kind: 'customer', column: 'tariffplan_id' },
  ]);
  const begun = await tx.rate.findFirst({
    where: { tariffplanId, validFrom: { lte: now } },
    select: { id: true },
  });
  if (begun)
    throw new DomainError('conflict', 'The tariffplan has rates that have begun: give it a validTo instead.');
  await tx.tariffplan.delete({ where: { id: tariffplanId } });
  return deleted(context, tariffplanModel, before, before);
};
