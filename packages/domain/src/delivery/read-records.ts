import type { Db } from '@strowger/db';
import { encodeIds } from './encode-ids.ts';
import { recordSelectList } from './record-fields.ts';
import { type RecordKey, type RecordSelection, selectRecords } from './select-records.ts';

/** So many records after a place (from the beginning where it is null), or all from one to another. */
export type RecordRange = { after: RecordKey | null; count: number } | { first: RecordKey; last: RecordKey };

/** Records as JSON in UTF-8, separated by commas; no keys where there are none. */
export type RenderedRecords = {
  count: number;
  json: Buffer;
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
  selection: RecordSelection,
  fields: readonly string[],
  range: RecordRange,
): Promise<RenderedRecords> {
  const { parameters: p, driver, ...source } = selectRecords(selection);
  const place = `${driver}.started_at, ${driver}.record_id`;
  const key = ({ startedAt, id }: RecordKey) => `(${p.add(startedAt)}::timestamptz, ${p.add(id)}::uuid)`;
  const bounds =
    'first' in range
      ? `and (${place}) >= ${key(range.first)} and (${place}) <= ${key(range.last)}`
      : range.after === null
        ? ''
        : `and (${place}) > ${key(range.after)}`;
  const [row] = await db.rows<Row>(
    `with ${source.leftOut}, page as materialized (
       select r.started_at, r.id, (select row_to_json(record) from (select ${recordSelectList(fields)}) as record)::text as json
       from charge ${driver}
         cross join lateral (select * from call_record r where ${source.ofRecord} limit 1) r
         ${source.ofOwner ? `cross join lateral (select * from charge o where ${source.ofOwner} limit 1) o` : ''}
         left join lateral (select r.other_leg_id as id from ${source.otherLegs} limit 1) leg on true
       where ${source.ofDriver} ${bounds}
       order by ${place} ${'first' in range ? '' : `limit ${p.add(range.count)}`})
     select count(*)::int as count, coalesce(string_agg(json, ',' order by started_at, id), '') as json,
       min(started_at) as "firstAt", (array_agg(id order by started_at, id))[1] as "firstId",
       max(started_at) as "lastAt", (array_agg(id order by started_at desc, id desc))[1] as "lastId"
     from page`,
    p.values,
  );
  const { count, json, firstAt, firstId, lastAt, lastId } = row as Row;
  return { count, json: encodeIds(json), first: keyOf(firstAt, firstId), last: keyOf(lastAt, lastId) };
}

/** How many records belong to a request. */
export async function countRecords(db: Db, selection: RecordSelection): Promise<bigint> {
  const { parameters, driver, ...source } = selectRecords(selection);
  const [row] = await db.rows<{ count: bigint }>(
    `with ${source.leftOut} select count(*) as count from charge ${driver} join call_record r on ${source.ofRecord}
     ${source.ofOwner ? `join charge o on ${source.ofOwner}` : ''} where ${source.ofDriver}`,
    parameters.values,
  );
  return (row as { count: bigint }).count;
}

type Row = {
  count: number;
  json: string;
  firstAt: Date | null;
  firstId: string | null;
  lastAt: Date | null;
  lastId: string | null;
};

const keyOf = (startedAt: Date | null, id: string | null): RecordKey | null =>
  startedAt === null || id === null ? null : { startedAt, id };
