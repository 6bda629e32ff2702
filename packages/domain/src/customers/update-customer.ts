import { encodeId, type OperationInput, ownNodeFields } from '@strowger/contracts';
import { compact } from '../core/compact.ts';
import type { MutationContext, MutationHandler } from '../core/context.ts';
import { DomainError, invalid } from '../core/domain-error.ts';
import { changed, lockRow } from '../core/write.ts';
import { assessBalances } from '../ledger/assess-balances.ts';
import { lookForUnrated } from '../reratings/rerate-unrated.ts';
import { moveCustomer } from './move-customer.ts';
import { type CustomerRow, customerModel } from './read-model.ts';
import { requireAssignablePlan } from './require-assignable-plan.ts';

type Change = OperationInput<'updateCustomer'>;

export const updateCustomer: MutationHandler<'updateCustomer'> = async (context, input) => {
  const { customerId: id, parentId, ...fields } = input;
  if (context.caller.customerId === id) refuseReservedFields(input);
  const moves = parentId !== undefined;
  if (moves) await lockTree(context);
  const before = await lockRow(context, customerModel, id);
  if (before.status === 'terminated')
    throw new DomainError('conflict', 'The customer is terminated, which is final.');
  await requireCoherent(context, before, input);

  const moved = moves && parentId !== before.parentId;
  const path = moved ? await moveCustomer(context, before, parentId) : before.path;
  const newParentId = moved ? parentId : before.parentId;
  if (fields.tariffplanId) {
    await requireAssignablePlan(
      context,
      fields.tariffplanId,
      newParentId,
      fields.currency ?? before.currency,
    );
  } else if (
    fields.currency &&
    fields.currency !== before.currency &&
    before.tariffplanId &&
    fields.tariffplanId === undefined &&
    !moved
  ) {
    throw invalid(
      'currency',
      'cannot change while a tariffplan in the old one is assigned: give tariffplanId as well',
    );
  }
  await context.tx.customer.update({
    where: { id },
    data: {
      ...compact(fields),
      ...(moved && { tariffplanId: fields.tariffplanId ?? null }),
      version: { increment: 1 },
      updatedAt: context.now,
    },
  });
  if (fields.lowBalanceThreshold !== undefined || fields.billingMode || fields.creditLimit !== undefined)
    await assessBalances(context.tx.rows, [id], context.now);
  if (fields.tariffplanId && fields.tariffplanId !== before.tariffplanId)
    await lookForUnrated(context, { customerId: id });
  return changed(context, customerModel, before, { customerId: id, path });
};

/** Crossing moves take turns: whoever comes second sees the tree as the first left it. */
async function lockTree({ tx }: MutationContext): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('customer tree'))`;
}

/** A customer cannot raise its own ceilings. */
function refuseReservedFields(input: Change): void {
  const own: readonly string[] = ownNodeFields;
  const reserved = Object.entries(input).flatMap(([name, value]) =>
    name === 'customerId' || value === undefined || own.includes(name) ? [] : [name],
  );
  if (reserved.length === 0) return;
  throw new DomainError(
    'reservedToParent',
    `Only the parent or an ancestor may change: ${reserved.join(', ')}.`,
    {
      fields: reserved.map((name) => ({
        code: 'reservedToParent',
        pointer: `/${name}`,
        detail: 'is reserved to the parent',
      })),
    },
  );
}

async function requireCoherent({ tx }: MutationContext, before: CustomerRow, input: Change): Promise<void> {
  if (before.parentId === null && (input.kind || input.status)) {
    throw invalid(input.kind ? 'kind' : 'status', 'of the platform itself never changes');
  }
  if (input.kind === 'end' && before.kind !== 'end') {
    const child = await tx.customer.findFirst({ where: { parentId: before.id }, select: { id: true } });
    if (child) throw new DomainError('conflict', 'The customer has children: an end customer has none.');
  }
  if (input.status === 'terminated') {
    const child = await tx.customer.findFirst({
      where: { parentId: before.id, status: { not: 'terminated' } },
      select: { id: true },
    });
    if (child) {
      throw new DomainError('conflict', `A child is not terminated yet: ${encodeId('customer', child.id)}.`);
    }
  }
  if (input.currency && input.currency !== before.currency) {
    const [moneyed] = await tx.rows(
      `select from charge where customer_id = $1 union all select from ledger_entry where customer_id = $1 limit 1`,
      [before.id],
    );
    if (moneyed)
      throw new DomainError('conflict', 'The currency is fixed since the first charge or ledger entry.');
  }
}
