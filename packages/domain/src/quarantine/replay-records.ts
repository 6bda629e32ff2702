import type { MutationHandler } from '../core/context.ts';
import { invalid } from '../core/domain-error.ts';
import { reread } from '../core/write.ts';
import { sourceModel } from '../sources/read-model.ts';
import { requireSelection } from './select-waiting.ts';
import { takeInAgain } from './take-in-again.ts';

/** Waiting records once more, as their switch wrote them; or one of them with a text that somebody mended. */
export const replayQuarantinedRecords: MutationHandler<'replayQuarantinedRecords'> = async (
  context,
  { raw, ...selection },
) => {
  requireSelection(selection);
  if (raw !== undefined && selection.ids?.length !== 1) {
    throw invalid('raw', 'may be given for one record only, which ids names');
  }
  const source = await reread(context, sourceModel, selection.sourceId);
  return takeInAgain(context, source, selection, { mendedRaw: raw ?? null, payer: null });
};
