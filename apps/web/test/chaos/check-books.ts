import type { Db } from '@strowger/db';

/** Each gives a row for each fault. */
const checks: Record<string, string> = {
  'a charge whose revisions are not all there': `
    select g.record_id, g.customer_id, g.revision, h.kept
    from charge g left join lateral (
      select count(*)::int as kept, max(h.revision) as newest from charge_history h
      where (h.customer_id, h.started_at, h.record_id, h.tenant_id) = (g.customer_id, g.started_at, g.record_id, g.tenant_id)) h on true
    where g.revision <> h.kept + 1 or (h.kept > 0 and h.newest <> g.revision - 1)`,
  'a ledger that is not the sum of the charges': `
    select coalesce(g.customer_id, l.customer_id) as customer, g.charged, l.counted
    from (select customer_id, cost_currency as currency, sum(cost_amount) as charged from charge
          where cost_currency is not null group by 1, 2) g
    full join (select customer_id, currency, sum(amount) as counted from (
        select customer_id, currency, -amount as amount from ledger_entry where kind = 'charges'
        union all select customer_id, currency, unposted from account) booked group by 1, 2) l
      on (l.customer_id, l.currency) = (g.customer_id, g.currency)
    where coalesce(g.charged, 0) <> coalesce(l.counted, 0)`,
  'a balance that is not the sum of its entries': `
    select c.id, c.balance, sum(e.amount) as entries from customer c left join ledger_entry e on e.customer_id = c.id
    group by c.id having c.balance <> coalesce(sum(e.amount), 0)`,
  'an entry whose balance follows from no other': `
    select id, customer_id, amount, balance_after from ledger_entry e
    where balance_after <> amount and not exists (select from ledger_entry before
      where before.customer_id = e.customer_id and before.balance_after = e.balance_after - e.amount)`,
  'usage that is not what the records say': `
    with told as (
      select customer_id, hour, direction, sum(calls) as calls, sum(answered) as answered, sum(unrated) as unrated,
        sum(talk_seconds) as talk, sum(cost_seconds) as billed, sum(cost) as cost, sum(revenue) as revenue
      from usage_hour group by 1, 2, 3),
    counted as (
      select g.customer_id, date_trunc('hour', r.started_at) as hour, r.direction, count(*) as calls,
        count(*) filter (where r.disposition = 'answered') as answered,
        count(*) filter (where g.rating_status in ('unrated', 'failed')) as unrated, sum((r.talk_ms + 999) / 1000) as talk,
        coalesce(sum(g.cost_billed_seconds), 0) as billed, coalesce(sum(g.cost_amount), 0) as cost,
        coalesce(sum(g.revenue_amount), 0) as revenue
      from charge g join call_record r on (r.started_at, r.id, r.tenant_id) = (g.started_at, g.record_id, g.tenant_id)
      group by 1, 2, 3)
    select * from told t full join counted c using (customer_id, hour, direction)
    where (t.calls, t.answered, t.unrated, t.talk, t.billed, t.cost, t.revenue)
      is distinct from (c.calls, c.answered, c.unrated, c.talk, c.billed, c.cost, c.revenue)`,
  'a usage of days that is not that of hours': `
    with days as (select parent_id, customer_id, sum(calls) as calls, sum(cost) as cost, sum(parent_cost) as paid
        from usage_customer_day group by 1, 2),
      hours as (select parent_id, customer_id, sum(calls) as calls, sum(cost) as cost, sum(parent_cost) as paid
        from usage_hour where parent_id in (select parent_id from usage_customer_day) group by 1, 2)
    select * from days d full join hours h using (parent_id, customer_id)
    where (d.calls, d.cost, d.paid) is distinct from (h.calls, h.cost, h.paid)`,
  'a prepared transaction': 'select gid from pg_prepared_xacts',
  'a transaction that nobody goes on with': `
    select pid, application_name, query from pg_stat_activity
    where state like 'idle in transaction%' and state_change < now() - interval '5 seconds'`,
};

export async function checkBooks(db: Db, faults: string[]): Promise<void> {
  for (const [fault, sql] of Object.entries(checks)) {
    const rows = await db.rows(sql);
    if (rows.length > 0) faults.push(`${rows.length} × ${fault}: ${JSON.stringify(rows[0])}`);
  }
}

/** Once all processes have ended, nothing of them is left in the database. */
export async function checkNothingLeft(db: Db, faults: string[]): Promise<void> {
  const left = await db.rows(
    `select a.application_name, l.locktype, l.mode from pg_stat_activity a left join pg_locks l using (pid)
     where a.application_name in ('strowger-web', 'strowger-worker', 'strowger-queue', 'strowger-enqueue')
        or (l.locktype = 'advisory' and a.application_name not like 'strowger launcher %')`,
  );
  if (left.length > 0)
    faults.push(`${left.length} connections or locks are left: ${JSON.stringify(left[0])}`);
}
