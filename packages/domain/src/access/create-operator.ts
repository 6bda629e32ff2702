import type { MutationHandler } from '../core/context.ts';
import { created } from '../core/write.ts';
import { holdLiveOwner } from '../customers/create-customer.ts';
import { operatorModel } from './operator-model.ts';
import { hashPassword } from './password.ts';
import { storePasswordLink } from './password-link.ts';
import { storeOperator } from './store-operator.ts';

/** Without a password the operator is invited: the reply holds the link. */
export const createOperator: MutationHandler<'createOperator'> = async (context, input) => {
  const { tx, now } = context;
  const owner = await holdLiveOwner(context, input.customerId);
  const { email, name, role, password } = input;
  const passwordHash = password === undefined ? null : await hashPassword(password);
  const id = await storeOperator(tx, { customerId: owner.id, email, name, role, passwordHash }, now);
  const invitation = password === undefined && {
    passwordLink: await storePasswordLink(context, id, true),
  };
  return created(context, operatorModel, id, { customerId: owner.id, path: owner.path }, { ...invitation });
};
