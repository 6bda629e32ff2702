import { decodeId, encodeId, type IdKind, idPrefixes } from '@strowger/contracts';
import type { MutationContext } from '../core/context.ts';
import { DomainError, invalid, notFound } from '../core/domain-error.ts';
import { isWithin, subtreeEnd } from '../core/tree-path.ts';
import type { OwnedKind } from './kinds.ts';

/** Tables that owned things refer to, and how the place of their owner is found. */
const tables = {
  user: 'user',
  destination: 'destination',
  extension: 'extension',
  forward: 'forward',
} as const;
export type ReferenceKind = keyof typeof tables;

/**
 * Holds the thing that `field` refers to: one of the caller's scope, of the owner's own branch (the owner's customer, a
 * level above or one below).
 * @throws DomainError notFound, validation
 */
export async function requireReference(
  { tx, caller }: MutationContext,
  kind: ReferenceKind,
  id: string,
  field: string,
  ownerPath: string,
): Promise<void> {
  const [row] = await tx.$queryRawUnsafe<{ path: string }[]>(
    `select path from "${tables[kind]}" where id = $1::uuid and path >= $2 and path < $3 for share`,
    id,
    caller.path,
    subtreeEnd(caller.path),
  );
  if (!row) throw notFound(kind, field);
  if (!isWithin(row.path, ownerPath) && !isWithin(ownerPath, row.path)) {
    throw invalid(field, `must name a ${kind} of the same customer, of a level above or of one below`);
  }
}

/** A wire id of one of several kinds, taken apart. */
export function parseReference<K extends IdKind>(
  wireId: string,
  kinds: readonly K[],
): { kind: K; id: string } {
  for (const kind of kinds) {
    const id = wireId.startsWith(`${idPrefixes[kind]}_`) ? decodeId(kind, wireId) : undefined;
    if (id !== undefined) return { kind, id };
  }
  throw new RangeError('not an id of these kinds');
}

const NAMED_MAX = 20;

/** Where a thing is referred to, by table and column. */
export type Dependency = {
  kind: OwnedKind | 'user' | 'customer';
  column: string;
};

/** @throws DomainError conflict that names what depends on the thing, as far as the caller may know it */
export async function refuseWhileReferred(
  { tx, caller }: MutationContext,
  kind: ReferenceKind | 'domain' | 'tariffplan',
  id: string,
  dependencies: readonly Dependency[],
): Promise<void> {
  const names: string[] = [];
  let hidden = false;
  for (const { kind: dependent, column } of dependencies) {
    const rows = await tx.$queryRawUnsafe<{ id: string; path: string }[]>(
      `select id, path from "${dependent}" where "${column}" = $1::uuid limit ${NAMED_MAX}`,
      id,
    );
    for (const row of rows) {
      if (isWithin(row.path, caller.path)) names.push(encodeId(dependent, row.id));
      else hidden = true;
    }
  }
  if (names.length === 0 && !hidden) return;
  const listed = names.slice(0, NAMED_MAX).join(', ') || 'things outside of your scope';
  throw new DomainError('conflict', `The ${kind} is in use by ${listed}.`);
}
