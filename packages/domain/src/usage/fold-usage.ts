import type { DomainDeps } from '../core/context.ts';
import { assessBalances } from '../ledger/assess-balances.ts';
import { USAGE_LOCK } from './usage-lock.ts';

const ROWS_AT_ONCE = 20_000;

const counts = ['calls', 'seizures', 'answered', 'unrated', 'talk_seconds', 'cost_seconds'];
const hourMeasures = [...counts, 'revenue_seconds', 'cost', 'revenue', 'parent_cost'];
const dayMeasures = [...counts, 'cost', 'parent_cost'];
const hourKeys = `tenant_id, customer_id, parent_id, hour, direction, country, cost_currency, revenue_currency, parent_currency, levels_above`;
const dayKeys = `tenant_id, parent_id, day, customer_id, cost_currency, parent_currency`;

const sums = (measures: readonly string[]) => measures.map((name) => `sum(${name}) as ${name}`).join(', ');
const added = (measures: readonly string[]) =>
  measures.map((name) => `${name} = u.${name} + excluded.${name}`).join(', ');

/**
 * Takes some deltas out and adds them to the hours, days and accounts that they belong to: one statement, all of it or
 * nothing. Gives how many there were, and whose accounts have changed.
 */
const FOLD = `
  with taken as (
    delete from usage_delta where ctid = any (array(select ctid from usage_delta limit ${ROWS_AT_ONCE})) returning *
  ), hours as (
    insert into usage_hour as u (${hourKeys}, ${hourMeasures.join(', ')})
    select ${hourKeys}, ${sums(hourMeasures)} from taken group by ${hourKeys}
    on conflict (customer_id, hour, direction, country, parent_id, levels_above, cost_currency, revenue_currency, parent_currency, tenant_id)
    do update set ${added(hourMeasures)}
  ), days as (
    insert into usage_customer_day as u (${dayKeys}, ${dayMeasures.join(', ')})
    select tenant_id, parent_id, (hour at time zone 'UTC')::date, customer_id, cost_currency, parent_currency,
      ${sums(dayMeasures)} from taken where parent_id <> '00000000-0000-0000-0000-000000000000'
    group by 1, 2, 3, 4, 5, 6
    on conflict (parent_id, day, customer_id, cost_currency, parent_currency, tenant_id)
    do update set ${added(dayMeasures)}
  ), accounts as (
    insert into account as a (customer_id, currency, unposted, unposted_since, period_from, period_to)
    select customer_id, cost_currency, sum(cost), $1::timestamptz, min(hour), max(hour) + interval '1 hour'
    from taken where cost <> 0 group by 1, 2
    on conflict (customer_id, currency) do update set unposted = a.unposted + excluded.unposted,
      unposted_since = coalesce(a.unposted_since, excluded.unposted_since),
      period_from = least(a.period_from, excluded.period_from), period_to = greatest(a.period_to, excluded.period_to)
    returning customer_id
  )
  select (select count(*)::int from taken) as taken, array(select customer_id from accounts) as charged`;

/**
 * Folds what batches have added, until nothing is left, and tells whose balance has become low. One process at a time
 * does it; the others find it busy.
 * @returns the number of rows folded
 */
export async function foldUsage(deps: Pick<DomainDeps, 'db' | 'clock'>): Promise<number> {
  for (let folded = 0; ; ) {
    const taken = await foldSome(deps);
    folded += taken;
    if (taken < ROWS_AT_ONCE) return folded;
  }
}

function foldSome({ db, clock }: Pick<DomainDeps, 'db' | 'clock'>): Promise<number> {
  return db.transaction(async ({ rows }) => {
    const [lock] = await rows<{ got: boolean }>(`select pg_try_advisory_xact_lock(${USAGE_LOCK}) as got`);
    if (!lock?.got) return 0;
    const now = clock.now();
    const [row] = await rows<{ taken: number; charged: string[] }>(FOLD, [now]);
    if (!row) return 0;
    if (row.charged.length > 0) await assessBalances(rows, row.charged, now);
    return row.taken;
  });
}
