import type { Db } from '@strowger/db';

export type LoadedRecords = { records: number; charges: number; seconds: number };

type Month = { name: string; from: Date; to: Date; records: number };

const BATCH = 200_000;
const SOURCE = '00000000-0000-7000-8000-000000000001';

/**
 * Fills the months before `now` with call records of all end customers, each with three charges (customer, reseller, root),
 * as if they had come in day by day: most calls in office hours, some customers with many, most with few. PostgreSQL makes
 * the rows itself, in batches, into tables that become partitions once they are full: indexes are built then, at once.
 * The same counts give the same rows. Made for measuring: the prices are made up, and no usage is counted.
 */
export async function loadRecords(
  db: Db,
  options: { records: number; months: number; now: Date; log?: (line: string) => void },
): Promise<LoadedRecords> {
  const begin = performance.now();
  await db.hold(async (client) => {
    const run = (sql: string, values: unknown[] = []) => client.query(sql, values);
    await run(`set work_mem = '256MB'; set maintenance_work_mem = '1GB'`);
    await run(`create temp table payer as
      select (row_number() over (order by md5(c.id::text)) - 1)::int as n, c.id, c.parent_id as reseller_id, p.parent_id as root_id
      from customer c join customer p on p.id = c.parent_id where c.kind = 'end' and p.parent_id is not null and c.depth = 3`);
    await run('create unique index on payer (n); analyze payer');
    let serial = 0;
    for (const month of monthsOf(options)) {
      await makeTables(run, month);
      for (let from = 0; from < month.records; from += BATCH) {
        const count = Math.min(BATCH, month.records - from);
        await run(insertSql(month.name), [month.from, month.to, month.records, from, count, serial]);
        serial += count;
      }
      await run('select ensure_month($1)', [month.from]);
      await run(`analyze call_record_${month.name}, charge_${month.name}`);
      options.log?.(
        `${month.name}: ${serial} records after ${Math.round((performance.now() - begin) / 1000)} s`,
      );
    }
    await run('drop table payer; reset work_mem; reset maintenance_work_mem');
    await run('analyze call_record, charge');
  });
  return {
    records: options.records,
    charges: 3 * options.records,
    seconds: (performance.now() - begin) / 1000,
  };
}

/** The month at hand is filled up to now only. */
function monthsOf({ records, months, now }: { records: number; months: number; now: Date }): Month[] {
  const starts = Array.from({ length: months }, (_, i) =>
    Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (months - 1 - i), 1),
  );
  const spans = starts.map((from, i) => ({ from, to: starts[i + 1] ?? now.getTime() }));
  const total = now.getTime() - (starts[0] as number);
  let left = records;
  return spans.map(({ from, to }, i) => {
    const share = i === spans.length - 1 ? left : Math.round((records * (to - from)) / total);
    left -= share;
    const name = new Date(from).toISOString().slice(0, 7).replace('-', '_');
    return { name, from: new Date(from), to: new Date(to), records: share };
  });
}

/** A month that is there already is filled where it is, indexes and all. */
async function makeTables(run: (sql: string) => Promise<unknown>, { name }: Month): Promise<void> {
  for (const parent of ['call_record', 'charge']) {
    await run(
      `create table if not exists ${parent}_${name} (like ${parent} including defaults including constraints)`,
    );
  }
}

/** A number from 0 to 1 that a row's serial always gives, another one for each seed. */
const chance = (seed: number): string =>
  `((hashint8extended(serial, ${seed}) & 16777215) / 16777216.0)::float8`;

/**
 * $1 to $2: the month; $3: its records, of which $5 behind $4 are made; $6: serial of the first. Of each day's calls a
 * tenth come before 8, a tenth after 18 o'clock.
 */
const insertSql = (month: string): string => `
  with counted as (
    select $6::bigint + i as serial, ($4::float8 + i) / $3::float8 as place from generate_series(0, $5::int - 1) i),
  placed as (
    select serial, $1::timestamptz + floor(place * days) * interval '1 day' as day, place * days - floor(place * days) as part
    from counted, (select extract(epoch from $2::timestamptz - $1::timestamptz)::float8 / 86400 as days) span),
  timed as (
    select serial, date_trunc('milliseconds', day + interval '1 hour' * (case when part < 0.1 then part * 80
        when part < 0.9 then 8 + (part - 0.1) * 12.5 else 18 + (part - 0.9) * 60 end)) as started_at,
      ${chance(1)} < 0.7 as answered, ${chance(2)} < 0.28 as inbound, (-ln(1 - ${chance(3)}) * 160000)::bigint + 1000 as talk_ms,
      (4000 + ${chance(4)} * 9000)::int as ring_ms, ${chance(5)} as whom, ${chance(6)} as where_to
    from placed),
  called as (
    select t.*, p.id as customer_id, p.reseller_id, p.root_id, case when answered then talk_ms else 0 end as talked_ms,
      date_trunc('minute', started_at) + interval '70 seconds' as ingested_at,
      case when where_to < 0.5 then '+3120' when where_to < 0.7 then '+316' when where_to < 0.85 then '+4420' when where_to < 0.95
        then '+4930' else '+' || (1 + (serial % 9))::text || '99' end || lpad((hashint8extended(serial, 7) & 8388607)::text, 7, '0') as number
    from timed t join payer p on p.n = floor(power(whom, 3) * (select count(*) from payer))::int),
  made as (
    insert into call_record_${month} (id, tenant_id, started_at, source_id, record_key, ingest_batch, ingested_at, call_id, leg_id,
      customer_id, direction, "from", "to", from_number, to_number, country, ringing_at, answered_at, ended_at, duration_ms,
      talk_ms, setup_ms, disposition, sip_code, q850_cause, source_ip, user_agent, codec)
    select (lpad(to_hex((extract(epoch from ingested_at) * 1000)::bigint), 12, '0') || '7' || substr(mark, 1, 3) || '8' ||
        substr(mark, 4, 15))::uuid, reseller_id, started_at, '${SOURCE}', 'load-' || serial, 0, ingested_at, substr(mark, 1, 16) || '@load',
      'leg-' || serial, customer_id, case when inbound then 'inbound' else 'outbound' end,
      case when inbound then number else '+31201111111' end, case when inbound then '+31201111111' else number end,
      case when inbound then number else '+31201111111' end, case when inbound then '+31201111111' else number end, 'NL',
      started_at + interval '0.35 second', case when answered then started_at + ring_ms * interval '1 ms' end,
      started_at + (ring_ms + talked_ms) * interval '1 ms', ring_ms + talked_ms, talked_ms, 350,
      case when answered then 'answered' when serial % 3 = 0 then 'busy' else 'noAnswer' end,
      case when answered then 200 else 486 end, case when answered then 16 else 17 end, '198.51.100.20',
      'Yealink SIP-T54W 96.86.0.100', 'PCMA'
    from called, md5(serial::text) mark
    returning id, tenant_id, started_at, customer_id, talk_ms, record_key),
  priced as (
    select made.*, p.reseller_id, p.root_id, right(record_key, 3) = '777' as unrated,
      round(talk_ms / 60000.0 * 0.02, 4) as price, round(talk_ms / 60000.0 * 0.008, 6) as buys, (talk_ms + 999) / 1000 as seconds
    from made join payer p on p.id = made.customer_id)
  insert into charge_${month} (tenant_id, customer_id, started_at, record_id, level, rating_status, cost_amount, cost_currency,
    cost_billed_seconds, revenue_amount, revenue_currency, revenue_billed_seconds)
  select tenant_id, c.customer_id, started_at, id, c.level,
    case when talk_ms = 0 then 'zero' when unrated then 'unrated' else 'rated' end,
    case when not unrated or talk_ms = 0 then c.cost end, case when c.level < 2 then 'EUR' end, case when c.level < 2 then seconds end,
    case when not unrated or talk_ms = 0 then c.revenue end, case when c.level > 0 then 'EUR' end,
    case when c.level > 0 then seconds end
  from priced cross join lateral (values (0, priced.customer_id, price, null), (1, reseller_id, buys, price),
    (2, root_id, null, buys)) as c (level, customer_id, cost, revenue)`;
