import type { Db } from '@strowger/db';
import type { DomainDeps } from '../core/context.ts';

type Month = { parent: string; child: string; state: 'attached' | 'pending' | 'detached'; startedAt: Date };

/** How long a month that was detached can be had back, by a longer retention. */
const GRACE_MONTHS = 1;

/**
 * Retires months of call records and their charges that are older than the retention: detached first, without holding up
 * anybody who writes or reads, and dropped a month later. Those that are to be kept again are attached again.
 * Workers take turns: the one that comes second has nothing to do.
 * @param retentionMonths whole months that are kept beside the one at hand; undefined: all
 */
export async function retireMonths(
  { db, clock }: Pick<DomainDeps, 'db' | 'clock'>,
  retentionMonths: number | undefined,
): Promise<void> {
  // A lock of the session, as a detachment cannot be part of a transaction.
  await db.hold(async (client) => {
    const rows: Db['rows'] = async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(sql, [...values])).rows;
    const [lock] = await rows<{ taken: boolean }>(
      `select pg_try_advisory_lock(hashtext('retire_months')) as taken`,
    );
    if (!lock?.taken) return;
    try {
      const keptFrom = retentionMonths === undefined ? null : monthsBefore(clock.now(), retentionMonths);
      await storeKeptFrom(rows, keptFrom);
      for (const month of await readMonths(rows)) await settle(rows, month, keptFrom);
    } finally {
      await rows(`select pg_advisory_unlock(hashtext('retire_months'))`);
    }
  });
}

const monthsBefore = (at: Date, months: number): Date =>
  new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - months, 1));

/** Before anything is detached, so that nobody makes a month again that is about to go. */
async function storeKeptFrom(rows: Db['rows'], keptFrom: Date | null): Promise<void> {
  if (keptFrom === null) {
    await rows('delete from record_retention');
    return;
  }
  await rows(
    'insert into record_retention (kept_from) values ($1) on conflict (id) do update set kept_from = excluded.kept_from',
    [keptFrom],
  );
}

const readMonths = (rows: Db['rows']): Promise<Month[]> =>
  rows<Month>(
    `select parent, child, state, month_start as "startedAt" from monthly_partition order by child`,
  );

async function settle(rows: Db['rows'], month: Month, keptFrom: Date | null): Promise<void> {
  const { parent, child, state, startedAt } = month;
  if (state === 'pending') await rows(`alter table "${parent}" detach partition "${child}" finalize`);
  if (keptFrom === null || startedAt >= keptFrom) {
    if (state !== 'attached') await rows('select ensure_month($1)', [startedAt]);
  } else if (state === 'attached') {
    await rows(`alter table "${parent}" detach partition "${child}" concurrently`);
  } else if (startedAt < monthsBefore(keptFrom, GRACE_MONTHS)) {
    await rows(`drop table "${child}"`);
  }
}
