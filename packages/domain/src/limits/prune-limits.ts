import type { DomainDeps } from '../core/context.ts';

/** Removes what lies before the windows of now, and what limits that are gone have left. */
export async function pruneLimits({ db, clock }: Pick<DomainDeps, 'db' | 'clock'>): Promise<void> {
  for (const table of ['limit_slot', 'limit_number']) {
    await db.rows(
      `delete from ${table} t where not exists (
         select from "limit" l join customer c on c.id = l.customer_id where l.id = t.limit_id
           and t.slot >= limit_slot_from(l.period, l."window", coalesce(l.time_zone, c.time_zone), $1::timestamptz))`,
      [clock.now()],
    );
  }
}
