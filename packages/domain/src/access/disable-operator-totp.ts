import type { MutationHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { changed, lockRow } from '../core/write.ts';
import { bumpOperator } from './bump-operator.ts';
import { operatorModel } from './operator-model.ts';
import { endSessions } from './sessions.ts';
import { removeTotp } from './totp.ts';

export const disableOperatorTotp: MutationHandler<'disableOperatorTotp'> = async (
  context,
  { operatorId },
) => {
  const before = await lockRow(context, operatorModel, operatorId);
  if (!before.totpEnabled) throw new DomainError('conflict', 'The operator has no authenticator.');
  await removeTotp(context.tx, operatorId);
  await bumpOperator(context, operatorId);
  await endSessions(context.tx, operatorId);
  return changed(context, operatorModel, before, before);
};
