import type { MutationHandler } from '../core/context.ts';
import { deleted, lockRow } from '../core/write.ts';
import { ownedKinds } from '../owned/kinds.ts';
import { refuseWhileReferred } from '../owned/reference.ts';
import { userModel } from './read-model.ts';

/** Old call records keep the user's id. */
export const deleteUser: MutationHandler<'deleteUser'> = async (context, { userId }) => {
  const before = await lockRow(context, userModel, userId);
  await refuseWhileReferred(context, 'user', userId, [
    { kind: 'extension', column: 'target_user_id' },
    { kind: 'forward', column: 'target_user_id' },
    ...ownedKinds.map((kind) => ({ kind, column: 'user_id' })),
  ]);
  await context.tx.user.delete({ where: { id: userId } });
  return deleted(context, userModel, before, before);
};
