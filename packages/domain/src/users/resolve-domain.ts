import type { MutationContext } from '../core/context.ts';
import { invalid, notFound } from '../core/domain-error.ts';
import { isWithin } from '../core/tree-path.ts';
import type { HeldModel } from '../core/write.ts';
import { type OwnerRow, ownerModel } from '../customers/read-model.ts';

export type UserDomain = { id: string; domain: string; path: string };

/**
 * The domain that was named for a user of the customer at `ownerPath`, if it may be: one of the customer or of a level above
 * within the caller's scope.
 */
function requireUsable(
  { caller }: MutationContext,
  ownerPath: string,
  domain: UserDomain | undefined,
): UserDomain {
  if (!domain || !isWithin(domain.path, caller.path)) throw notFound('domain', 'domainId');
  if (!isWithin(ownerPath, domain.path)) {
    throw invalid('domainId', 'must name a domain of the customer or of a level above it');
  }
  return domain;
}

/** @throws DomainError notFound; validation where the user may not register in it */
export async function findDomain(
  context: MutationContext,
  ownerPath: string,
  domainId: string,
): Promise<UserDomain> {
  const [found] = await context.tx.prepared<UserDomain>('select id, domain, path from domain where id = $1', [
    domainId,
  ]);
  return requireUsable(context, ownerPath, found);
}

type OwnerAndDomain = OwnerRow & {
  namedId: string | null;
  namedDomain: string | null;
  namedPath: string | null;
};

/** The owner of a new user together with the domain that was named ($4), in one statement. */
export const ownerAndDomainModel: HeldModel<OwnerAndDomain> = {
  ...ownerModel,
  from: 'customer t left join domain d on d.id = $4::uuid',
  columns: { ...ownerModel.columns, namedId: 'd.id', namedDomain: 'd.domain', namedPath: 'd.path' },
};

/** The domain of a new user: the one that was named, else the default one of the nearest level upwards, in scope or not. */
export async function domainOf(
  context: MutationContext,
  owner: OwnerAndDomain,
  domainId: string | undefined,
): Promise<UserDomain> {
  if (domainId === undefined) return nearestDefault(context, owner.path);
  const { namedId: id, namedDomain: domain, namedPath: path } = owner;
  const named = id !== null && domain !== null && path !== null ? { id, domain, path } : undefined;
  return requireUsable(context, owner.path, named);
}

async function nearestDefault({ tx }: MutationContext, ownerPath: string): Promise<UserDomain> {
  const [nearest] = await tx.prepared<UserDomain>(
    `select id, domain, path from domain
     where is_default and path collate "C" = any (path_ancestors($1)) order by length(path) desc limit 1`,
    [ownerPath],
  );
  if (!nearest) {
    throw invalid(
      'domainId',
      'must be given: neither the customer nor a level above it has a default domain',
    );
  }
  return nearest;
}
