import { setTimeout as sleep } from 'node:timers/promises';
import type { DomainDeps } from '../core/context.ts';
import { USAGE_LOCK } from '../usage/usage-lock.ts';

type Deps = Pick<DomainDeps, 'db' | 'clock'>;
type Due = { id: string; version: number };

const LIMITS_AT_ONCE = 100;
const LOOK_MS = 20;

/**
 * Counts limits that are new, or count other calls than before, from the records of their window.
 * @returns how many were counted
 */
export async function recountLimits(deps: Deps): Promise<number> {
  const due = await deps.db.rows<Due>(
    `select l.id, l.version from limit_state s join "limit" l on l.id = s.limit_id
     where s.recount order by s.limit_id limit ${LIMITS_AT_ONCE}`,
  );
  if (due.length === 0) return 0;
  await earlierBatches(deps);
  for (const limit of due) await recount(deps, limit);
  return due.length;
}

/**
 * Waits for the batches that run now: they may have begun before the limit was there, and count nothing for it. Each holds
 * this lock since before its snapshot (`inSnapshot`); nobody waits for us.
 */
async function earlierBatches({ db }: Deps): Promise<void> {
  const running = () =>
    db.rows<{ id: string }>(
      `select virtualtransaction as id from pg_locks where relation = 'limit_delta'::regclass
         and database = (select oid from pg_database where datname = current_database())
         and mode = 'RowExclusiveLock' and granted`,
    );
  const earlier = new Set((await running()).map(({ id }) => id));
  while (earlier.size > 0) {
    const still = new Set((await running()).map(({ id }) => id));
    for (const id of earlier) if (!still.has(id)) earlier.delete(id);
    if (earlier.size > 0) await sleep(LOOK_MS);
  }
}

/**
 * One statement sees one state: the records of all batches that have ended, and what they have added, which is thrown away
 * for what is counted here. What a later batch adds is not seen, and stays. Nothing is folded meanwhile.
 */
const RECOUNT = `
  with l as (
    select l.*, case l.period when 'hour' then interval '1 minute' else interval '15 minutes' end as slot_length,
      limit_slot_from(l.period, l."window", coalesce(l.time_zone, c.time_zone), $2::timestamptz) as slots
    from "limit" l join customer c on c.id = l.customer_id where l.id = $1::uuid
  ), counted as (
    select date_bin(l.slot_length, r.started_at, '2000-01-01T00:00:00Z') as slot, l.type, coalesce(r.to_number, r."to") as number,
      case l.type when 'minutes' then (r.talk_ms + 999) / 1000 when 'spend' then coalesce(g.cost_amount, 0) else 1 end as value
    from l
    join charge g on g.customer_id = l.customer_id and g.started_at >= l.slots
    join call_record r on (r.started_at, r.id, r.tenant_id) = (g.started_at, g.record_id, g.tenant_id) and r.started_at >= l.slots
    where l.enabled and not r.b_leg and not r.emergency and r.direction <> 'internal' and r.disposition <> 'blocked'
      and (l.user_id is null or r.user_id = l.user_id)
      and (l.direction is null or (l.direction = 'inbound') = (r.direction = 'inbound'))
      and (cardinality(l.countries) + cardinality(l.prefixes) = 0 or r.country = any (l.countries)
        or exists (select from unnest(l.prefixes) p (prefix) where starts_with(r.to_number, '+' || p.prefix)))
  ), slots as (
    select slot, sum(value) as value from counted where type <> 'distinctNumbers' group by 1
  ), numbers as (
    select number, max(slot) as slot from counted where type = 'distinctNumbers' group by 1
  ), thrown as (
    delete from limit_delta where limit_id = $1::uuid
  ), old_slots as (
    delete from limit_slot where limit_id = $1::uuid and slot not in (select slot from slots)
  ), old_numbers as (
    delete from limit_number where limit_id = $1::uuid and number not in (select number from numbers)
  ), new_slots as (
    insert into limit_slot (limit_id, slot, value) select $1::uuid, slot, value from slots
    on conflict (limit_id, slot) do update set value = excluded.value
  ), new_numbers as (
    insert into limit_number (limit_id, number, slot) select $1::uuid, number, slot from numbers
    on conflict (limit_id, number) do update set slot = excluded.slot
  )
  update limit_state set recount = false, assess = true where limit_id = $1::uuid`;

function recount({ db, clock }: Deps, { id, version }: Due): Promise<void> {
  return db.transaction(async ({ rows }) => {
    await rows(`select from (select pg_advisory_xact_lock(${USAGE_LOCK})) taken`);
    // Changed since we looked, it waits for the next look: batches may have begun in between. Who changes it now waits.
    const [due] = await rows(
      `select s.limit_id from limit_state s join "limit" l on l.id = s.limit_id
         where s.limit_id = $1::uuid and l.version = $2::int and s.recount for update of s`,
      [id, version],
    );
    if (due) await rows(RECOUNT, [id, clock.now()]);
  });
}
