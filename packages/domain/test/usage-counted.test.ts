import { foldUsage } from '@strowger/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createIngestTree,
  freeswitchBody,
  type IngestTree,
  nativeCall,
  ndjson,
  sendTo,
} from './fixtures/ingest-tree.ts';

let tree: IngestTree;
beforeAll(async () => {
  tree = await createIngestTree();
});
afterAll(() => tree.domain.close());

const keys = 'customer_id, hour, direction, country, cost_currency, revenue_currency';
const sums = `sum(calls)::int as calls, sum(answered)::int as answered, sum(unrated)::int as unrated,
  sum(talk_seconds)::int as talk, sum(cost_seconds)::int as "costSeconds", sum(revenue_seconds)::int as "revenueSeconds",
  trim_scale(sum(cost))::text as cost, trim_scale(sum(revenue))::text as revenue`;

/** What usage says, folded or not. */
const counted = () =>
  tree.domain.deps.db.rows(
    `select ${keys}, ${sums} from (select * from usage_hour union all select * from usage_delta) u
     group by ${keys} order by ${keys}`,
  );

/** The same from the records and charges themselves. */
const charged = () =>
  tree.domain.deps.db.rows(
    `select g.customer_id, date_trunc('hour', r.started_at) as hour, r.direction, coalesce(r.country, '') as country,
       coalesce(g.cost_currency, '') as cost_currency, coalesce(g.revenue_currency, '') as revenue_currency,
       count(*)::int as calls, (count(*) filter (where r.disposition = 'answered'))::int as answered,
       (count(*) filter (where g.rating_status in ('unrated', 'failed')))::int as unrated,
       sum((r.talk_ms + 999) / 1000)::int as talk, coalesce(sum(g.cost_billed_seconds), 0)::int as "costSeconds",
       coalesce(sum(g.revenue_billed_seconds), 0)::int as "revenueSeconds",
       trim_scale(coalesce(sum(g.cost_amount), 0))::text as cost,
       trim_scale(coalesce(sum(g.revenue_amount), 0))::text as revenue
     from call_record r join charge g on (g.started_at, g.record_id, g.tenant_id) = (r.started_at, r.id, r.tenant_id)
     where not r.b_leg group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`,
  );

/** Calls of some hours, directions, countries and outcomes. */
const calls = (name: string, count: number) =>
  Array.from({ length: count }, (_, i) => {
    const start = Date.UTC(2026, 10, 25, 8 + (i % 3), i % 60, i % 59, i % 1000);
    const answered = i % 4 !== 0;
    return nativeCall({
      recordKey: `${name}-${i}`,
      direction: ['outbound', 'inbound', 'forwarded', 'internal'][i % 7] ?? 'outbound',
      to: ['+31201234567', '+442071234567', '+4930123456'][i % 5] ?? '+31611111111',
      startedAt: new Date(start).toISOString(),
      ringingAt: null,
      answeredAt: answered ? new Date(start + 2_000).toISOString() : null,
      endedAt: new Date(start + 2_000 + i * 137).toISOString(),
      disposition: answered ? 'answered' : 'busy',
    });
  });

describe('usage', () => {
  it('is the sum of the charges, before the fold and after it, however many ingest at once', async () => {
    await Promise.all(['a', 'b', 'c'].map((name) => sendTo(tree, 'switch-1', ndjson(calls(name, 2_500)))));
    const truth = await charged();
    expect(truth.length).toBeGreaterThan(30);
    expect(await counted()).toEqual(truth);
    expect(await foldUsage(tree.domain.deps)).toBeGreaterThan(truth.length);
    expect(await counted()).toEqual(truth);
    expect(await foldUsage(tree.domain.deps)).toBe(0);
  });

  it('counts nothing of a replay', async () => {
    const before = await counted();
    expect(await sendTo(tree, 'switch-1', ndjson(calls('a', 500)))).toMatchObject({ duplicate: 500 });
    expect(await counted()).toEqual(before);
  });

  it('counts a call once, however many legs the switch wrote of it', async () => {
    const before = (await charged()) as { calls: number }[];
    await sendTo(tree, 'fs-1', await freeswitchBody('answered-a-leg'), 'application/json');
    await sendTo(tree, 'fs-1', await freeswitchBody('answered-b-leg'), 'application/json');
    const [legs] = await tree.domain.deps.db.rows(
      'select count(*)::int as legs from call_record where b_leg',
    );
    expect(legs).toEqual({ legs: 1 });
    const after = (await charged()) as { calls: number }[];
    const total = (rows: { calls: number }[]) => rows.reduce((sum, row) => sum + row.calls, 0);
    expect(total(after) - total(before)).toBeGreaterThan(0);
    expect(await counted()).toEqual(after);
  });

  it('is folded once by workers that do it at the same time, while records arrive', async () => {
    const { deps } = tree.domain;
    const arriving = sendTo(tree, 'switch-1', ndjson(calls('d', 5_000)));
    for (let i = 0; i < 10; i++) await Promise.all([foldUsage(deps), foldUsage(deps), foldUsage(deps)]);
    await arriving;
    await foldUsage(deps);
    expect(await deps.db.rows('select from usage_delta')).toEqual([]);
    expect(await counted()).toEqual(await charged());
  });

  it('by customer and day is what the parent charges its direct customers', async () => {
    const rows = await tree.domain.deps.db.rows(
      `select customer_id, trim_scale(sum(cost))::text as cost, trim_scale(sum(parent_cost))::text as "parentCost"
       from usage_customer_day where parent_id = $1 group by customer_id`,
      [tree.sub.uuid],
    );
    const [own] = await tree.domain.deps.db.rows(
      `select trim_scale(sum(revenue_amount))::text as revenue, trim_scale(sum(cost_amount))::text as cost
       from charge where customer_id = $1`,
      [tree.sub.uuid],
    );
    const { cost, revenue } = own as { cost: string; revenue: string };
    expect(rows).toEqual([{ customer_id: tree.acme.uuid, cost: revenue, parentCost: cost }]);
  });
});
