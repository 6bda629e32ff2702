import { base32ToUuid, idPrefixes, uuidToBase32 } from '@strowger/contracts';

/** Characters of one level in a path. */
export const LEVEL_LENGTH = 26;
export const MAX_DEPTH = 12;

/** The path of a child of `parentPath`. */
export const childPath = (parentPath: string, id: string): string => parentPath + uuidToBase32(id);

/** Whether `path` is the node at `scopePath` or below it. */
export const isWithin = (path: string, scopePath: string): boolean => path.startsWith(scopePath);

/** The id of the node at a path, and of its parent: a path is made of the very characters of ids. */
export const idAt = (path: string): string => `${idPrefixes.customer}_${path.slice(-LEVEL_LENGTH)}`;
export const parentIdAt = (path: string): string | null =>
  path.length > LEVEL_LENGTH ? idAt(path.slice(0, -LEVEL_LENGTH)) : null;

/** uuids from the root down to the node itself. */
export function pathIds(path: string): string[] {
  const ids: string[] = [];
  for (let at = 0; at < path.length; at += LEVEL_LENGTH)
    ids.push(base32ToUuid(path.slice(at, at + LEVEL_LENGTH)));
  return ids;
}

/** Paths of the nodes above a node, from the root down. */
export function pathsAbove(path: string): string[] {
  const above: string[] = [];
  for (let end = LEVEL_LENGTH; end < path.length; end += LEVEL_LENGTH) above.push(path.slice(0, end));
  return above;
}

/** The upper bound of a subtree's range: every path of it sorts below this under COLLATE "C". */
export const subtreeEnd = (path: string): string => `${path}~`;

/** The top-level reseller of a node (the root itself for the root): the tenant of its records. */
export const tenantId = (path: string): string => {
  const top = path.length > LEVEL_LENGTH ? path.slice(LEVEL_LENGTH, 2 * LEVEL_LENGTH) : path;
  return base32ToUuid(top);
};

/** Depth of the nearest node that has both at or below it. */
export function commonDepth(one: string, other: string): number {
  let end = 0;
  while (end < one.length && one.startsWith(other.slice(0, end + LEVEL_LENGTH)) && end < other.length)
    end += LEVEL_LENGTH;
  return end / LEVEL_LENGTH;
}

/** Depth of a node, the root being 1. */
export const depthOf = (path: string): number => path.length / LEVEL_LENGTH;
