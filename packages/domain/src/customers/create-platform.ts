import type { Tx } from '@strowger/db';
import { auditInsert } from '../core/audit.ts';
import type { Caller } from '../core/caller.ts';
import type { DomainDeps } from '../core/context.ts';
import { DomainError } from '../core/domain-error.ts';
import { newId } from '../core/new-id.ts';
import { childPath, depthOf } from '../core/tree-path.ts';

export type NewPlatform = {
  name: string;
  currency: string;
  timeZone: string;
  country: string | null;
  locale: string;
};

/**
 * Makes the root of the tree, once in an installation's life.
 * @returns a caller that acts for the platform itself, to make the first operator with
 * @throws DomainError conflict if there is a root already
 */
export function createPlatform(deps: DomainDeps, given: NewPlatform): Promise<Caller> {
  return deps.db.transaction(async (tx) => {
    if (await tx.customer.findFirst({ where: { parentId: null } })) {
      throw new DomainError('conflict', 'The platform is set up already.');
    }
    return insertPlatform(tx, given, deps.clock.now());
  });
}

/** The root of the tree, with its audit entry, in a transaction that knows that there is none. */
export async function insertPlatform(tx: Tx, given: NewPlatform, now: Date): Promise<Caller> {
  const id = newId(now);
  const path = childPath('', id);
  const caller: Caller = { actor: { kind: 'system', name: 'set-up' }, customerId: id, path };
  await tx.customer.create({
    data: {
      id,
      parentId: null,
      path,
      depth: depthOf(path),
      kind: 'platform',
      billingMode: 'postpaid',
      ...given,
      createdAt: now,
      updatedAt: now,
    },
  });
  const entry = { kind: 'customer', id, customerId: id, path, before: null, after: given } as const;
  tx.insertAtCommit(auditInsert({ ...entry, caller, operation: 'system', requestId: id, now }));
  return caller;
}
