import type { Statements } from '@strowger/db';
import type { Caller, OperatorRole } from '../core/caller.ts';
import type { DomainDeps } from '../core/context.ts';
import { effectiveStatus } from '../core/effective-status.ts';
import { newId } from '../core/new-id.ts';

/** A working day: whoever comes back the next morning signs in anew. */
export const SESSION_SECONDS = 12 * 60 * 60;
const LAST_SEEN_MS = 60_000;
const USER_AGENT_LENGTH_MAX = 300;

export type Visitor = { ip: string; userAgent: string };

/** Stores a session. The caller has the operator's row locked, so that what ends its sessions comes before or after. */
export async function storeSession(
  statements: Statements,
  operatorId: string,
  { ip, userAgent }: Visitor,
  now: Date,
): Promise<string> {
  const id = newId(now);
  const endsAt = new Date(now.getTime() + SESSION_SECONDS * 1000);
  await statements.rows(
    `insert into operator_session (id, operator_id, address, user_agent, created_at, last_seen_at, ends_at)
     values ($1, $2, $3, $4, $5, $5, $6)`,
    // A header holds whatever a client writes into it; PostgreSQL refuses NUL.
    [id, operatorId, ip, userAgent.replace(/\p{Cc}/gu, ' ').slice(0, USER_AGENT_LENGTH_MAX), now, endsAt],
  );
  return id;
}

const FIND = `select o.id, o.name, o.role, o.customer_id as "customerId", c.path, s.last_seen_at as "lastSeenAt"
  from operator_session s join operator o on o.id = s.operator_id join customer c on c.id = o.customer_id
  where s.id = $1 and s.ends_at > $2 and o.enabled and ${effectiveStatus('c.path')} <> 'terminated'`;

type Found = {
  id: string;
  name: string;
  role: OperatorRole;
  customerId: string;
  path: string;
  lastSeenAt: Date;
};

/**
 * The caller behind a session, asked for on every request: a session that was ended, of a disabled operator or of a
 * terminated customer is none.
 */
export async function sessionCaller(
  deps: Pick<DomainDeps, 'db' | 'clock'>,
  sessionId: string,
): Promise<Caller | undefined> {
  const now = deps.clock.now();
  const [row] = await deps.db.prepared<Found>(FIND, [sessionId, now]);
  if (!row) return undefined;
  await noteSeen(deps, sessionId, row.lastSeenAt, now);
  return {
    actor: { kind: 'operator', id: row.id, name: row.name, role: row.role, sessionId },
    customerId: row.customerId,
    path: row.path,
  };
}

/** Written once a minute at the most: a busy console costs no write a request. */
async function noteSeen(
  { db }: Pick<DomainDeps, 'db'>,
  sessionId: string,
  lastSeenAt: Date,
  now: Date,
): Promise<void> {
  if (now.getTime() - lastSeenAt.getTime() < LAST_SEEN_MS) return;
  await db.rows('update operator_session set last_seen_at = $2 where id = $1', [sessionId, now]);
}

/** Ends one session, as at signing out. One that has ended already is no fault. */
export async function endSession({ db }: Pick<DomainDeps, 'db'>, sessionId: string): Promise<void> {
  await db.rows('delete from operator_session where id = $1', [sessionId]);
}

/**
 * Ends every session of an operator whose row the transaction has locked.
 * @param exceptId the one that goes on
 */
export async function endSessions(
  statements: Statements,
  operatorId: string,
  exceptId?: string,
): Promise<void> {
  await statements.rows(
    'delete from operator_session where operator_id = $1 and id is distinct from $2::uuid',
    [operatorId, exceptId ?? null],
  );
}
