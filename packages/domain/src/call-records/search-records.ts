import type { CallRecord, OperationInput } from '@strowger/contracts';
import type { QueryContext, QueryHandler } from '../core/context.ts';
import { DomainError, notFound } from '../core/domain-error.ts';
import { Parameters, readPosition, readRow, sealPage } from '../core/read.ts';
import { customerModel } from '../customers/read-model.ts';
import { recordFormats } from '../delivery/record-format.ts';
import { recordLineSql, splitLine } from '../delivery/record-line.ts';
import { findStoredCall } from '../rating/stored-call.ts';
import { sourceModel } from '../sources/read-model.ts';
import { userModel } from '../users/read-model.ts';

const DEFAULT_LIMIT = 50;
const SEARCH_SECONDS_MAX = 10;
const QUERY_CANCELED = '57014';

type Filters = Omit<OperationInput<'getCallRecordSearch'>, 'limit' | 'cursor'>;
type Found = { line: string; at: string; id: string };

/** Newest first, with the price at the caller's own level. */
export const getCallRecordSearch: QueryHandler<'getCallRecordSearch'> = async (context, input) => {
  const { limit = DEFAULT_LIMIT, cursor, ...filters } = input;
  await requireKnown(context, filters);
  const after = readPosition(context, 'callRecord', cursor, filters);
  const { sql, values } = searchSql(context.caller.customerId, filters, after, limit + 1);
  const rows = isSelective(filters)
    ? await withinTime(context, sql, values)
    : await context.deps.db.rows<Found>(sql, values);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const nextCursor = last ? sealPage(context, 'callRecord', { key: last.at, id: last.id }, filters) : null;
  return { items: page.map(presented), nextCursor };
};

export const getCallRecord: QueryHandler<'getCallRecord'> = async (context, { callRecordId }) => {
  const { rows } = context.deps.db;
  const call = await findStoredCall(rows, callRecordId);
  const at = call && { from: call.startedAt, to: new Date(call.startedAt.getTime() + 1) };
  const { sql, values } = searchSql(context.caller.customerId, { ...at }, undefined, 1, callRecordId);
  const [found] = call ? await rows<Found>(sql, values) : [];
  if (!found) throw notFound('callRecord');
  return presented(found);
};

const toJson = recordFormats.json.renderer([]);
const presented = ({ line }: Found): CallRecord => JSON.parse(toJson(splitLine(line))) as CallRecord;

/** Whether a page may need more records to be looked at than it shows. */
const isSelective = ({ customerId: _, from: __, to: ___, ...others }: Filters): boolean =>
  Object.values(others).some((value) => value !== undefined);

/** What is named and out of scope answers as what never was. */
async function requireKnown(context: QueryContext, { customerId, sourceId, userId }: Filters): Promise<void> {
  if (customerId) await readRow(context, customerModel, customerId);
  if (sourceId) await readRow(context, sourceModel, sourceId);
  if (userId) await readRow(context, userModel, userId);
}

/**
 * One page. It goes along the charges of the customer that is asked for, in the order of their key, and looks each record
 * up beside its charge (`limit 1`, see delivery/read-records.ts): so a page costs the same however many there are.
 */
function searchSql(
  readerId: string,
  filters: Filters,
  after: { key: string; id: string } | undefined,
  limit: number,
  recordId?: string,
): { sql: string; values: unknown[] } {
  const p = new Parameters();
  const from = filters.from && `${p.add(filters.from)}::timestamptz`;
  const to = filters.to && `${p.add(filters.to)}::timestamptz`;
  // The period stands on each table: the planner prunes months by constants, not by what is joined.
  const period = (alias: string) =>
    `${from ? `and ${alias}.started_at >= ${from}` : ''} ${to ? `and ${alias}.started_at < ${to}` : ''}`;
  const sameRecord = (alias: string) =>
    `(${alias}.started_at, ${alias}.record_id, ${alias}.tenant_id) = (r.started_at, r.id, r.tenant_id)`;
  const reader = p.add(readerId);
  const own = filters.customerId === undefined || filters.customerId === readerId;
  const driver = own ? 'o' : 's';
  const ofDriver = [
    `${driver}.customer_id = ${own ? reader : p.add(filters.customerId)} ${period(driver)}`,
    recordId && `${driver}.record_id = ${p.add(recordId)}`,
    after &&
      `(${driver}.started_at, ${driver}.record_id) < (${p.add(after.key)}::timestamptz, ${p.add(after.id)}::uuid)`,
    own && filters.ratingStatus && `o.rating_status = ${p.add(filters.ratingStatus)}`,
  ];
  const ofOwner = () => [
    `${sameRecord('o')} and o.customer_id = ${reader} ${period('o')}`,
    filters.ratingStatus && `o.rating_status = ${p.add(filters.ratingStatus)}`,
  ];
  const sql = `select ${recordLineSql} as line,
      ${driver}.started_at::text as at, ${driver}.record_id as id
    from charge ${driver}
      cross join lateral (select * from call_record r where ${sameRecord(driver)} ${period('r')}
        ${ofRecord(filters, p)} limit 1) r
      ${own ? '' : `cross join lateral (select * from charge o where ${all(ofOwner())} limit 1) o`}
      left join lateral (${otherLeg(reader)}) leg on true
    where ${all(ofDriver)} order by ${driver}.started_at desc, ${driver}.record_id desc limit ${limit}`;
  return { sql, values: p.values };
}

const all = (conditions: (string | undefined | false)[]): string =>
  conditions.filter((condition) => typeof condition === 'string').join(' and ');

function ofRecord(
  { direction, disposition, userId, fromNumber, toNumber, sourceId, q }: Filters,
  p: Parameters,
): string {
  const begins = (column: string, digits: string) => `starts_with(${column}, ${p.add(digits)})`;
  const conditions = [
    direction && `r.direction = ${p.add(direction)}`,
    disposition && `r.disposition = ${p.add(disposition)}`,
    userId && `r.user_id = ${p.add(userId)}`,
    sourceId && `r.source_id = ${p.add(sourceId)}`,
    fromNumber && begins('r.from_number', international(fromNumber)),
    toNumber && begins('r.to_number', international(toNumber)),
    q &&
      `(r.call_id = ${p.add(q)} or r.record_key = ${p.add(q)} or ${begins('r.from_number', international(q))}
        or ${begins('r.to_number', international(q))})`,
  ];
  const given = all(conditions);
  return given && `and ${given}`;
}

const international = (digits: string) => (digits.startsWith('+') ? digits : `+${digits}`);

/** The leg that is joined to `r`, where the reader sees that one too. */
const otherLeg = (reader: string) => `select l.record_key as id from call_record l
  where r.other_leg_id is not null and l.source_id = r.source_id and l.record_key = r.other_leg_id
    and l.started_at between r.started_at - interval '1 day' and r.started_at + interval '1 day'
    and exists (select from charge g where g.customer_id = ${reader} and g.started_at = l.started_at
      and g.record_id = l.id and g.tenant_id = l.tenant_id) limit 1`;

/** A filter that fits few records has them searched all: the search ends before it holds up others. */
async function withinTime({ deps }: QueryContext, sql: string, values: unknown[]): Promise<Found[]> {
  try {
    return await deps.db.transaction(async (tx) => {
      await tx.rows(
        `set local statement_timeout = '${SEARCH_SECONDS_MAX}s'; set local plan_cache_mode = 'auto'`,
      );
      return tx.rows<Found>(sql, values);
    });
  } catch (error) {
    if ((error as { code?: string }).code !== QUERY_CANCELED) throw error;
    throw new DomainError('validation', 'The search takes too long: give a shorter period or fewer filters.');
  }
}
