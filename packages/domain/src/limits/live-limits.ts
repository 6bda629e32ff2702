import { decodeId, type Limit } from '@strowger/contracts';
import type { Db } from '@strowger/db';
import type { LiveFields } from './read-model.ts';

const WINDOW = 'l.period, l."window", coalesce(l.time_zone, c.time_zone), $1::timestamptz';

/**
 * SQL of limits and where they stand: the limit is `l`, its customer `c`, its stored state `s`; `live` has the window
 * (`from`, `to`), whether the state is of that window (`is_current`) and the counter's `value`, folded or not. $1 is the time
 * now. The SQL of limits that count over time; the others have no state.
 */
export const LIVE_LIMITS = `"limit" l join customer c on c.id = l.customer_id join limit_state s on s.limit_id = l.id
  cross join lateral (
    select *, "window"."to" is null or s.window_started_at = "window"."from" as is_current,
      case when l.type = 'distinctNumbers' then (
        select count(*) from (
          select number from limit_number where limit_id = l.id and slot >= "window".slots and slot < coalesce("window"."to", 'infinity')
          union
          select number from limit_delta where limit_id = l.id and slot >= "window".slots and slot < coalesce("window"."to", 'infinity')
        ) numbers)
      else greatest(0, (
        select coalesce(sum(value), 0) from (
          select value from limit_slot where limit_id = l.id and slot >= "window".slots and slot < coalesce("window"."to", 'infinity')
          union all
          select value from limit_delta where limit_id = l.id and slot >= "window".slots and slot < coalesce("window"."to", 'infinity')
        ) counted)) end as value
    from (select limit_window_from(${WINDOW}) as "from", limit_window_to(${WINDOW}) as "to",
      limit_slot_from(${WINDOW}) as slots) "window") live`;

/** SQL of the value in the unit of the threshold: of minutes, seconds are counted. */
export const IN_UNITS = `trim_scale(case l.type when 'minutes' then trunc(live.value / 60, 4) else live.value end)::text`;

type Row = { id: string; value: string | null; from: Date; to: Date | null; triggeredAt: Date | null };

type Calls = { id: string; calls: number };

/** Limits with what they stand at now: by records, or by the calls that the SIP engine has under way. */
export async function withLiveFields(
  rows: Db['rows'],
  limits: readonly Limit[],
  now: Date,
): Promise<Limit[]> {
  const counted = await withCounters(rows, limits, now);
  const atOnce = counted.filter(({ type, enabled }) => type === 'concurrentCalls' && enabled);
  if (atOnce.length === 0) return counted;
  const calls = await callsUnderWay(
    rows,
    atOnce.map(({ id }) => decodeId('limit', id) as string),
  );
  return counted.map((limit) =>
    atOnce.includes(limit)
      ? { ...limit, currentValue: String(calls.get(decodeId('limit', limit.id) ?? '') ?? 0) }
      : limit,
  );
}

/**
 * A call holds a place under `lim:` of each limit of the payer and `anc:` of each above it, which the engine keeps with its dialogs from the
 * answer on. Of an engine that keeps none in the database there are none.
 */
async function callsUnderWay(rows: Db['rows'], ids: readonly string[]): Promise<Map<string, number>> {
  const found = await rows<Calls>(
    `select held.id, count(*)::int as calls from (
       select distinct v.hash_entry, v.hash_id, substr(place, 5) as id
       from kam.dialog_vars v join kam.dialog d on (d.hash_entry, d.hash_id) = (v.hash_entry, v.hash_id)
       cross join lateral unnest(string_to_array(v.dialog_value, ';')) place
       where v.dialog_key = 'keys' and (place like 'lim:%' or place like 'anc:%') and substr(place, 5) = any ($1::text[])) held
     group by 1`,
    [ids],
  );
  return new Map(found.map(({ id, calls }) => [id, calls]));
}

/** Limits that count over time. */
async function withCounters(rows: Db['rows'], limits: readonly Limit[], now: Date): Promise<Limit[]> {
  const found = await rows<Row>(
    `select l.id, case when s.recount or not l.enabled then null else ${IN_UNITS} end as value, live."from", live."to",
       case when live.is_current and l.enabled then s.triggered_at end as "triggeredAt"
     from ${LIVE_LIMITS} where l.id = any ($2::uuid[])`,
    [now, limits.map(({ id }) => decodeId('limit', id))],
  );
  const byId = new Map(found.map((row) => [row.id, liveFields(row)]));
  return limits.map((limit) => ({ ...limit, ...byId.get(decodeId('limit', limit.id) ?? '') }));
}

const liveFields = ({ value, from, to, triggeredAt }: Row): LiveFields => ({
  currentValue: value,
  windowStartedAt: from.toISOString(),
  resetsAt: to?.toISOString() ?? null,
  triggeredAt: triggeredAt?.toISOString() ?? null,
});
