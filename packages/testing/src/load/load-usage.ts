import type { Db } from '@strowger/db';

const NOBODY = '00000000-0000-0000-0000-000000000000';

const addCharges = (month: string): string => `
  insert into usage_hour (tenant_id, customer_id, parent_id, hour, direction, country, cost_currency, revenue_currency,
    parent_currency, levels_above, calls, seizures, answered, unrated, talk_seconds, cost_seconds, revenue_seconds, cost, revenue, parent_cost)
  select g.tenant_id, g.customer_id, coalesce(p.customer_id, '${NOBODY}'), date_trunc('hour', g.started_at), r.direction,
    coalesce(r.country, ''), coalesce(g.cost_currency, ''), coalesce(g.revenue_currency, ''), coalesce(p.cost_currency, ''),
    2 - g.level, count(*), count(*), count(*) filter (where r.disposition = 'answered'),
    count(*) filter (where g.rating_status = 'unrated'), sum((r.talk_ms + 999) / 1000), coalesce(sum(g.cost_billed_seconds), 0),
    coalesce(sum(g.revenue_billed_seconds), 0), coalesce(sum(g.cost_amount), 0), coalesce(sum(g.revenue_amount), 0),
    coalesce(sum(p.cost_amount), 0)
  from charge_${month} g
  join call_record_${month} r on (r.started_at, r.id, r.tenant_id) = (g.started_at, g.record_id, g.tenant_id)
  left join charge_${month} p on (p.started_at, p.record_id, p.tenant_id, p.level) = (g.started_at, g.record_id, g.tenant_id, g.level + 1)
  where r.record_key like 'load-%'
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 order by 4`;

const ADD_DAYS = `
  insert into usage_customer_day (tenant_id, parent_id, day, customer_id, cost_currency, parent_currency, calls, seizures, answered,
    unrated, talk_seconds, cost_seconds, cost, parent_cost)
  select tenant_id, parent_id, (hour at time zone 'UTC')::date, customer_id, cost_currency, parent_currency, sum(calls), sum(seizures),
    sum(answered), sum(unrated), sum(talk_seconds), sum(cost_seconds), sum(cost), sum(parent_cost)
  from usage_hour u where parent_id <> '${NOBODY}' and exists (
    select from customer c where c.id = u.customer_id and c.name like 'Load %')
  group by 1, 2, 3, 4, 5, 6 order by 3`;

/** Counts the usage of the records that were loaded, as their ingest would have, hour by hour, so that overviews show them. */
export async function loadUsage(db: Db): Promise<void> {
  const months = await db.rows<{ name: string }>(
    `select right(child, 7) as name from monthly_partition where parent = 'charge' and state = 'attached' order by 1`,
  );
  await db.hold(async (client) => {
    // Three columns say which charges are of one record, so that few are expected: each would be looked up alone.
    await client.query(`set work_mem = '256MB'; set enable_nestloop = off`);
    for (const { name } of months) await client.query(addCharges(name));
    await client.query(ADD_DAYS);
    await client.query('reset work_mem; reset enable_nestloop');
    await client.query('vacuum analyze usage_hour, usage_customer_day');
  });
}
