import type { Db } from '@strowger/db';
import { DomainError } from '../core/domain-error.ts';

/** From when on call records are kept; null where all are. */
export async function readKeptFrom(rows: Db['rows']): Promise<Date | null> {
  const [row] = await rows<{ keptFrom: Date }>('select kept_from as "keptFrom" from record_retention');
  return row?.keptFrom ?? null;
}

/** For what was ordered while its records were there. @throws DomainError gone */
export async function requireStillKept(rows: Db['rows'], from: Date): Promise<void> {
  const keptFrom = await readKeptFrom(rows);
  if (!keptFrom || from >= keptFrom) return;
  throw new DomainError('gone', `Records before ${keptFrom.toISOString()} are not kept any more.`);
}
