import type { MutationContext } from '../core/context.ts';
import { invalid, notFound } from '../core/domain-error.ts';
import { isWithin } from '../core/tree-path.ts';

type UserDomain = { id: string; domain: string; path: string };

/**
 * The domain that a user of the customer at `ownerPath` registers in: a given one of the customer or of a level above
 * within the caller's scope, else the default one of the nearest level upwards, the caller's scope or not.
 */
export async function resolveDomain(
  { tx, caller }: MutationContext,
  ownerPath: string | Promise<string>,
  domainId: string | undefined,
): Promise<UserDomain> {
  if (domainId !== undefined) {
    const [given] = await tx.prepared<UserDomain>('select id, domain, path from domain where id = $1', [
      domainId,
    ]);
    if (!given || !isWithin(given.path, caller.path)) throw notFound('domain', 'domainId');
    if (!isWithin(await ownerPath, given.path)) {
      throw invalid('domainId', 'must name a domain of the customer or of a level above it');
    }
    return given;
  }
  const [nearest] = await tx.prepared<UserDomain>(
    `select id, domain, path from domain
     where is_default and path collate "C" = any (path_ancestors($1)) order by length(path) desc limit 1`,
    [await ownerPath],
  );
  if (!nearest) {
    throw invalid(
      'domainId',
      'must be given: neither the customer nor a level above it has a default domain',
    );
  }
  return nearest;
}
