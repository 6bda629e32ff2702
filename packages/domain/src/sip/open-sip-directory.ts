import { encodeId, User } from '@strowger/contracts';
import { authorize, type Caller } from '../core/caller.ts';
import type { DomainDeps } from '../core/context.ts';
import { effectiveStatus } from '../core/effective-status.ts';
import { pathsAbove, subtreeEnd } from '../core/tree-path.ts';

/** What a caller needs for it. Of roles only an owner's would do: a digest is as good as the password in its realm. */
export const sipDirectoryRight = { scope: 'sip-credentials:read', area: 'access', kind: 'query' } as const;

/** What a switch needs to know of a user, to register it and to make its calls. */
export type SipUser = {
  userId: string;
  customerId: string;
  username: string;
  domain: string;
  /** MD5 of `username:domain:password`, in hex. */
  ha1: string;
  displayName: string | null;
  /** Its own, else that of the nearest customer upwards that has one. */
  callerId: string | null;
  callerIdPresentation: User['callerIdPresentation'];
  registrationAllowed: boolean;
  maxRegistrations: number;
  maxCalls: number | null;
  codecs: User['codecs'];
  transport: User['transport'];
  srtp: User['srtp'];
};

export type SipDirectory = {
  /** The user of that name, or undefined: also where it, its domain, its customer or one above is not active. */
  findUser(username: string, domain: string): Promise<SipUser | undefined>;
  /** Whether the domain is active, and belongs to the scope or to a level above it. */
  hasDomain(domain: string): Promise<boolean>;
};

/** The users of the caller's scope, as a switch looks them up. @throws DomainError missingScope, missingRole */
export function openSipDirectory({ db }: DomainDeps, caller: Caller): SipDirectory {
  authorize(caller, sipDirectoryRight);
  const scope = [caller.path, subtreeEnd(caller.path)];
  return {
    async findUser(username, domain) {
      const name = User.shape.username.safeParse(username);
      const realm = realmOf(domain);
      if (!name.success || realm === undefined) return undefined;
      const [row] = await db.prepared<UserRow>(FIND_USER, [realm, name.data, ...scope]);
      return row && present(row);
    },
    async hasDomain(domain) {
      const realm = realmOf(domain);
      if (realm === undefined) return false;
      const above = pathsAbove(caller.path);
      return (await db.prepared(FIND_DOMAIN, [realm, ...scope, above])).length > 0;
    },
  };
}

/** The name as it is stored, whose case does not count; undefined if it cannot be one. */
const realmOf = (domain: string): string | undefined =>
  User.shape.domain.safeParse(domain.toLowerCase()).data;

type UserRow = Omit<SipUser, 'userId' | 'customerId'> & { id: string; ownerId: string };

const FIND_USER = `select u.id, u.customer_id as "ownerId", u.username, d.domain, u.ha1, u.display_name as "displayName",
    coalesce(u.caller_id, (select c.default_caller_id from customer c
      where c.path collate "C" = any (path_ancestors(u.path)) and c.default_caller_id is not null
      order by c.depth desc limit 1)) as "callerId",
    u.caller_id_presentation as "callerIdPresentation", d.registration_allowed as "registrationAllowed",
    u.max_registrations as "maxRegistrations", u.max_calls as "maxCalls", u.codecs, u.transport, u.srtp
  from domain d join "user" u on u.domain_id = d.id and u.username = $2
  where d.domain = $1 and u.path >= $3 and u.path < $4 and u.status = 'active' and d.status = 'active'
    and ${effectiveStatus('u.path')} = 'active' and ${effectiveStatus('d.path')} = 'active'`;

const FIND_DOMAIN = `select 1 from domain d
  where d.domain = $1 and d.status = 'active' and ${effectiveStatus('d.path')} = 'active'
    and ((d.path >= $2 and d.path < $3) or d.path = any ($4::text[]))`;

const present = (row: UserRow): SipUser => ({
  userId: encodeId('user', row.id),
  customerId: encodeId('customer', row.ownerId),
  username: row.username,
  domain: row.domain,
  ha1: row.ha1,
  displayName: row.displayName,
  callerId: row.callerId,
  callerIdPresentation: row.callerIdPresentation,
  registrationAllowed: row.registrationAllowed,
  maxRegistrations: row.maxRegistrations,
  maxCalls: row.maxCalls,
  codecs: row.codecs,
  transport: row.transport,
  srtp: row.srtp,
});
