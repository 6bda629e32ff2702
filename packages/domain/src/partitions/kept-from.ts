import type { Db } from '@strowger/db';

/** From when on call records are kept; null where all are. */
export async function readKeptFrom(rows: Db['rows']): Promise<Date | null> {
  const [row] = await rows<{ keptFrom: Date }>('select kept_from as "keptFrom" from record_retention');
  return row?.keptFrom ?? null;
}
