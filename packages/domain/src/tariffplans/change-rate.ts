import { compact } from '../core/compact.ts';
import type { MutationContext, MutationHandler } from '../core/context.ts';
import { DomainError, invalid } from '../core/domain-error.ts';
import { changed, deleted, lockRow } from '../core/write.ts';
import { lookForUnrated } from '../reratings/rerate-unrated.ts';
import { requireMargin } from './check-margin.ts';
import { requirePeriod } from './create-tariffplan.ts';
import { type RateRow, rateModel, type TariffplanRow, tariffplanModel } from './read-model.ts';

/** What of a rate says nothing of its price, and may change at any time. */
const harmless = ['name', 'country', 'validTo'];

export const updateRate: MutationHandler<'updateRate'> = async (context, { rateId, ...fields }) => {
  const { tx, now } = context;
  const { before, plan } = await lockRateOfPlan(context, rateId);
  if (before.validFrom <= now) {
    const wrong = Object.entries(compact(fields)).find(([name]) => !harmless.includes(name));
    if (wrong)
      throw invalid(wrong[0], 'cannot change since the rate has begun: end it and add another', 'begun');
    if (fields.validTo && fields.validTo < now)
      throw invalid('validTo', 'must not lie in the past: calls were priced by it');
  }
  requirePeriod(
    fields.validFrom ?? before.validFrom,
    fields.validTo === undefined ? before.validTo : fields.validTo,
  );
  await tx.rate.update({
    where: { id: rateId },
    data: { ...compact(fields), version: { increment: 1 }, updatedAt: now },
  });
  await tx.tariffplan.update({ where: { id: plan.id }, data: { ratesVersion: { increment: 1 } } });
  // The end of a rate that has begun is no sale.
  if (before.validFrom > now) await requireMargin(context, plan, before);
  await lookForUnrated(context, { tariffplanId: plan.id });
  return changed(context, rateModel, before, plan);
};

export const deleteRate: MutationHandler<'deleteRate'> = async (context, { rateId }) => {
  const { tx, now } = context;
  const { before, plan } = await lockRateOfPlan(context, rateId);
  if (before.validFrom <= now)
    throw new DomainError('conflict', 'The rate has begun: give it a validTo instead.');
  await tx.rate.delete({ where: { id: rateId } });
  await tx.tariffplan.update({ where: { id: plan.id }, data: { ratesVersion: { increment: 1 } } });
  return deleted(context, rateModel, before, plan);
};

/** The plan's row is locked without the version of If-Match, which is the rate's. */
async function lockRateOfPlan(
  context: MutationContext,
  rateId: string,
): Promise<{ before: RateRow; plan: TariffplanRow }> {
  const before = await lockRow(context, rateModel, rateId);
  const plan = await lockRow(
    { ...context, meta: { requestId: context.meta.requestId } },
    tariffplanModel,
    before.tariffplanId,
  );
  return { before, plan };
}
