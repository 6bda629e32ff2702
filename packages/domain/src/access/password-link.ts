import { randomBytes } from 'node:crypto';
import type { Statements } from '@strowger/db';
import type { DomainDeps, MutationContext } from '../core/context.ts';

const RESET_HOURS = 24;
const INVITATION_HOURS = 7 * 24;
const HOUR_MS = 3_600_000;

/** What is stored of a link's token. */
export const hashLinkToken = ({ keyring }: Pick<DomainDeps, 'keyring'>, token: string): string =>
  keyring.mac('password-link', token);

/**
 * Gives an operator a link by which a password is set, in place of one made before. The token stands behind a #, which no browser
 * sends: it is in no log of a server or proxy.
 * @param invites whether there is no password yet: who is invited gets a week, who has forgotten it a day
 */
export async function storePasswordLink(
  { tx, deps, now }: MutationContext,
  operatorId: string,
  invites: boolean,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const hours = invites ? INVITATION_HOURS : RESET_HOURS;
  await tx.rows(
    `insert into password_link (operator_id, token_hash, expires_at, created_at) values ($1, $2, $3, $4)
     on conflict (operator_id) do update set token_hash = $2, expires_at = $3, created_at = $4`,
    [operatorId, hashLinkToken(deps, token), new Date(now.getTime() + hours * HOUR_MS), now],
  );
  return `${deps.publicUrl}/set-password#${token}`;
}

/** A link that is not used any more is none. */
export async function removePasswordLink(statements: Statements, operatorId: string): Promise<void> {
  await statements.rows('delete from password_link where operator_id = $1', [operatorId]);
}
