import type { MutationContext, QueryContext } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { readRow } from '../core/read.ts';
import { holdRow } from '../core/write.ts';
import { holdLiveOwner } from '../customers/create-customer.ts';
import { customerModel } from '../customers/read-model.ts';
import { userModel } from '../users/read-model.ts';

/** Whose a thing is: a customer's, or one of its users'. */
export type ThingOwner = { customerId: string; userId: string | null; path: string };

/** The owner that a creation names: exactly one of customerId and userId. @throws DomainError validation, notFound */
export async function holdOwner(
  context: MutationContext,
  given: { customerId?: string | undefined; userId?: string | undefined },
): Promise<ThingOwner> {
  if ((given.customerId === undefined) === (given.userId === undefined)) {
    const detail = 'exactly one of customerId and userId must be given';
    throw new DomainError('validation', `${detail}.`, {
      fields: ['customerId', 'userId'].map((name) => ({ code: 'owner', pointer: `/${name}`, detail })),
    });
  }
  const user = given.userId === undefined ? null : await holdRow(context, userModel, given.userId, 'userId');
  const field = user ? 'userId' : 'customerId';
  const owner = await holdLiveOwner(context, user?.customerId ?? (given.customerId as string), field);
  return { customerId: owner.id, userId: user?.id ?? null, path: owner.path };
}

/** The SQL condition of a list, after a look at whether the one whose list it is exists in the scope. */
export async function requireListOwner(
  context: QueryContext,
  input: { customerId?: string } | { userId?: string },
): Promise<(add: (value: unknown) => string) => string> {
  if ('userId' in input && input.userId !== undefined) {
    const { id } = await readRow(context, userModel, input.userId);
    return (add) => `t.user_id = ${add(id)}`;
  }
  const { id } = await readRow(context, customerModel, (input as { customerId: string }).customerId);
  return (add) => `t.customer_id = ${add(id)}`;
}
