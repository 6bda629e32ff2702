import type { KeyScope } from '@strowger/contracts';
import type { Caller } from '../core/caller.ts';
import type { DomainDeps } from '../core/context.ts';
import { hashApiKey, isApiKey } from './api-key-secret.ts';

/** A revoked key is refused within this time in every process. */
const REVOCATION_MS = 1_000;
const CACHED_KEYS_MAX = 10_000;

type KeyRow = {
  id: string;
  name: string;
  scopes: KeyScope[];
  customerId: string;
  path: string;
  expiresAt: Date | null;
};

/**
 * Finds the caller behind an API key. What was found is kept for the revocation second, as one look-up a request
 * would be half of the cost of a read.
 */
export function createKeyAuthenticator(deps: Pick<DomainDeps, 'db' | 'clock'>) {
  const cache = new Map<string, { caller: Caller; until: number; expiresAt: Date | null }>();

  /** @returns undefined for a key that is malformed, unknown, revoked, expired, or of a terminated customer */
  return async function authenticateKey(key: string): Promise<Caller | undefined> {
    if (!isApiKey(key)) return undefined;
    const hash = hashApiKey(key);
    const now = deps.clock.now();
    const known = cache.get(hash);
    if (known && known.until > now.getTime()) {
      return known.expiresAt && known.expiresAt <= now ? undefined : known.caller;
    }
    cache.delete(hash);
    const [row] = await deps.db.rows<KeyRow>(
      `select k.id, k.name, k.scopes, k.customer_id as "customerId", c.path, k.expires_at as "expiresAt"
       from api_key k join customer c on c.id = k.customer_id
       where k.secret_hash = $1 and k.revoked_at is null and (k.expires_at is null or k.expires_at > $2)
         and effective_status(c.path) <> 'terminated'`,
      [hash, now],
    );
    if (!row) return undefined;
    const caller: Caller = {
      actor: { kind: 'apiKey', id: row.id, name: row.name, scopes: new Set(row.scopes) },
      customerId: row.customerId,
      path: row.path,
    };
    if (cache.size >= CACHED_KEYS_MAX) cache.clear();
    cache.set(hash, { caller, until: now.getTime() + REVOCATION_MS, expiresAt: row.expiresAt });
    return caller;
  };
}
