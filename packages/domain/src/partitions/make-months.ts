import type { DomainDeps } from '../core/context.ts';

const MONTHS_AHEAD = 2;

/** Months for the records of now and of the next two months. An ingest makes those of older records itself. */
export async function makeMonths({ db, clock }: Pick<DomainDeps, 'db' | 'clock'>): Promise<void> {
  const now = clock.now();
  for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
    await db.rows('select ensure_month($1)', [month]);
  }
}
