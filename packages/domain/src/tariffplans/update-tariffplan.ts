import { compact } from '../core/compact.ts';
import type { MutationHandler } from '../core/context.ts';
import { changed, lockRow } from '../core/write.ts';
import { requirePeriod } from './create-tariffplan.ts';
import { tariffplanModel } from './read-model.ts';

/** Rounding and validity are part of what compiled prefix tables hold, so ratesVersion grows too. */
export const updateTariffplan: MutationHandler<'updateTariffplan'> = async (context, input) => {
  const { tariffplanId: id, ...fields } = input;
  const before = await lockRow(context, tariffplanModel, id);
  requirePeriod(
    fields.validFrom ?? before.validFrom,
    fields.validTo === undefined ? before.validTo : fields.validTo,
  );
  await context.tx.tariffplan.update({
    where: { id },
    data: {
      ...compact(fields),
      ratesVersion: { increment: 1 },
      version: { increment: 1 },
      updatedAt: context.now,
    },
  });
  return changed(context, tariffplanModel, before, before);
};
