import type { Caller, OperatorRole } from '../core/caller.ts';
import type { DomainDeps } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { effectiveStatus } from '../core/effective-status.ts';
import { newId } from '../core/new-id.ts';
import { decoyHash, verifyPassword } from './password.ts';

const WINDOW_MINUTES = 15;
/** Wrong sign-ins in the window: for one email, and from one address (an office shares one). */
const FAILURES_PER_EMAIL = 10;
const FAILURES_PER_ADDRESS = 50;

export type SignedIn = {
  operatorId: string;
  sessionVersion: number;
  name: string;
  email: string;
  role: OperatorRole;
  customerId: string;
};

/**
 * Checks an operator's email and password.
 * @throws DomainError unauthorized (the same for an unknown email and a wrong password), tooManyRequests
 */
export async function authenticateOperator(
  deps: DomainDeps,
  given: { email: string; password: string; ip: string },
): Promise<SignedIn> {
  const now = deps.clock.now();
  const emailHash = deps.keyring.mac('sign-in-throttle', given.email.toLowerCase());
  const ipHash = deps.keyring.mac('sign-in-throttle', given.ip);
  const { prisma } = deps.db;
  const attempt = { id: newId(now), emailHash, ipHash, at: now };
  await claimAttempt(deps, attempt);

  const operator = await prisma.operator.findUnique({ where: { email: given.email.toLowerCase() } });
  const fits = await verifyPassword(operator?.passwordHash ?? (await decoyHash()), given.password);
  const caller =
    operator && fits ? await operatorCaller(deps, operator.id, operator.sessionVersion) : undefined;
  if (!operator || !caller) {
    throw new DomainError('unauthorized', 'The email or the password is not right.');
  }
  await prisma.signInFailure.deleteMany({ where: { id: attempt.id } });
  await prisma.operator.update({ where: { id: operator.id }, data: { lastSignInAt: now } });
  const { id, sessionVersion, name, email, role, customerId } = operator;
  return { operatorId: id, sessionVersion, name, email, role, customerId };
}

type Attempt = { id: string; emailHash: string; ipHash: string; at: Date };

/**
 * Counts an attempt as wrong before the password is looked at, and takes it back where it was right: attempts that are
 * sent all at once would otherwise each find that none has failed yet.
 */
async function claimAttempt(deps: DomainDeps, attempt: Attempt): Promise<void> {
  const { signInFailure } = deps.db.prisma;
  const { id, emailHash, ipHash, at } = attempt;
  await signInFailure.create({ data: attempt });
  const since = new Date(at.getTime() - WINDOW_MINUTES * 60_000);
  const [perEmail, perAddress] = await Promise.all([
    signInFailure.count({ where: { emailHash, at: { gt: since } } }),
    signInFailure.count({ where: { ipHash, at: { gt: since } } }),
  ]);
  if (perEmail > FAILURES_PER_EMAIL || perAddress > FAILURES_PER_ADDRESS) {
    await signInFailure.deleteMany({ where: { id } });
    throw new DomainError(
      'tooManyRequests',
      `Too many wrong sign-ins: try again in ${WINDOW_MINUTES} minutes.`,
      {
        retryAfterSeconds: WINDOW_MINUTES * 60,
      },
    );
  }
}

/**
 * The caller behind a session, asked for on every request: a session of an older version, of a disabled operator or of
 * a terminated customer is none.
 */
export async function operatorCaller(
  deps: Pick<DomainDeps, 'db'>,
  operatorId: string,
  sessionVersion: number,
): Promise<Caller | undefined> {
  const [row] = await deps.db.rows<{ name: string; role: OperatorRole; customerId: string; path: string }>(
    `select o.name, o.role, o.customer_id as "customerId", c.path
     from operator o join customer c on c.id = o.customer_id
     where o.id = $1 and o.session_version = $2 and o.enabled and ${effectiveStatus('c.path')} <> 'terminated'`,
    [operatorId, sessionVersion],
  );
  return (
    row && {
      actor: { kind: 'operator', id: operatorId, name: row.name, role: row.role },
      customerId: row.customerId,
      path: row.path,
    }
  );
}
