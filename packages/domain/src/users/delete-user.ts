import type { MutationHandler } from '../core/context.ts';
import { deleted, lockRow } from '../core/write.ts';
import { refuseWhileReferred } from '../owned/reference.ts';
import { userModel } from './read-model.ts';

/** Old call records keep the user's id. */
export const deleteUser: MutationHandler<'deleteUser'> = async (context, { userId }) => {
  const before = await lockRow(context, userModel, userId);
  await refuseWhileReferred(context, 'user', userId, [
    { kind: 'extension', column: 'target_user_id' },
    { kind: 'forward', column: 'target_user_id' },
    { kind: 'extension', column: 'user_id' },
    { kind: 'forward', column: 'user_id' },
    { kind: 'limit', column: 'user_id' },
    { kind: 'whitelist', column: 'user_id' },
    { kind: 'destination', column: 'user_id' },
  ]);
  await context.tx.user.delete({ where: { id: userId } });
  return deleted(context, userModel, before, before);
};
