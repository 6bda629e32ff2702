import type { MutationHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { changed, lockRow } from '../core/write.ts';
import { bumpOperator } from './bump-operator.ts';
import { operatorModel } from './operator-model.ts';
import { storePasswordLink } from './password-link.ts';

export const createPasswordLink: MutationHandler<'createPasswordLink'> = async (context, { operatorId }) => {
  const before = await lockRow(context, operatorModel, operatorId);
  if (!before.enabled) throw new DomainError('conflict', 'The operator is disabled.');
  const passwordLink = await storePasswordLink(context, operatorId, !before.passwordSet);
  await bumpOperator(context, operatorId);
  return { ...(await changed(context, operatorModel, before, before, { passwordLink })), passwordLink };
};
