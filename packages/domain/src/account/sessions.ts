import type { AccountSession } from '@strowger/contracts';
import { endSessions } from '../access/sessions.ts';
import type { Caller } from '../core/caller.ts';
import type { DomainDeps } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { type AccountCaller, changeAccount, operatorOf } from './own-account.ts';

const SESSIONS_SHOWN = 100;

type Row = { [Field in keyof AccountSession]: Field extends `${string}At` ? Date : AccountSession[Field] };

/** The own sessions that have not ended: the one that asks first, then the newest. */
export async function listOwnSessions(deps: DomainDeps, caller: Caller): Promise<AccountSession[]> {
  const { id, sessionId } = operatorOf(caller);
  const rows = await deps.db.rows<Row>(
    `select id, id = $2 as current, address, user_agent as "userAgent", created_at as "createdAt",
       last_seen_at as "lastSeenAt", ends_at as "endsAt"
     from operator_session where operator_id = $1 and ends_at > $3
     order by current desc, id desc limit ${SESSIONS_SHOWN}`,
    [id, sessionId ?? null, deps.clock.now()],
  );
  return rows.map((row) => ({
    id: row.id,
    current: row.current,
    address: row.address,
    userAgent: row.userAgent,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
  }));
}

/** Ends one of the own sessions. @throws DomainError notFound for one that has ended, or is another's */
export async function endOwnSession(
  deps: DomainDeps,
  who: AccountCaller,
  { sessionId }: { sessionId: string },
): Promise<void> {
  await changeAccount(deps, who, 'endSession', async ({ tx }, { id }) => {
    const ended = await tx.rows(
      'delete from operator_session where id = $1 and operator_id = $2 returning 1',
      [sessionId, id],
    );
    if (ended.length === 0) throw new DomainError('notFound', 'There is no such session.');
  });
}

/** Ends all of the own sessions but the one that asks. */
export async function endOtherSessions(deps: DomainDeps, who: AccountCaller): Promise<void> {
  const { sessionId } = operatorOf(who.caller);
  await changeAccount(deps, who, 'endSession', ({ tx }, { id }) => endSessions(tx, id, sessionId));
}
