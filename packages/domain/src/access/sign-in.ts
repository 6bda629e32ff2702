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
  await refuseAfterFailures(deps, emailHash, ipHash, now);

  const { prisma } = deps.db;
  const operator = await prisma.operator.findUnique({ where: { email: given.email.toLowerCase() } });
  const fits = await verifyPassword(operator?.passwordHash ?? (await decoyHash()), given.password);
  const caller =
    operator && fits ? await operatorCaller(deps, operator.id, operator.sessionVersion) : undefined;
  if (!operator || !caller) {
    await prisma.signInFailure.create({ data: { id: newId(now), emailHash, ipHash, at: now } });
    throw new DomainError('unauthorized', 'The email or the password is not right.');
  }
  await prisma.operator.update({ where: { id: operator.id }, data: { lastSignInAt: now } });
  const { id, sessionVersion, name, email, role, customerId } = operator;
  return { operatorId: id, sessionVersion, name, email, role, customerId };
}

async function refuseAfterFailures(
  deps: DomainDeps,
  emailHash: string,
  ipHash: string,
  now: Date,
): Promise<void> {
  const since = new Date(now.getTime() - WINDOW_MINUTES * 60_000);
  const [perEmail, perAddress] = await Promise.all([
    deps.db.prisma.signInFailure.count({ where: { emailHash, at: { gt: since } } }),
    deps.db.prisma.signInFailure.count({ where: { ipHash, at: { gt: since } } }),
  ]);
  if (perEmail >= FAILURES_PER_EMAIL || perAddress >= FAILURES_PER_ADDRESS) {
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
