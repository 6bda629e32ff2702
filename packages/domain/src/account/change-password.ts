import { bumpOperator } from '../access/bump-operator.ts';
import { hashPassword } from '../access/password.ts';
import { removePasswordLink } from '../access/password-link.ts';
import { endSessions } from '../access/sessions.ts';
import type { DomainDeps } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { type AccountCaller, changeAccount, requireProof } from './own-account.ts';

/**
 * Changes the own password. Every session ends, the one that asks as well: who has copied its cookie has nothing any more.
 * @throws DomainError validation for `password` if it is not the present one
 */
export async function changePassword(
  deps: DomainDeps,
  who: AccountCaller,
  given: { password: string; newPassword: string },
): Promise<void> {
  const proven = await requireProof(deps, who, { password: given.password });
  const passwordHash = await hashPassword(given.newPassword);
  await changeAccount(
    deps,
    who,
    'changePassword',
    async (context, { id }) => {
      const still = await context.tx.operator.count({ where: { id, passwordHash: proven } });
      if (still === 0) throw new DomainError('conflict', 'The password was changed meanwhile.');
      await bumpOperator(context, id, { passwordHash });
      await removePasswordLink(context.tx, id);
      await endSessions(context.tx, id);
    },
    { password: given.newPassword },
  );
}
