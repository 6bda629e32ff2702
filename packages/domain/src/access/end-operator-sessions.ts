import type { MutationHandler } from '../core/context.ts';
import { changed, lockRow } from '../core/write.ts';
import { operatorModel } from './operator-model.ts';
import { endSessions } from './sessions.ts';

export const endOperatorSessions: MutationHandler<'endOperatorSessions'> = async (
  context,
  { operatorId },
) => {
  const before = await lockRow(context, operatorModel, operatorId);
  await endSessions(context.tx, operatorId);
  return changed(context, operatorModel, before, before);
};
