import type { Db } from '@strowger/db';
import type { Parameters } from '../core/read.ts';
import { type RecordFormat, type RenderRecord, recordFormats } from './record-format.ts';
import { keyOfLine, LINE_END, LINE_END_SQL, recordLineSql, splitLine } from './record-line.ts';
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

/** Records in their format, in UTF-8, with what divides them between them, in pieces; no keys where there are none. */
export type RenderedRecords = {
  count: number;
  parts: Buffer[];
  first: RecordKey | null;
  last: RecordKey | null;
};

/** So many records are asked for at a time: while PostgreSQL reads the next ones, these are rendered. */
const PAGE_RECORDS = 1_250;

/**
 * Reads a run of a request's records in (startedAt, id) order. PostgreSQL gives the values as text, in one text a page, and
 * they are put together here: PostgreSQL's own JSON took 24 of 30 µs a record, and this takes 8 to 12 (docs/benchmarks.md).
 */
export async function readRecords(
  db: Db,
  { selection, fields, format }: RecordReading,
  range: RecordRange,
): Promise<RenderedRecords> {
  const { renderer, separator } = recordFormats[format];
  const render = renderer(fields);
  const parts: Buffer[] = [];
  let [count, first, last]: [number, RecordKey | null, RecordKey | null] = [0, null, null];
  let left = range.count ?? Number.POSITIVE_INFINITY;
  let reading: Promise<string[]> | undefined = readPage(db, selection, range, Math.min(left, PAGE_RECORDS));
  while (reading) {
    const lines: string[] = await reading;
    const asked = Math.min(left, PAGE_RECORDS);
    left -= lines.length;
    count += lines.length;
    first ??= lines.length === 0 ? null : keyOfLine(lines[0] as string);
    last = lines.length === 0 ? last : keyOfLine(lines.at(-1) as string);
    reading =
      lines.length === asked && left > 0
        ? readPage(db, selection, behind(range, last), Math.min(left, PAGE_RECORDS))
        : undefined;
    if (lines.length > 0)
      parts.push(Buffer.from((parts.length > 0 ? separator : '') + renderAll(lines, render, separator)));
  }
  return { count, parts, first, last };
}

/** What is left of a run behind a record of it. */
const behind = ({ last }: RecordRange, after: RecordKey | null): RecordRange => ({
  after,
  ...(last && { last }),
});

function renderAll(lines: readonly string[], render: RenderRecord, separator: string): string {
  let text = '';
  for (let i = 0; i < lines.length; i++) {
    const record = render(splitLine(lines[i] as string));
    text += i === 0 ? record : separator + record;
  }
  return text;
}

/**
 * The lines of a page. Each record is looked up beside its charge row (`limit 1`): PostgreSQL takes a join over three columns
 * for one row in all, and would join and sort the whole period for each batch, which is 50 times as slow here.
 */
async function readPage(
  db: Db,
  selection: RecordSelection,
  range: RecordRange,
  limit: number,
): Promise<string[]> {
  const { parameters: p, driver, ...source } = selectRecords(selection);
  const place = `${driver}.started_at, ${driver}.record_id`;
  const key = ({ startedAt, id }: RecordKey) => `(${p.add(startedAt)}::timestamptz, ${p.add(id)}::uuid)`;
  const bounds = [
    range.after && `and (${place}) > ${key(range.after)}`,
    range.first && `and (${place}) >= ${key(range.first)}`,
    range.last && `and (${place}) <= ${key(range.last)}`,
  ].filter((bound) => typeof bound === 'string');
  const [row] = await db.prepared<{ lines: string | null }>(
    `with ${source.batches} select string_agg(page.line, ${LINE_END_SQL}) as lines from (
       select ${recordLineSql} as line
       from charge ${driver}
         cross join lateral (select * from call_record r where ${source.ofRecord} limit 1) r
         ${source.ofOwner ? `cross join lateral (select * from charge c where ${source.ofOwner} limit 1) c` : ''}
         cross join lateral (${source.ownCharge}) o
         left join lateral (select r.other_leg_id as id from ${source.otherLegs} limit 1) leg on true
       where ${source.ofDriver} ${bounds.join(' ')}
       order by ${place} limit ${p.add(limit)}) page`,
    p.values,
  );
  return row?.lines ? row.lines.split(LINE_END) : [];
}

/** SQL of how many records belong to a request. */
export function countRecordsSql(selection: RecordSelection): { sql: string; parameters: Parameters } {
  const { parameters, driver, ...source } = selectRecords(selection);
  const sql = `with ${source.batches} select count(*) from charge ${driver} join call_record r on ${source.ofRecord}
    ${source.ofOwner ? `join charge c on ${source.ofOwner}` : ''} where ${source.ofDriver}`;
  return { sql, parameters };
}
