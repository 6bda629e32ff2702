import type { Db } from '@strowger/db';
import { createTestDomain, type TestDomain } from '@strowger/testing/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readUsage, type UsageQuery } from '../src/usage/read-usage.ts';

const COUNTRIES = 10;
const DIRECT = 300;
const OTHERS = 4_000;
const TOP = 50;
/** All are ranked and added up, and those with most calls looked up. */
const CUSTOMER_ROWS = 2 * DIRECT + TOP;
const OWN_ROWS = 720 * 2 * COUNTRIES;

let domain: TestDomain;
beforeAll(async () => {
  domain = await createTestDomain();
  await fill(domain.platform.customerId);
}, 120_000);
afterAll(() => domain.close());

/** Thirty days of a platform, of its direct customers, and hours of many others. */
async function fill(platform: string): Promise<void> {
  const { rows } = domain.deps.db;
  const hourly = (step: string) =>
    `generate_series('2026-11-01T00:00:00Z'::timestamptz, '2026-11-30T23:00:00Z', '${step}') hour`;
  await rows(
    `insert into usage_hour select $1::uuid, $1::uuid, '00000000-0000-0000-0000-000000000000', hour, direction, 'C' || country,
       '', 'EUR', '', 10, 10, 8, 0, 800, 0, 900, 0, 1.25, 0, 0
     from ${hourly('1 hour')}, unnest(array['outbound', 'inbound']) direction, generate_series(1, ${COUNTRIES}) country`,
    [platform],
  );
  await rows(
    `insert into usage_hour select $1::uuid, md5(n::text)::uuid, case when n <= ${DIRECT} then $1::uuid else md5('p' || n)::uuid end,
       hour, 'outbound', 'NL', 'EUR', '', '', 1, 1, 1, 0, 60, 60, 0, 0.1, 0, 0, 1
     from generate_series(1, ${DIRECT + OTHERS}) n, ${hourly('24 hours')}`,
    [platform],
  );
  await rows(
    `insert into usage_customer_day select $1::uuid, parent_id, hour::date, customer_id, 'EUR', '', 1, 1, 1, 0, 60, 60, 0.1, 0
     from usage_hour where cost_currency = 'EUR'`,
    [platform],
  );
  await rows('analyze usage_hour');
  await rows('analyze usage_customer_day');
}

type Node = {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Node[];
};

/** Rows of each table that the statement has looked at. */
function looked({ Plans = [], ...node }: Node, found: Record<string, number> = {}): Record<string, number> {
  const table = node['Relation Name'];
  const rows = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
  if (table) found[table] = (found[table] ?? 0) + Math.round(rows);
  for (const plan of Plans) looked(plan, found);
  return found;
}

it.each([
  [{ step: 'day' }, { usage_hour: OWN_ROWS }],
  [{ step: 'hour', groupBy: 'direction' }, { usage_hour: OWN_ROWS }],
  [{ groupBy: 'country' }, { usage_hour: OWN_ROWS }],
  [{ groupBy: 'customer' }, { usage_customer_day: 30 * CUSTOMER_ROWS }],
  // Days of a time zone: an hour at one end, 23 at the other. The one at midnight has a row of each.
  [
    { groupBy: 'customer', from: new Date('2026-10-31T23:00:00Z'), to: new Date('2026-11-30T23:00:00Z') },
    { usage_customer_day: 29 * CUSTOMER_ROWS, usage_hour: CUSTOMER_ROWS },
  ],
] as const)(
  'a dashboard of 30 days by %j looks at rows of the reader only, and at no record',
  async (input, bound) => {
    const { db } = domain.deps;
    const readerId = domain.platform.customerId;
    const scope = {
      customerId: readerId,
      readerId,
      timeZone: 'Europe/Amsterdam',
      levelsBelow: 0,
      movedAt: null,
    };
    const query: UsageQuery = {
      from: new Date('2026-11-01T00:00:00Z'),
      to: new Date('2026-12-01T00:00:00Z'),
      step: null,
      groupBy: null,
      top: TOP,
      timeZone: scope.timeZone,
      ...input,
    };
    type Explained = { 'QUERY PLAN': [{ Plan: Node }] };
    const explain: Db['rows'] = async (sql, values) => {
      const [row] = await db.rows<Explained>(`explain (analyze, format json) ${sql}`, values);
      const [{ Plan }] = (row as Explained)['QUERY PLAN'];
      const { usage_delta: deltas, ...tables } = looked(Plan);
      expect(deltas).toBe(0);
      expect(tables).toEqual(bound);
      return [];
    };
    await readUsage(explain, scope, query);
    expect.assertions(2);
  },
);
