import type { DomainDeps } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { effectiveStatus } from '../core/effective-status.ts';
import { decoyHash, verifyPassword } from './password.ts';
import { storeSession, type Visitor } from './sessions.ts';
import { claimGuess } from './throttle.ts';
import { isShortCode, useCode } from './totp.ts';

/** Wrong codes of six digits in a day, for who has the right password: one of a million is guessed in 30,000 days. */
const SHORT_CODES_PER_DAY = 30;
const DAY_MINUTES = 24 * 60;

export type SignInRequest = Visitor & {
  email: string;
  password: string;
  /** Of the authenticator, or a recovery code. */
  code?: string | undefined;
};

/** `codeRequired`: email and password are right, and the operator has an authenticator. */
export type SignInOutcome =
  | { outcome: 'signedIn'; operatorId: string; sessionId: string }
  | { outcome: 'codeRequired' };

/**
 * Opens a session by an operator's email and password, and by a code where there is an authenticator.
 * @throws DomainError unauthorized (the same for an unknown email and a wrong password; another for a wrong code),
 * tooManyRequests
 */
export async function signInOperator(deps: DomainDeps, given: SignInRequest): Promise<SignInOutcome> {
  const email = given.email.toLowerCase();
  const takeBack = await claimGuess(deps, { subject: email, ip: given.ip });
  const operator = await findOperator(deps, email);
  const fits = await verifyPassword(operator?.passwordHash ?? (await decoyHash()), given.password);
  if (!operator?.stands || !operator.passwordHash || !fits) throw refusal();
  if (operator.sealed !== null) {
    if (given.code === undefined) {
      await takeBack();
      return { outcome: 'codeRequired' };
    }
    await requireCode(deps, operator.id, operator.sealed, given.code);
  }
  const sessionId = await openSession(deps, operator.id, operator.passwordHash, given);
  await takeBack();
  return { outcome: 'signedIn', operatorId: operator.id, sessionId };
}

const refusal = () => new DomainError('unauthorized', 'The email or the password is not right.');

type Found = { id: string; passwordHash: string | null; sealed: string | null; stands: boolean };

async function findOperator({ db }: DomainDeps, email: string): Promise<Found | undefined> {
  const [row] = await db.rows<Found>(
    `select o.id, o.password_hash as "passwordHash", a.secret as sealed,
       o.enabled and ${effectiveStatus('c.path')} <> 'terminated' as stands
     from operator o join customer c on c.id = o.customer_id
       left join operator_totp a on a.operator_id = o.id and a.confirmed_at is not null
     where o.email = $1`,
    [email],
  );
  return row;
}

/** @throws DomainError unauthorized, tooManyRequests */
export async function requireCode(
  deps: DomainDeps,
  operatorId: string,
  sealed: string,
  code: string,
): Promise<void> {
  const subject = `code of ${operatorId}`;
  const limits = { failuresMax: SHORT_CODES_PER_DAY, windowMinutes: DAY_MINUTES };
  const takeBack = isShortCode(code)
    ? await claimGuess(deps, { subject, ip: undefined, ...limits })
    : undefined;
  if (!(await useCode(deps, deps.db, { operatorId, sealed }, code))) {
    throw new DomainError('unauthorized', 'The code is not right, or was used before.', {
      fields: [{ code: 'invalid', pointer: '/code', detail: 'is not right, or was used before' }],
    });
  }
  await takeBack?.();
}

/** The operator's row is locked and asked again: whoever changed the password meanwhile also ended this session. */
async function openSession(
  deps: DomainDeps,
  operatorId: string,
  passwordHash: string,
  visitor: Visitor,
): Promise<string> {
  const now = deps.clock.now();
  return deps.db.transaction(async (tx) => {
    const stands = await tx.rows(
      `update operator set last_sign_in_at = $3 where id = $1 and password_hash = $2 and enabled returning 1`,
      [operatorId, passwordHash, now],
    );
    if (stands.length === 0) throw refusal();
    return storeSession(tx, operatorId, visitor, now);
  });
}
