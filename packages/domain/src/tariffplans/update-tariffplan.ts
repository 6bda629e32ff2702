import type { OperationInput } from '@strowger/contracts';
import { Prisma } from '@strowger/db';
import { compact } from '../core/compact.ts';
import type { MutationHandler } from '../core/context.ts';
import { changed, lockRow } from '../core/write.ts';
import { lookForUnrated } from '../reratings/rerate-unrated.ts';
import { requirePeriod } from './create-tariffplan.ts';
import { tariffplanModel } from './read-model.ts';
import { storeTerms } from './store-terms.ts';

type Change = OperationInput<'updateTariffplan'>;

/** What a price depends on. */
const priced = ['roundingMode', 'roundingDecimals', 'offPeak', 'validFrom', 'validTo'] as const;

/** The terms that counted before are kept: prices were made by them. */
export const updateTariffplan: MutationHandler<'updateTariffplan'> = async (context, input) => {
  const { tariffplanId: id, ...fields } = input;
  const before = await lockRow(context, tariffplanModel, id);
  requirePeriod(
    fields.validFrom ?? before.validFrom,
    fields.validTo === undefined ? before.validTo : fields.validTo,
  );
  const newTerms = priced.some((name: keyof Change) => input[name] !== undefined);
  await context.tx.tariffplan.update({
    where: { id },
    data: {
      ...compact({ ...fields, offPeak: fields.offPeak === null ? Prisma.DbNull : fields.offPeak }),
      ...(newTerms && { terms: { increment: 1 }, ratesVersion: { increment: 1 } }),
      version: { increment: 1 },
      updatedAt: context.now,
    },
  });
  if (newTerms) {
    await storeTerms(context, id);
    await lookForUnrated(context, { tariffplanId: id });
  }
  return changed(context, tariffplanModel, before, before);
};
