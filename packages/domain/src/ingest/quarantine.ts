import type { Db } from '@strowger/db';
import { newId } from '../core/new-id.ts';
import type { SourceRow } from '../sources/read-model.ts';
import { legPeriod } from './attribute.ts';
import type { Refusal } from './prepare-record.ts';
import type { RawRecord } from './split/raw-record.ts';

export type Refused = { raw: RawRecord; refusal: Refusal };

/**
 * Stores what was refused. The same text is stored once: one that waits there already only gets its newest reason, one
 * that was discarded, or accepted with another text, stays so.
 * @returns how many were not there before
 */
export async function storeQuarantine(
  rows: Db['rows'],
  source: SourceRow,
  refused: readonly Refused[],
  now: Date,
): Promise<number> {
  if (refused.length === 0) return 0;
  const stored = await rows<{ inserted: boolean }>(
    `insert into quarantined_record as q
       (id, source_id, customer_id, path, format, received_at, reason, detail, raw, raw_sha256, waits_for_leg, complete)
     select refused.id, $1, $2, $3, $4, $5, refused.reason, refused.detail, refused.raw, refused.sha256, refused.leg,
       refused.complete
     from unnest($6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::boolean[])
       as refused (id, reason, detail, raw, sha256, leg, complete)
     on conflict (source_id, raw_sha256) do update
       set reason = excluded.reason, detail = excluded.detail, waits_for_leg = excluded.waits_for_leg
       where q.status = 'waiting'
         and (q.reason, q.detail, q.waits_for_leg) is distinct from (excluded.reason, excluded.detail, excluded.waits_for_leg)
     returning xmax = 0 as inserted`,
    [
      source.id,
      source.customerId,
      source.path,
      source.format,
      now,
      refused.map(() => newId(now)),
      refused.map(({ refusal }) => refusal.reason),
      refused.map(({ refusal }) => refusal.detail),
      refused.map(({ raw }) => raw.text),
      refused.map(({ raw }) => raw.sha256),
      refused.map(({ refusal }) => refusal.waitsForLeg),
      refused.map(({ raw }) => raw.fault === null),
    ],
  );
  return stored.filter((row) => row.inserted).length;
}

/** Those whose entries are still open, held until the end: nobody else replays them meanwhile, with another text perhaps. */
export async function holdOpen<Waiting extends { raw: RawRecord }>(
  rows: Db['rows'],
  source: SourceRow,
  batch: readonly Waiting[],
): Promise<Waiting[]> {
  const held = await rows<{ sha256: string }>(
    `select raw_sha256 as sha256 from quarantined_record
     where source_id = $1 and raw_sha256 = any($2) and status <> 'accepted' order by id for update`,
    [source.id, batch.map(({ raw }) => raw.sha256)],
  );
  const open = new Set(held.map(({ sha256 }) => sha256));
  return batch.filter(({ raw }) => open.has(raw.sha256));
}

/** A text that is a record now. */
export type Settled = { raw: RawRecord; record: { recordKey: string; startedAt: Date } };

/** What waited in quarantine with these very texts is linked to its record. Mostly there is none, which costs nothing. */
export async function resolveQuarantine(
  rows: Db['rows'],
  source: SourceRow,
  settled: readonly Settled[],
  how: { now: Date; resolvedBy: string | null; mendedRaw: string | null },
): Promise<void> {
  if (settled.length === 0) return;
  await rows(
    `update quarantined_record q set status = 'accepted', resolved_at = $2, resolved_by = $3, mended_raw = $4,
       record_id = (
         select r.id from call_record r
         where r.source_id = $1 and r.record_key = settled.key and r.started_at = settled.at limit 1)
     from unnest($5::text[], $6::text[], $7::timestamptz[]) as settled (sha256, key, at)
     where q.source_id = $1 and q.raw_sha256 = settled.sha256 and q.status <> 'accepted'
       and exists (select from quarantined_record where source_id = $1 and status <> 'accepted')`,
    [
      source.id,
      how.now,
      how.resolvedBy,
      how.mendedRaw,
      settled.map(({ raw }) => raw.sha256),
      settled.map(({ record }) => record.recordKey),
      settled.map(({ record }) => record.startedAt),
    ],
  );
}

/** How many waiting records are read at a time: a raw text may have a megabyte. */
const WAITING_PAGE = 100;

/** Records that wait for one of the legs `arrived`, or for one of `missed` that another ingest brought meanwhile. */
export async function findWaiting(
  rows: Db['rows'],
  source: SourceRow,
  arrived: readonly string[],
  missed: readonly { originatingKey: string | null; startedAt: Date }[],
): Promise<RawRecord[]> {
  if (arrived.length === 0 && missed.length === 0) return [];
  const { from, to } = legPeriod(missed.length > 0 ? missed : [{ startedAt: new Date(0) }]);
  return rows<RawRecord>(
    `select waiting.raw as text, waiting.raw_sha256 as sha256, null as fault
     from unnest($2::text[], $3::boolean[]) as leg (key, arrived)
     cross join lateral (
       select raw, raw_sha256 from quarantined_record
       where source_id = $1 and waits_for_leg = leg.key and status = 'waiting' limit ${WAITING_PAGE}) waiting
     left join lateral (
       select true as found from call_record
       where source_id = $1 and record_key = leg.key and started_at >= $4 and started_at < $5 limit 1) record
       on not leg.arrived
     where leg.arrived or record.found limit ${WAITING_PAGE}`,
    [
      source.id,
      [...arrived, ...missed.map((record) => record.originatingKey)],
      [...arrived.map(() => true), ...missed.map(() => false)],
      from,
      to,
    ],
  );
}
