import type { MutationContext } from '../core/context.ts';
import { DomainError, invalid } from '../core/domain-error.ts';
import { childPath, depthOf, isWithin, MAX_DEPTH, subtreeEnd } from '../core/tree-path.ts';
import { holdRow } from '../core/write.ts';
import { ownedKinds } from '../owned/kinds.ts';
import { requireParentable } from './create-customer.ts';
import { type CustomerRow, customerModel } from './read-model.ts';

/** Every table that keeps the path of its owner. Charges keep none: a move never rewrites history. */
const scopedTables = [
  'user',
  'domain',
  'tariffplan',
  'rerating',
  'api_key',
  ...ownedKinds,
  'number_range',
  'ledger_entry',
  'call_record_source',
  'quarantined_record',
  'consumer',
  'call_record_request',
  'audit_entry',
] as const;

/**
 * Puts a customer and all below it under another parent of the caller's scope. The caller holds the tree's lock.
 * @returns its new path
 * @throws DomainError validation, for a parent that would make a cycle or a tree too deep
 */
export async function moveCustomer(
  context: MutationContext,
  moved: CustomerRow,
  parentId: string,
): Promise<string> {
  const { tx } = context;
  const parent = await holdRow(context, customerModel, parentId, 'parentId');
  if (isWithin(parent.path, moved.path))
    throw invalid('parentId', 'must not name the customer itself or one below it');
  requireParentable(parent);
  if (moved.parentId === null) throw new DomainError('conflict', 'The platform itself does not move.');
  const path = childPath(parent.path, moved.id);
  const [deepest] = await tx.$queryRaw<[{ depth: number }]>`
    select max(depth)::int as depth from customer where path >= ${moved.path} and path < ${subtreeEnd(moved.path)}`;
  if (depthOf(path) + (deepest?.depth ?? 0) - depthOf(moved.path) > MAX_DEPTH) {
    throw invalid('parentId', `would make the tree deeper than ${MAX_DEPTH} levels`);
  }
  const range = [path, moved.path.length + 1, moved.path, subtreeEnd(moved.path)] as const;
  await tx.$executeRawUnsafe(
    `update customer set path = $1::text || substr(path, $2::int), depth = length($1::text || substr(path, $2::int)) / 26,
       moved_at = $5::timestamptz
     where path >= $3 and path < $4`,
    ...range,
    context.now,
  );
  for (const table of scopedTables) {
    await tx.$executeRawUnsafe(
      `update "${table}" set path = $1::text || substr(path, $2::int) where path >= $3 and path < $4`,
      ...range,
    );
  }
  await tx.customer.update({ where: { id: moved.id }, data: { parentId: parent.id } });
  return path;
}
