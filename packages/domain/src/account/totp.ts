import type { RecoveryCodes, TotpSecret } from '@strowger/contracts';
import { bumpOperator } from '../access/bump-operator.ts';
import { endSessions } from '../access/sessions.ts';
import { claimGuess } from '../access/throttle.ts';
import {
  makeTotpSecret,
  openTotpSecret,
  removeTotp,
  replaceRecoveryCodes,
  sealTotpSecret,
  stepOfCode,
  totpUri,
} from '../access/totp.ts';
import type { DomainDeps } from '../core/context.ts';
import { DomainError, invalid } from '../core/domain-error.ts';
import { type AccountCaller, changeAccount, operatorOf, requireProof } from './own-account.ts';

/**
 * Makes the secret of a new authenticator, in place of one that was not confirmed. It counts for nothing before that.
 * @throws DomainError conflict if an authenticator is switched on
 */
export async function startTotp(
  deps: DomainDeps,
  who: AccountCaller,
  proof: { password: string },
): Promise<TotpSecret> {
  await requireProof(deps, who, proof);
  const { id } = operatorOf(who.caller);
  const secret = makeTotpSecret();
  const [stored] = await deps.db.rows<{ email: string }>(
    `insert into operator_totp as a (operator_id, secret, created_at) values ($1, $2, $3)
     on conflict (operator_id) do update set secret = $2, created_at = $3 where a.confirmed_at is null
     returning (select email from operator where id = $1)`,
    [id, sealTotpSecret(deps, id, secret), deps.clock.now()],
  );
  if (!stored) throw new DomainError('conflict', 'An authenticator is switched on already.');
  return { secret, uri: totpUri(secret, stored.email) };
}

/**
 * Switches the authenticator on by a code that it shows, and ends the operator's other sessions, which were opened without one.
 * @returns recovery codes, shown once
 * @throws DomainError validation for `code`; conflict if nothing waits for a confirmation; tooManyRequests
 */
export async function confirmTotp(
  deps: DomainDeps,
  who: AccountCaller,
  { code }: { code: string },
): Promise<RecoveryCodes> {
  const { id, sessionId } = operatorOf(who.caller);
  const takeBack = await claimGuess(deps, { subject: `new authenticator of ${id}`, ip: who.ip });
  const codes = await changeAccount(deps, who, 'enableTotp', async (context) => {
    const { tx, now } = context;
    const waiting = await tx.operatorTotp.findFirst({ where: { operatorId: id, confirmedAt: null } });
    if (!waiting) throw new DomainError('conflict', 'No authenticator waits for its confirmation.');
    const lastStep = stepOfCode(openTotpSecret(deps, id, waiting.secret), code, now);
    if (lastStep === undefined) throw invalid('code', 'is not what the authenticator shows now');
    await tx.operatorTotp.update({ where: { operatorId: id }, data: { confirmedAt: now, lastStep } });
    await bumpOperator(context, id);
    await endSessions(tx, id, sessionId);
    return replaceRecoveryCodes(deps, tx, id);
  });
  await takeBack();
  return { codes };
}

/** Switches the own authenticator off. @throws DomainError validation for `password` or `code`, conflict */
export async function disableTotp(
  deps: DomainDeps,
  who: AccountCaller,
  proof: { password: string; code: string },
): Promise<void> {
  await requireProof(deps, who, proof);
  await changeAccount(deps, who, 'disableTotp', async (context, before) => {
    requireEnabled(before);
    await removeTotp(context.tx, before.id);
    await bumpOperator(context, before.id);
  });
}

/** Puts new recovery codes in the place of the old ones. @returns them, shown once */
export async function renewRecoveryCodes(
  deps: DomainDeps,
  who: AccountCaller,
  proof: { password: string; code: string },
): Promise<RecoveryCodes> {
  await requireProof(deps, who, proof);
  return changeAccount(deps, who, 'renewRecoveryCodes', async ({ tx }, before) => {
    requireEnabled(before);
    return { codes: await replaceRecoveryCodes(deps, tx, before.id) };
  });
}

function requireEnabled({ totpEnabled }: { totpEnabled: boolean }): void {
  if (!totpEnabled) throw new DomainError('conflict', 'No authenticator is switched on.');
}
