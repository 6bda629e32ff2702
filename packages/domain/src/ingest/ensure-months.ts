import type { Db } from '@strowger/db';

/** Makes the partitions of months that this process has not seen, each in a transaction of its own. */
export async function ensureMonths(db: Db, seen: Set<string>, times: Iterable<Date>): Promise<void> {
  const missing = new Map<string, Date>();
  for (const at of times) {
    const month = at.toISOString().slice(0, 7);
    if (!seen.has(month)) missing.set(month, at);
  }
  for (const [month, at] of missing) {
    await db.rows('select ensure_month($1)', [at]);
    seen.add(month);
  }
}

/** The partition of a row was not there: somebody removed it since. A broken check names its constraint, this does not. */
export function isMissingMonth(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === '23514' && constraint === undefined;
}
