import type { Db } from '@strowger/db';
import { encodeIds } from './encode-ids.ts';
import { type RecordFormat, recordFormats } from './record-format.ts';
import { type RecordKey, type RecordSelection, selectRecords } from './select-records.ts';

/** What is read of a request, and how it is written. */
export type RecordReading = { selection: RecordSelection; fields: readonly string[]; format: RecordFormat };

/** A run of records: behind a place or from one on, to another one, so many at the most; without any of these, all. */
export type RecordRange = {
  after?: RecordKey | null;
  first?: RecordKey;
  last?: RecordKey;
  count?: number;
};

/** Records in their format, in UTF-8, with what divides them between them; no keys where there are none. */
export type RenderedRecords = {
  count: number;
  text: Buffer;
  first: RecordKey | null;
  last: RecordKey | null;
};

/**
 * Reads a run of a request's records in (startedAt, id) order, rendered by PostgreSQL and passed on as text.
 * Each record is looked up beside its charge row (`limit 1`): PostgreSQL takes a join over three columns for one row in
 * all, and would join and sort the whole period for each batch, which is 50 times as slow here.
 */
export async function readRecords(
  db: Db,
  { selection, fields, format }: RecordReading,
  range: RecordRange,
): Promise<RenderedRecords> {
  const { parameters: p, driver, ...source } = selectRecords(selection);
  const { sql, separator } = recordFormats[format];
  const place = `${driver}.started_at, ${driver}.record_id`;
  const key = ({ startedAt, id }: RecordKey) => `(${p.add(startedAt)}::timestamptz, ${p.add(id)}::uuid)`;
  const bounds = [
    range.after && `and (${place}) > ${key(range.after)}`,
    range.first && `and (${place}) >= ${key(range.first)}`,
    range.last && `and (${place}) <= ${key(range.last)}`,
  ].filter((bound) => typeof bound === 'string');
  const [row] = await db.rows<Row>(
    `with ${source.batches}, page as materialized (
       select r.started_at, r.id, ${sql(fields)} as text
       from charge ${driver}
         cross join lateral (select * from call_record r where ${source.ofRecord} limit 1) r
         ${source.ofOwner ? `cross join lateral (select * from charge c where ${source.ofOwner} limit 1) c` : ''}
         cross join lateral (${source.ownCharge}) o
         left join lateral (select r.other_leg_id as id from ${source.otherLegs} limit 1) leg on true
       where ${source.ofDriver} ${bounds.join(' ')}
       order by ${place} ${range.count === undefined ? '' : `limit ${p.add(range.count)}`})
     select count(*)::int as count, coalesce(string_agg(text, ${p.add(separator)} order by started_at, id), '') as text,
       min(started_at) as "firstAt", (array_agg(id order by started_at, id))[1] as "firstId",
       max(started_at) as "lastAt", (array_agg(id order by started_at desc, id desc))[1] as "lastId"
     from page`,
    p.values,
  );
  const { count, text, firstAt, firstId, lastAt, lastId } = row as Row;
  return { count, text: encodeIds(text), first: keyOf(firstAt, firstId), last: keyOf(lastAt, lastId) };
}

/** How many records belong to a request. */
export async function countRecords(db: Db, selection: RecordSelection): Promise<bigint> {
  const { parameters, driver, ...source } = selectRecords(selection);
  const [row] = await db.rows<{ count: bigint }>(
    `with ${source.batches} select count(*) as count from charge ${driver} join call_record r on ${source.ofRecord}
     ${source.ofOwner ? `join charge c on ${source.ofOwner}` : ''} where ${source.ofDriver}`,
    parameters.values,
  );
  return (row as { count: bigint }).count;
}

type Row = {
  count: number;
  text: string;
  firstAt: Date | null;
  firstId: string | null;
  lastAt: Date | null;
  lastId: string | null;
};

const keyOf = (startedAt: Date | null, id: string | null): RecordKey | null =>
  startedAt === null || id === null ? null : { startedAt, id };
