import type { KeyScope } from '@strowger/contracts';
import type { Caller } from '../core/caller.ts';
import type { DomainDeps } from '../core/context.ts';
import { effectiveStatus } from '../core/effective-status.ts';
import { isWithinCidrs } from '../delivery/public-address.ts';
import { hashApiKey, isApiKey } from './api-key-secret.ts';

/** A revoked key is refused within this time in every process. */
const REVOCATION_MS = 1_000;
const LAST_USED_MS = 60_000;
const CACHED_KEYS_MAX = 10_000;

type KeyRow = {
  id: string;
  name: string;
  scopes: KeyScope[];
  customerId: string;
  path: string;
  allowedCidrs: string[];
  expiresAt: Date | null;
  lastUsedAt: Date | null;
};

type Known = { caller: Caller; until: number; expiresAt: Date | null; allowedCidrs: string[] };

/**
 * Finds the caller behind an API key. What was found is kept for the revocation second, as one look-up a request
 * would be half of the cost of a read.
 */
export function createKeyAuthenticator(deps: Pick<DomainDeps, 'db' | 'clock'>) {
  const cache = new Map<string, Known>();

  const usable = (known: Known, now: Date, address: string): Caller | undefined => {
    if (known.expiresAt && known.expiresAt <= now) return undefined;
    const allowed = known.allowedCidrs.length === 0 || isWithinCidrs(address, known.allowedCidrs);
    return allowed ? known.caller : undefined;
  };

  /**
   * @param address where the request comes from
   * @returns undefined for a key that is malformed, unknown, revoked, expired, not allowed from that address, or of a
   * terminated customer
   */
  return async function authenticateKey(key: string, address: string): Promise<Caller | undefined> {
    if (!isApiKey(key)) return undefined;
    const hash = hashApiKey(key);
    const now = deps.clock.now();
    const cached = cache.get(hash);
    if (cached && cached.until > now.getTime()) return usable(cached, now, address);
    cache.delete(hash);
    const row = await findKey(deps, hash, now);
    if (!row) return undefined;
    const known: Known = {
      caller: {
        actor: { kind: 'apiKey', id: row.id, name: row.name, scopes: new Set(row.scopes) },
        customerId: row.customerId,
        path: row.path,
      },
      until: now.getTime() + REVOCATION_MS,
      expiresAt: row.expiresAt,
      allowedCidrs: row.allowedCidrs,
    };
    if (cache.size >= CACHED_KEYS_MAX) cache.clear();
    cache.set(hash, known);
    const caller = usable(known, now, address);
    if (caller) await noteUse(deps, row, now);
    return caller;
  };
}

async function findKey({ db }: Pick<DomainDeps, 'db'>, hash: string, now: Date): Promise<KeyRow | undefined> {
  const [row] = await db.prepared<KeyRow>(
    `select k.id, k.name, k.scopes, k.customer_id as "customerId", c.path, k.allowed_cidrs as "allowedCidrs",
       k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt"
     from api_key k join customer c on c.id = k.customer_id
     where k.secret_hash = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > $2)
       and ${effectiveStatus('c.path')} <> 'terminated'`,
    [hash, now],
  );
  return row;
}

/** Written once a minute at the most: a busy key costs no write a request. */
async function noteUse({ db }: Pick<DomainDeps, 'db'>, { id, lastUsedAt }: KeyRow, now: Date): Promise<void> {
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < LAST_USED_MS) return;
  await db.rows('update api_key set last_used_at = $2 where id = $1', [id, now]);
}
