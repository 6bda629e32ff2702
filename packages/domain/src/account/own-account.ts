import { type Account, type AccountAct, encodeId } from '@strowger/contracts';
import { type OperatorRow, operatorModel } from '../access/operator-model.ts';
import { verifyPassword } from '../access/password.ts';
import { requireCode } from '../access/sign-in.ts';
import { claimGuess } from '../access/throttle.ts';
import { auditInsert } from '../core/audit.ts';
import type { Actor, Caller } from '../core/caller.ts';
import type { DomainDeps } from '../core/context.ts';
import { DomainError, invalid } from '../core/domain-error.ts';
import { type ChangeContext, changed, lockRow } from '../core/write.ts';

/** A signed-in operator who does something to the own account, and from where. */
export type AccountCaller = { caller: Caller; ip: string; requestId: string };

type OperatorActor = Extract<Actor, { kind: 'operator' }>;

/** @throws DomainError unauthorized: an API key has no account */
export function operatorOf({ actor }: Caller): OperatorActor {
  if (actor.kind !== 'operator') throw new DomainError('unauthorized', 'Sign in first.');
  return actor;
}

/** What the account's own transaction hands to a change of it. */
export type AccountContext = ChangeContext & { deps: DomainDeps; now: Date };

/** Runs a change of the own account in one transaction, with the operator's row locked, and leaves its audit entry. */
export function changeAccount<T>(
  deps: DomainDeps,
  { caller, requestId }: Omit<AccountCaller, 'ip'>,
  act: AccountAct,
  change: (context: AccountContext, before: OperatorRow) => Promise<T>,
  written: Record<string, string | undefined> = {},
): Promise<T> {
  const now = deps.clock.now();
  return deps.db.transaction(async (tx) => {
    const audit: ChangeContext['audit'] = async (subject) =>
      tx.insertAtCommit(auditInsert({ ...subject, caller, operation: act, requestId, now }));
    const context: AccountContext = { deps, caller, tx, now, audit, meta: { requestId } };
    const before = await lockRow(context, operatorModel, operatorOf(caller).id);
    const result = await change(context, before);
    await changed(context, operatorModel, before, before, written);
    return result;
  });
}

type Proof = { password: string; code?: string };
type Secrets = { email: string; passwordHash: string | null; sealed: string | null };

/**
 * Asks the signed-in operator again who it is: a browser that was left open, or a copied cookie, must not be enough to change the
 * sign-in itself.
 * @returns the hash that the password was held against
 * @throws DomainError validation for `password` or `code`, tooManyRequests (counted with the sign-ins)
 */
export async function requireProof(
  deps: DomainDeps,
  { caller, ip }: AccountCaller,
  { password, code }: Proof,
): Promise<string> {
  const { id } = operatorOf(caller);
  const [found] = await deps.db.rows<Secrets>(
    `select o.email, o.password_hash as "passwordHash", a.secret as sealed from operator o
       left join operator_totp a on a.operator_id = o.id and a.confirmed_at is not null where o.id = $1`,
    [id],
  );
  if (!found?.passwordHash) throw new DomainError('unauthorized', 'Sign in first.');
  const takeBack = await claimGuess(deps, { subject: found.email, ip });
  if (!(await verifyPassword(found.passwordHash, password))) throw invalid('password', 'is not right');
  if (code !== undefined && found.sealed !== null) await proveCode(deps, id, found.sealed, code);
  await takeBack();
  return found.passwordHash;
}

/** To who is signed in already a wrong code is a wrong field. */
async function proveCode(deps: DomainDeps, id: string, sealed: string, code: string): Promise<void> {
  await requireCode(deps, id, sealed, code).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'unauthorized')
      throw invalid('code', 'is not right, or was used before');
    throw error;
  });
}

/** The signed-in operator's own account, as it is shown. */
export async function readAccount(deps: DomainDeps, caller: Caller): Promise<Account> {
  const { id } = operatorOf(caller);
  const [row] = await deps.db.rows<AccountRow>(
    `select o.customer_id as "customerId", o.email, o.name, o.role, o.last_sign_in_at as "lastSignInAt",
       exists (select from operator_totp a where a.operator_id = o.id and a.confirmed_at is not null) as "totpEnabled",
       (select count(*)::int from recovery_code r where r.operator_id = o.id) as "recoveryCodesLeft"
     from operator o where o.id = $1`,
    [id],
  );
  if (!row) throw new DomainError('unauthorized', 'Sign in first.');
  const { email, name, role, totpEnabled, recoveryCodesLeft } = row;
  return {
    id: encodeId('operator', id),
    customerId: encodeId('customer', row.customerId),
    email,
    name,
    role,
    totpEnabled,
    recoveryCodesLeft,
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
  };
}

type AccountRow = Omit<Account, 'id' | 'lastSignInAt'> & { lastSignInAt: Date | null };
