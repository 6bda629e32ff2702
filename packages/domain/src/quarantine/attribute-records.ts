import type { MutationContext, MutationHandler } from '../core/context.ts';
import { invalid } from '../core/domain-error.ts';
import { isWithin } from '../core/tree-path.ts';
import { reread } from '../core/write.ts';
import { customerModel } from '../customers/read-model.ts';
import { type SourceRow, sourceModel } from '../sources/read-model.ts';
import { userModel } from '../users/read-model.ts';
import { requireSelection } from './select-waiting.ts';
import { takeInAgain } from './take-in-again.ts';

/** Records that named nobody, or several: to whom they are of, or to whom attribution finds by now. */
export const attributeCallRecords: MutationHandler<'attributeCallRecords'> = async (
  context,
  { customerId, userId, ...selection },
) => {
  requireSelection(selection);
  const source = await reread(context, sourceModel, selection.sourceId);
  const payer = await payerOf(context, source, customerId, userId);
  const reasons = ['unattributed', 'ambiguous'] as const;
  return takeInAgain(context, source, { ...selection, reasons }, { mendedRaw: null, payer });
};

async function payerOf(
  context: MutationContext,
  source: SourceRow,
  customerId: string | undefined,
  userId: string | undefined,
) {
  if (customerId && userId) throw invalid('userId', 'must not be given beside customerId');
  if (!customerId && !userId) return null;
  const field = userId ? 'userId' : 'customerId';
  const payer = userId
    ? await reread(context, userModel, userId, field)
    : {
        ...(await reread(context, customerModel, customerId as string, field)),
        customerId: customerId as string,
      };
  if (!isWithin(payer.path, source.path)) {
    throw invalid(field, 'must be in the scope of the customer of the source');
  }
  return { customerId: payer.customerId, userId: userId ?? null };
}
