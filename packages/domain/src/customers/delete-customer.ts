import type { MutationContext, MutationHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { deleted, lockRow } from '../core/write.ts';
import { ownedKinds } from '../owned/kinds.ts';
import { type CustomerRow, customerModel } from './read-model.ts';

/** What belongs to a customer and goes along with it; charges and ledger entries are history and keep it. */
const belongings = [...ownedKinds, 'number_range', 'api_key', 'operator', 'account'] as const;

export const deleteCustomer: MutationHandler<'deleteCustomer'> = async (context, { customerId }) => {
  const { tx, caller } = context;
  if (caller.customerId === customerId) {
    throw new DomainError('reservedToParent', 'A customer is deleted by its parent or an ancestor.');
  }
  const before = await lockRow(context, customerModel, customerId);
  await requireWithoutHistory(context, before);
  for (const table of belongings)
    await tx.$executeRawUnsafe(`delete from "${table}" where customer_id = $1::uuid`, customerId);
  await tx.customer.delete({ where: { id: customerId } });
  return deleted(context, customerModel, before, { customerId, path: before.path });
};

async function requireWithoutHistory({ tx }: MutationContext, { id, status }: CustomerRow): Promise<void> {
  if (status !== 'terminated') throw new DomainError('conflict', 'The customer must be terminated first.');
  const [kept] = await tx.$queryRaw<{ what: string }[]>`
    select 'children' as what where exists (select from customer where parent_id = ${id}::uuid)
    union all select 'call records' where exists (select from charge where customer_id = ${id}::uuid)
    union all select 'ledger entries' where exists (select from ledger_entry where customer_id = ${id}::uuid)
    union all select 'call record sources' where exists (select from call_record_source where customer_id = ${id}::uuid)
    union all select 'consumers' where exists (select from consumer where customer_id = ${id}::uuid)
    union all select 'call record requests' where exists (select from call_record_request where customer_id = ${id}::uuid)
    union all select 'tariffplans' where exists (select from tariffplan where customer_id = ${id}::uuid)
    union all select 'users' where exists (select from "user" where customer_id = ${id}::uuid)
    union all select 'domains' where exists (select from domain where customer_id = ${id}::uuid)
    limit 1`;
  if (kept)
    throw new DomainError('conflict', `The customer has ${kept.what}, and stays readable as terminated.`);
}
