import type { Customer } from '@strowger/contracts';
import type { Caller } from './caller.ts';
import type { QueryContext } from './context.ts';
import type { Parameters } from './read.ts';
import { LEVEL_LENGTH, MAX_DEPTH, pathsAbove, subtreeEnd } from './tree-path.ts';

type CustomerStatus = Customer['status'];

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

const INACTIVE_AMONG = `a.status <> 'active' and a.path = any`;

/** The same where the path is known here: a third of the time, as nothing is cut in SQL. @param paths place of `statusPaths` */
export const statusAmong = (paths: string): string =>
  `coalesce((select max(a.status) from customer a where ${INACTIVE_AMONG} (${paths}::text[])), 'active')`;

/** The paths whose statuses count for a node: its own and those above. */
export const statusPaths = (path: string): string[] => [...pathsAbove(path), path];

type Placed = { path: string; status: CustomerStatus; effectiveStatus: CustomerStatus };

/**
 * SQL of whether anybody who can have customers is not active, at or above the caller or in its subtree. Mostly nobody is, and
 * a page need not look above its rows.
 */
export const anyInactiveAbove = (parameters: Parameters, { path }: Caller): string =>
  `exists (select from customer a where a.status <> 'active' and a.kind <> 'end'
    and (a.path = any (${parameters.add(pathsAbove(path))}::text[])
      or (a.path >= ${parameters.add(path)} and a.path < ${parameters.add(subtreeEnd(path))})))`;

const INACTIVE = `select a.path, a.status from customer a where ${INACTIVE_AMONG} ($1::text[])`;
const bySeverity: readonly CustomerStatus[] = ['active', 'suspended', 'terminated'];

/** The same for a page of customers: those above them are looked up together, as one look-up a row took longer than the page. */
export async function completeEffectiveStatus(
  { deps }: QueryContext,
  rows: Placed[],
  anyAbove: boolean,
): Promise<void> {
  const inactive = anyAbove ? await readInactiveAbove(deps, rows) : new Map<string, CustomerStatus>();
  for (const row of rows) row.effectiveStatus = worstOf(row, inactive);
}

async function readInactiveAbove(
  { db }: QueryContext['deps'],
  rows: readonly Placed[],
): Promise<Map<string, CustomerStatus>> {
  const above = new Set(rows.flatMap(({ path }) => pathsAbove(path)));
  const found = await db.prepared<Pick<Placed, 'path' | 'status'>>(INACTIVE, [[...above]]);
  return new Map(found.map(({ path, status }) => [path, status]));
}

function worstOf({ path, status }: Placed, inactive: ReadonlyMap<string, CustomerStatus>): CustomerStatus {
  if (inactive.size === 0) return status;
  const severities = pathsAbove(path).map((each) => bySeverity.indexOf(inactive.get(each) ?? 'active'));
  return bySeverity[Math.max(bySeverity.indexOf(status), ...severities)] as CustomerStatus;
}
