import { LEVEL_LENGTH, MAX_DEPTH } from './tree-path.ts';

/**
 * SQL of the worst status on a path to the root: what counts for calls and for writing. Written out instead of called, as
 * PostgreSQL starts a function's statement anew for every row: a page of 50 customers took five times as long by one. Looks
 * into the small index of those that are not active only.
 * @param path SQL of the path
 */
export function effectiveStatus(path: string): string {
  const levels = Array.from(
    { length: MAX_DEPTH },
    (_, level) => `left(${path}, ${LEVEL_LENGTH * (level + 1)})`,
  );
  return `coalesce((select max(a.status) from customer a
    where a.status <> 'active' and a.path in (${levels.join(', ')})), 'active')`;
}
