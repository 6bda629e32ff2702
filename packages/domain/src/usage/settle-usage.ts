import { postDueCharges } from '../ledger/post-due-charges.ts';
import { type AssessDeps, assessLimits } from '../limits/assess-limits.ts';
import { foldLimits } from '../limits/fold-limits.ts';
import { recountLimits } from '../limits/recount-limits.ts';
import { foldUsage } from './fold-usage.ts';

/**
 * What the worker does with all that batches have counted: each step is whole in itself, so that one that dies in between
 * loses nothing, and any number of workers may do it.
 */
export async function settleUsage(deps: AssessDeps): Promise<void> {
  await foldUsage(deps);
  await postDueCharges(deps);
  await recountLimits(deps);
  await foldLimits(deps);
  await assessLimits(deps);
}
