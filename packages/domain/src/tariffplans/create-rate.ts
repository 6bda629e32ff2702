import type { MutationHandler } from '../core/context.ts';
import { newId } from '../core/new-id.ts';
import { created, lockRow } from '../core/write.ts';
import { lookForUnrated } from '../reratings/rerate-unrated.ts';
import { requireMargin } from './check-margin.ts';
import { requirePeriod } from './create-tariffplan.ts';
import { rateModel, tariffplanModel } from './read-model.ts';

export const createRate: MutationHandler<'createRate'> = async (context, input) => {
  const { tx, now } = context;
  const plan = await lockRow(context, tariffplanModel, input.tariffplanId);
  const validFrom = input.validFrom ?? now;
  requirePeriod(validFrom, input.validTo ?? null);

  const id = newId(now);
  await tx.rate.create({
    data: {
      id,
      tariffplanId: plan.id,
      prefix: input.prefix,
      name: input.name,
      country: input.country ?? null,
      direction: input.direction ?? 'outbound',
      connectionFee: input.connectionFee ?? '0',
      pricePerMinute: input.pricePerMinute,
      offPeakPricePerMinute: input.offPeakPricePerMinute ?? null,
      initialSeconds: input.initialSeconds ?? 1,
      incrementSeconds: input.incrementSeconds ?? 1,
      graceSeconds: input.graceSeconds ?? 0,
      minimumCharge: input.minimumCharge ?? '0',
      blocked: input.blocked ?? false,
      validFrom,
      validTo: input.validTo ?? null,
      createdAt: now,
      updatedAt: now,
    },
  });
  await tx.tariffplan.update({ where: { id: plan.id }, data: { ratesVersion: { increment: 1 } } });
  await requireMargin(context, plan, { id, prefix: input.prefix });
  await lookForUnrated(context, { tariffplanId: plan.id });
  return created(context, rateModel, id, plan);
};
