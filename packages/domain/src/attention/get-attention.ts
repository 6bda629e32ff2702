import {
  ATTENTION_COUNT_MAX,
  type AttentionGroup,
  type AttentionItem,
  attentionKinds,
  encodeId,
  operationOf,
} from '@strowger/contracts';
import { mayCall } from '../core/caller.ts';
import type { QueryContext, QueryHandler } from '../core/context.ts';
import { Parameters, readRow } from '../core/read.ts';
import { subtreeEnd } from '../core/tree-path.ts';
import { type CustomerRow, customerModel } from '../customers/read-model.ts';
import { readUsage } from '../usage/read-usage.ts';
import { usageScope } from '../usage/usage-scope.ts';
import { type Concern, concerns, type Search } from './concerns.ts';

const TOP = 5;
const HOUR_MS = 3_600_000;
const UNRATED_HOURS = 7 * 24;

type Found = {
  id: string | null;
  customerId: string;
  customerName: string;
  name: string | null;
  since: Date | null;
  value: string | null;
  of: string | null;
  currency: string | null;
  limitType: AttentionItem['limitType'];
  detail: string | null;
  found: number;
};

/** Each kind is looked for by an index of its own, and no further than it is told: a large subtree costs what a small one does. */
export const getAttention: QueryHandler<'getAttention'> = async (context, { customerId, top = TOP }) => {
  const { caller, now } = context;
  const customer = await readRow(context, customerModel, customerId ?? caller.customerId);
  const told = concerns.filter(({ needs }) => mayCall(caller, operationOf(needs)));
  const groups = await Promise.all([
    ...told.map((concern) => groupOf(context, customer, concern, top)),
    unrated(context, customer),
  ]);
  const order = ({ kind }: AttentionGroup) => attentionKinds.indexOf(kind);
  return {
    customerId: encodeId('customer', customer.id),
    at: now.toISOString(),
    groups: groups.filter((group) => group !== undefined).sort((one, other) => order(one) - order(other)),
  };
};

async function groupOf(
  context: QueryContext,
  { path }: CustomerRow,
  concern: Concern,
  top: number,
): Promise<AttentionGroup | undefined> {
  const p = new Parameters();
  const [start, end] = [p.add(path), p.add(subtreeEnd(path))];
  const within = (column: string) => `${column} >= ${start} and ${column} < ${end}`;
  const rows = await context.deps.db.rows<Found>(
    statementOf(concern, { p, now: context.now, within }, top),
    p.values,
  );
  const [first] = rows;
  if (!first) return undefined;
  const { kind, severity, thing } = concern;
  const items = rows.map(
    (row): AttentionItem => ({
      customerId: encodeId('customer', row.customerId),
      customerName: row.customerName,
      thingId: thing && row.id ? encodeId(thing, row.id) : null,
      name: row.name,
      since: row.since?.toISOString() ?? null,
      value: row.value,
      of: row.of,
      currency: row.currency,
      limitType: row.limitType,
      detail: row.detail,
    }),
  );
  return { kind, severity, count: first.found, items };
}

function statementOf({ from, customerId, where, columns, figures }: Concern, search: Search, top: number) {
  const { id = 'null::uuid', name = 'null::text', since = 'null::timestamptz' } = columns;
  const { detail = 'null::text', limitType = 'null::text' } = columns;
  const { value = 'null::text', of = 'null::text', currency = 'null::text' } = figures ?? {};
  return `
    select f.*, c.name as "customerName", ${value} as value, ${of} as "of", ${currency} as currency
    from (
      select *, count(*) over ()::int as found from (
        select ${id} as id, ${customerId} as "customerId", ${name} as name, ${since} as since, ${detail} as detail,
          ${limitType} as "limitType"
        from ${from} join customer c on c.id = ${customerId}
        where ${where(search)} and c.status <> 'terminated' limit ${ATTENTION_COUNT_MAX}) every
      order by since desc nulls last, id limit ${search.p.add(top)}) f
    join customer c on c.id = f."customerId" order by f.since desc nulls last, f.id`;
}

/** Of the calls that the reader has a part in, as its usage tells them. */
async function unrated(
  context: QueryContext,
  { id, name }: CustomerRow,
): Promise<AttentionGroup | undefined> {
  if (!mayCall(context.caller, operationOf('getCustomerUsage'))) return undefined;
  const scope = await usageScope(context, id);
  const to = new Date(Math.ceil(context.now.getTime() / HOUR_MS) * HOUR_MS);
  const from = new Date(to.getTime() - UNRATED_HOURS * HOUR_MS);
  const { timeZone } = scope;
  const query = { from, to, step: null, groupBy: null, top: 1, timeZone };
  const sums = await readUsage(context.deps.db.rows, scope, query);
  const calls = sums.reduce((all, sum) => all + (sum.isTotal ? Number(sum.unrated) : 0), 0);
  if (calls === 0) return undefined;
  const item: AttentionItem = {
    customerId: encodeId('customer', id),
    customerName: name,
    thingId: null,
    name: null,
    since: from.toISOString(),
    value: String(calls),
    of: null,
    currency: null,
    limitType: null,
    detail: null,
  };
  return { kind: 'unrated', severity: 'soon', count: 1, items: [item] };
}
