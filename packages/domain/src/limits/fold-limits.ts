import type { DomainDeps } from '../core/context.ts';
import { USAGE_LOCK } from '../usage/usage-lock.ts';

const ROWS_AT_ONCE = 20_000;

/** Adds some deltas to the counters they belong to, all or nothing; those of limits that are gone are dropped. */
const FOLD = `
  with taken as (
    delete from limit_delta where ctid = any (array(select ctid from limit_delta limit ${ROWS_AT_ONCE})) returning *
  ), known as (
    select taken.* from taken join "limit" l on l.id = taken.limit_id
  ), slots as (
    insert into limit_slot as s (limit_id, slot, value)
    select limit_id, slot, sum(value) from known where number is null group by 1, 2
    on conflict (limit_id, slot) do update set value = s.value + excluded.value
  ), numbers as (
    insert into limit_number as n (limit_id, number, slot)
    select limit_id, number, max(slot) from known where number is not null group by 1, 2
    on conflict (limit_id, number) do update set slot = excluded.slot where excluded.slot > n.slot
  ), touched as (
    update limit_state set assess = true where not assess and limit_id in (select limit_id from known)
  )
  select count(*)::int as taken from taken`;

/** Folds what batches have added to counters of limits, until nothing is left. @returns the number of rows folded */
export async function foldLimits({ db }: Pick<DomainDeps, 'db'>): Promise<number> {
  for (let folded = 0; ; ) {
    const taken = await db.transaction(async ({ rows }) => {
      const [lock] = await rows<{ got: boolean }>(`select pg_try_advisory_xact_lock(${USAGE_LOCK}) as got`);
      if (!lock?.got) return 0;
      const [row] = await rows<{ taken: number }>(FOLD);
      return row?.taken ?? 0;
    });
    folded += taken;
    if (taken < ROWS_AT_ONCE) return folded;
  }
}
