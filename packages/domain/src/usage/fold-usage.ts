import type { Db, Tx } from '@strowger/db';

const ROWS_AT_ONCE = 20_000;

const counts = ['calls', 'seizures', 'answered', 'unrated', 'talk_seconds', 'cost_seconds'];
const hourMeasures = [...counts, 'revenue_seconds', 'cost', 'revenue', 'parent_cost'];
const dayMeasures = [...counts, 'cost', 'parent_cost'];
const hourKeys = `tenant_id, customer_id, parent_id, hour, direction, country, cost_currency, revenue_currency, parent_currency`;
const dayKeys = `tenant_id, parent_id, day, customer_id, cost_currency, parent_currency`;

const sums = (measures: readonly string[]) => measures.map((name) => `sum(${name}) as ${name}`).join(', ');
const added = (measures: readonly string[]) =>
  measures.map((name) => `${name} = u.${name} + excluded.${name}`).join(', ');

/** Takes some deltas out and adds them to the hours and days they belong to: one statement, all of it or nothing. */
const FOLD = `
  with taken as (
    delete from usage_delta where ctid = any (array(select ctid from usage_delta limit ${ROWS_AT_ONCE})) returning *
  ), hours as (
    insert into usage_hour as u (${hourKeys}, ${hourMeasures.join(', ')})
    select ${hourKeys}, ${sums(hourMeasures)} from taken group by ${hourKeys}
    on conflict (customer_id, hour, direction, country, parent_id, cost_currency, revenue_currency, parent_currency, tenant_id)
    do update set ${added(hourMeasures)}
  ), days as (
    insert into usage_customer_day as u (${dayKeys}, ${dayMeasures.join(', ')})
    select tenant_id, parent_id, (hour at time zone 'UTC')::date, customer_id, cost_currency, parent_currency,
      ${sums(dayMeasures)} from taken where parent_id <> '00000000-0000-0000-0000-000000000000'
    group by 1, 2, 3, 4, 5, 6
    on conflict (parent_id, day, customer_id, cost_currency, parent_currency, tenant_id)
    do update set ${added(dayMeasures)}
  )
  select count(*)::int as taken from taken`;

/**
 * Folds what batches have added, until nothing is left. One process at a time does it; the others find it busy.
 * @returns the number of rows folded
 */
export async function foldUsage({ db }: { db: Db }): Promise<number> {
  let folded = 0;
  for (;;) {
    const taken = await foldSome(db);
    folded += taken;
    if (taken < ROWS_AT_ONCE) return folded;
  }
}

const TIMEOUT_MS = 60_000;

function foldSome(db: Db): Promise<number> {
  const fold = async (tx: Tx) => {
    const [lock] = await tx.$queryRawUnsafe<{ got: boolean }[]>(
      `select pg_try_advisory_xact_lock(hashtext('fold usage')) as got`,
    );
    if (!lock?.got) return 0;
    const [row] = await tx.$queryRawUnsafe<{ taken: number }[]>(FOLD);
    return row?.taken ?? 0;
  };
  return db.prisma.$transaction(fold, { timeout: TIMEOUT_MS });
}
