import { compact } from '../core/compact.ts';
import type { MutationContext, MutationHandler } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { changed, lockRow } from '../core/write.ts';
import { bumpOperator } from './bump-operator.ts';
import { type OperatorRow, operatorModel } from './operator-model.ts';
import { hashPassword } from './password.ts';
import { removePasswordLink } from './password-link.ts';
import { endSessions } from './sessions.ts';

/** What changes what an operator may do, or who it is, ends its sessions. */
export const updateOperator: MutationHandler<'updateOperator'> = async (
  context,
  { operatorId, password, ...fields },
) => {
  const before = await lockRow(context, operatorModel, operatorId);
  const after = { ...before, ...compact(fields) };
  const losesOwner = before.enabled && before.role === 'owner' && !(after.enabled && after.role === 'owner');
  if (losesOwner) await keepAnOwner(context, before);
  const endsSessions = password !== undefined || after.role !== before.role || !after.enabled;
  await bumpOperator(context, operatorId, {
    ...compact(fields),
    ...(password !== undefined && { passwordHash: await hashPassword(password) }),
  });
  if (password !== undefined || !after.enabled) await removePasswordLink(context.tx, operatorId);
  if (endsSessions) await endSessions(context.tx, operatorId);
  return changed(context, operatorModel, before, before, { password });
};

/** A customer does not lock itself out: its last owner, who was not only invited, is changed by an ancestor only. */
async function keepAnOwner({ tx, caller }: MutationContext, leaving: OperatorRow): Promise<void> {
  if (caller.customerId !== leaving.customerId) return;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`owners of ${leaving.customerId}`}, 0))`;
  const others = await tx.operator.count({
    where: {
      customerId: leaving.customerId,
      role: 'owner',
      enabled: true,
      passwordHash: { not: null },
      id: { not: leaving.id },
    },
  });
  if (others === 0) throw new DomainError('conflict', 'The operator is the last owner of the customer.');
}
