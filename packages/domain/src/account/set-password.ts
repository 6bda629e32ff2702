import { bumpOperator } from '../access/bump-operator.ts';
import { hashPassword } from '../access/password.ts';
import { hashLinkToken } from '../access/password-link.ts';
import { endSessions } from '../access/sessions.ts';
import { claimGuess } from '../access/throttle.ts';
import type { Caller, OperatorRole } from '../core/caller.ts';
import type { DomainDeps } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { effectiveStatus } from '../core/effective-status.ts';
import { changeAccount } from './own-account.ts';

/**
 * Sets a password by the token of a link, which is used up. Every session of the operator ends; an authenticator stays.
 * @returns the email to sign in with
 * @throws DomainError gone for a link that was used, replaced, is too old or never was; tooManyRequests
 */
export async function setPasswordByLink(
  deps: DomainDeps,
  given: { token: string; password: string; ip: string; requestId: string },
): Promise<{ email: string }> {
  const { ip, requestId } = given;
  const takeBack = await claimGuess(deps, { subject: `password link from ${ip}`, ip });
  const tokenHash = hashLinkToken(deps, given.token);
  const caller = await findHolder(deps, tokenHash);
  if (!caller) throw notValid();
  const passwordHash = await hashPassword(given.password);
  const written = { password: given.password };
  const email = await changeAccount(
    deps,
    { caller, requestId },
    'setPassword',
    async (context, before) => {
      const used = await context.tx.rows(
        'delete from password_link where operator_id = $1 and token_hash = $2 and expires_at > $3 returning 1',
        [before.id, tokenHash, context.now],
      );
      if (used.length === 0 || !before.enabled) throw notValid();
      await bumpOperator(context, before.id, { passwordHash });
      await endSessions(context.tx, before.id);
      return before.email;
    },
    written,
  );
  await takeBack();
  return { email };
}

const notValid = () =>
  new DomainError('gone', 'The link is not valid: it was used, replaced, or is too old. Ask for a new one.');

type Holder = { id: string; name: string; role: OperatorRole; customerId: string; path: string };

async function findHolder({ db, clock }: DomainDeps, tokenHash: string): Promise<Caller | undefined> {
  const [row] = await db.rows<Holder>(
    `select o.id, o.name, o.role, o.customer_id as "customerId", c.path
     from password_link l join operator o on o.id = l.operator_id join customer c on c.id = o.customer_id
     where l.token_hash = $1 and l.expires_at > $2 and o.enabled and ${effectiveStatus('c.path')} <> 'terminated'`,
    [tokenHash, clock.now()],
  );
  if (!row) return undefined;
  const { id, name, role, customerId, path } = row;
  return { actor: { kind: 'operator', id, name, role }, customerId, path };
}
