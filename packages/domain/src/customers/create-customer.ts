import type { Prisma } from '@strowger/db';
import type { MutationContext, MutationHandler } from '../core/context.ts';
import { DomainError, invalid } from '../core/domain-error.ts';
import { insertRow } from '../core/insert-row.ts';
import { newId } from '../core/new-id.ts';
import { childPath, depthOf, MAX_DEPTH } from '../core/tree-path.ts';
import { type HeldModel, holdRow, presentCreated } from '../core/write.ts';
import { assessBalances } from '../ledger/assess-balances.ts';
import { type CustomerRow, customerModel, type OwnerRow, ownerModel } from './read-model.ts';
import { requireAssignablePlan } from './require-assignable-plan.ts';

/** What is left out is taken from the parent as it is now. */
export const createCustomer: MutationHandler<'createCustomer'> = async (context, input) => {
  const { now } = context;
  const parent = await holdRow(context, customerModel, input.parentId, 'parentId');
  requireParentable(parent);
  const currency = input.currency ?? parent.currency;
  if (input.tariffplanId) await requireAssignablePlan(context, input.tariffplanId, parent.id, currency);

  const id = newId(now);
  const path = childPath(parent.path, id);
  const row = await insertRow(context, customerModel, {
    id,
    parentId: parent.id,
    path,
    depth: depthOf(path),
    externalId: input.externalId ?? null,
    name: input.name,
    kind: input.kind,
    currency,
    timeZone: input.timeZone ?? parent.timeZone,
    country: input.country === undefined ? parent.country : input.country,
    locale: input.locale ?? parent.locale,
    billingMode: input.billingMode ?? 'postpaid',
    creditLimit: input.creditLimit ?? '0',
    lowBalanceThreshold: input.lowBalanceThreshold ?? null,
    tariffplanId: input.tariffplanId ?? null,
    defaultCallerId: input.defaultCallerId ?? null,
    maxUsers: input.maxUsers ?? null,
    contact: input.contact ?? {},
    branding: input.branding ?? {},
    metadata: input.metadata ?? {},
    createdAt: now,
    updatedAt: now,
  } satisfies Prisma.CustomerUncheckedCreateInput);
  if (row.billingMode === 'prepaid') await assessBalances(context.tx.rows, [id], now);
  return presentCreated(context, customerModel, row, { customerId: id, path });
};

/** @throws DomainError where nothing may be placed under this customer */
export function requireParentable(parent: CustomerRow): void {
  if (parent.kind === 'end') throw invalid('parentId', 'names an end customer, which has no children');
  if (parent.effectiveStatus === 'terminated') throw invalid('parentId', 'names a terminated customer');
  if (depthOf(parent.path) >= MAX_DEPTH)
    throw invalid('parentId', `is ${MAX_DEPTH} levels deep already, the most there may be`);
}

/** A thing is not added to a customer that is gone for good. */
export const holdLiveOwner = (
  context: MutationContext,
  customerId: string,
  field = 'customerId',
): Promise<OwnerRow> => holdLiveOwnerAs(context, ownerModel, customerId, field);

/** The same by a model that asks for something beside; `more` are its values from $4 on. */
export async function holdLiveOwnerAs<Row extends OwnerRow>(
  context: MutationContext,
  model: HeldModel<Row>,
  customerId: string,
  field: string,
  more: readonly unknown[] = [],
): Promise<Row> {
  const owner = await holdRow(context, model, customerId, field, more);
  if (owner.effectiveStatus === 'terminated')
    throw new DomainError('conflict', 'The customer is terminated.');
  return owner;
}
