import type { MutationHandler } from '../core/context.ts';
import { newId } from '../core/new-id.ts';
import { created } from '../core/write.ts';
import { holdLiveOwner } from '../customers/create-customer.ts';
import { operatorModel } from './operator-model.ts';
import { hashPassword } from './password.ts';
import { storePasswordLink } from './password-link.ts';

/** Without a password the operator is invited: the reply holds the link. */
export const createOperator: MutationHandler<'createOperator'> = async (context, input) => {
  const { tx, now } = context;
  const owner = await holdLiveOwner(context, input.customerId);
  const id = newId(now);
  await tx.operator.create({
    data: {
      id,
      customerId: owner.id,
      email: input.email.toLowerCase(),
      name: input.name,
      role: input.role,
      passwordHash: input.password === undefined ? null : await hashPassword(input.password),
      createdAt: now,
      updatedAt: now,
    },
  });
  const invitation = input.password === undefined && {
    passwordLink: await storePasswordLink(context, id, true),
  };
  return created(context, operatorModel, id, { customerId: owner.id, path: owner.path }, { ...invitation });
};
