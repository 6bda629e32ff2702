import type { MutationContext } from '../core/context.ts';
import { invalid } from '../core/domain-error.ts';
import { holdRow } from '../core/write.ts';
import { tariffplanModel } from '../tariffplans/read-model.ts';

/** A customer is charged by a plan that its parent owns, in the customer's currency. */
export async function requireAssignablePlan(
  context: MutationContext,
  tariffplanId: string,
  parentId: string | null,
  currency: string,
): Promise<void> {
  const plan = await holdRow(context, tariffplanModel, tariffplanId, 'tariffplanId');
  if (plan.customerId !== parentId)
    throw invalid('tariffplanId', 'must name a tariffplan that the parent owns');
  if (plan.currency !== currency)
    throw invalid('tariffplanId', `must name a tariffplan in the customer's currency, ${currency}`);
}
