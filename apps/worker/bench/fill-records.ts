import { decodeId } from '@strowger/contracts';
import { createWorkerDomain, type WorkerDomain } from '../test/fixtures/worker-domain.ts';

export type FilledRecords = { domain: WorkerDomain; records: number };

/** Answered calls of one month, in the order of their start, charged at the platform, the reseller and the end customer. */
export async function fillRecords(records: number): Promise<FilledRecords> {
  const domain = await createWorkerDomain();
  const { rows } = domain.deps.db;
  const source = (await rows<{ id: string }>('select id from call_record_source limit 1'))[0]?.id;
  const user = (await rows<{ id: string }>('select id from "user" limit 1'))[0]?.id;
  const from = new Date(Date.UTC(2026, 9, 1));
  await rows('select ensure_month($1)', [from]);
  const [batch] = await rows<{ number: bigint }>(
    `insert into ingest_batch (source_id, accepted, duplicate, quarantined, committed_at) values ($1, $2, 0, 0, $3) returning number`,
    [source, records, from],
  );
  const stepMs = Math.floor((30 * 86_400_000) / records);
  await rows(
    `insert into call_record (id, tenant_id, started_at, source_id, record_key, ingest_batch, ingested_at, call_id, leg_id,
       customer_id, user_id, direction, "from", "to", from_number, to_number, dialed, caller_name, country, ringing_at,
       answered_at, ended_at, duration_ms, talk_ms, setup_ms, disposition, sip_code, q850_cause, hangup_by, source_ip,
       user_agent, codec)
     select uuidv7(), $1, t, $2, 'pbx1-1732528800.' || i, $3, $4, md5(i::text) || '@pbx1.acme.example', '1732528800.' || i,
       $5, $6, 'outbound', '101', '0201' || lpad((i % 1000000)::text, 6, '0'), '+31201111111',
       '+31201' || lpad((i % 1000000)::text, 6, '0'), '0201' || lpad((i % 1000000)::text, 6, '0'), 'Desk 101', 'NL',
       t + interval '2 s', t + interval '5.377 s', t + interval '95.627 s', 95627, 90250, 2000, 'answered', 200, 16, 'caller',
       '192.0.2.17', 'Yealink SIP-T46U 108.86.0.20', 'PCMA'
     from generate_series(0, $7 - 1) as i, lateral (select $4::timestamptz + i * $8::float8 * interval '1 ms' as t) at`,
    [domain.reseller.uuid, source, batch?.number, from, domain.acme.uuid, user, records, stepMs],
  );
  const levels = [decodeId('customer', domain.acme.id), domain.reseller.uuid, domain.platform.customerId];
  await rows(
    `insert into charge (tenant_id, customer_id, started_at, record_id, rating_status, level, cost_amount, cost_currency,
       cost_rate_id, cost_prefix, cost_billed_seconds, revenue_amount, revenue_currency, revenue_rate_id, revenue_prefix,
       revenue_billed_seconds)
     select r.tenant_id, l.id, r.started_at, r.id, 'rated', l.level - 1, 0.0225, 'EUR', $2::uuid, '3120', 96, 0.0282, 'EUR',
       $2::uuid, '31', 96
     from unnest($1::uuid[]) with ordinality as l (id, level), call_record r`,
    [levels, user],
  );
  await rows('vacuum analyze call_record');
  await rows('vacuum analyze charge');
  return { domain, records };
}
