import type { DomainDeps } from '../core/context.ts';

const MAIL_DAYS = 30;

/** Removes what lies before the windows of now, what limits that are gone have left, and mails that are done with. */
export async function pruneLimits({ db, clock }: Pick<DomainDeps, 'db' | 'clock'>): Promise<void> {
  for (const table of ['limit_slot', 'limit_number']) {
    await db.rows(
      `delete from ${table} t where not exists (
         select from "limit" l join customer c on c.id = l.customer_id where l.id = t.limit_id
           and t.slot >= limit_slot_from(l.period, l."window", coalesce(l.time_zone, c.time_zone), $1::timestamptz))`,
      [clock.now()],
    );
  }
  await db.rows(
    `delete from limit_mail where status in ('sent', 'dead') and created_at < $1::timestamptz - make_interval(days => ${MAIL_DAYS})`,
    [clock.now()],
  );
}
