import { encodeId, type OperationWireInput, type Rerating } from '@strowger/contracts';
import { type DomainError, foldUsage, rerateUnrated, resumeReratings, runRerating } from '@strowger/domain';
import { makeCustomer } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rerateBatch } from '../src/reratings/rerate-batch.ts';
import { subscribe } from './fixtures/events.ts';
import {
  chargeBy,
  chargesOf,
  chunksOf,
  createIngestTree,
  type IngestTree,
  nativeCall,
  ndjson,
  sendTo,
  uuidOf,
} from './fixtures/ingest-tree.ts';

let tree: IngestTree;
beforeAll(async () => {
  tree = await createIngestTree();
});
afterAll(() => tree.domain.close());

const rows = <Row extends object>(sql: string, values: unknown[] = []) =>
  tree.domain.deps.db.rows<Row>(sql, values);
const uuid = (id: string) => uuidOf('rerating', id);

/** Each test has a month of its own, so that it re-rates no calls of another. */
let month = 0;
let day = '';
const nextMonth = () => {
  day = `2026-${String((month++ % 10) + 1).padStart(2, '0')}`;
};
const period = () => ({ from: `${day}-01T00:00:00Z`, to: `${day}-28T00:00:00Z` });
const minute = (recordKey: string, fields: Record<string, unknown> = {}) =>
  nativeCall({
    recordKey,
    startedAt: `${day}-10T10:00:00.000Z`,
    ringingAt: null,
    answeredAt: `${day}-10T10:00:00.000Z`,
    endedAt: `${day}-10T10:01:00.000Z`,
    ...fields,
  });
const ingest = (...calls: object[]) => sendTo(tree, 'switch-1', ndjson(calls));

const importCsv = (tariffplanId: string, csv: string) =>
  tree.domain.run(
    tree.domain.platform,
    'importRates',
    { tariffplanId },
    {},
    { mediaType: 'text/csv', chunks: chunksOf(`prefix,name,pricePerMinute,validFrom\n${csv}`) },
  );
const planOf = async (customer: 'acme' | 'sub' | 'reseller') =>
  (await tree.domain.run(tree.domain.platform, 'getCustomer', { customerId: tree[customer].id }))
    .tariffplanId ?? '';

type Order = Partial<OperationWireInput<'rerateCallRecords'>>;
/** Orders, does what a worker does, and reads what came of it. */
async function rerate(fields: Order = {}, caller = tree.sub.caller): Promise<Rerating> {
  const { id } = await tree.domain.run(caller, 'rerateCallRecords', {
    customerId: tree.sub.id,
    ...period(),
    ...fields,
  });
  await runRerating(tree.domain.deps, uuid(id));
  return tree.domain.run(caller, 'getRerating', { reratingId: id });
}

const amounts = async (recordKey: string) =>
  (await chargesOf(tree, recordKey)).map(({ customer, status, cost, revenue }) => [
    customer,
    status,
    cost,
    revenue,
  ]);
const idOf = async (recordKey: string) => {
  const [row] = await rows<{ id: string }>('select id from call_record where record_key = $1', [recordKey]);
  return encodeId('callRecord', row?.id ?? '');
};
const explain = async (who: 'acme' | 'sub' | 'reseller', recordKey: string, revision?: number) =>
  tree.domain.run(tree[who].caller, 'explainCallRecord', {
    callRecordId: await idOf(recordKey),
    ...(revision && { revision: String(revision) }),
  });

/** What usage says of each customer, and what the charges of all records add up to. */
async function counted() {
  await foldUsage(tree.domain.deps);
  const usage = await rows(
    `select customer_id, trim_scale(sum(cost))::text as cost, trim_scale(sum(revenue))::text as revenue,
       sum(unrated)::int as unrated, sum(calls)::int as calls from usage_hour group by 1 order by 1`,
  );
  const charges = await rows(
    `select g.customer_id, trim_scale(sum(coalesce(g.cost_amount, 0)))::text as cost,
       trim_scale(sum(coalesce(g.revenue_amount, 0)))::text as revenue,
       count(*) filter (where g.rating_status in ('unrated', 'failed'))::int as unrated, count(*)::int as calls
     from charge g group by 1 order by 1`,
  );
  return { usage, charges };
}

describe('an ordered re-rating', () => {
  it('gives the two levels that share a price a new revision, and leaves all others as they are', async () => {
    nextMonth();
    await ingest(minute('one'));
    expect(await amounts('one')).toEqual([
      ['acme', 'rated', '0.0700', null], // 0.05 + 0.02
      ['sub', 'rated', '0.0125', '0.0700'],
      ['reseller', 'rated', '0.008100', '0.0125'],
      ['platform', 'rated', null, '0.008100'],
    ]);
    // A correction from the beginning of time on: 0.20 a minute, by the second, no fee.
    await importCsv(await planOf('acme'), '31,Netherlands,0.20,2026-01-01T00:00:00Z\n');
    const done = await rerate();
    expect(done).toMatchObject({
      status: 'completed',
      origin: 'ordered',
      expectedCount: 1,
      examined: 1,
      changed: 1,
      withoutRate: 0,
      dryRun: false,
      plan: 'asAccepted',
      only: 'all',
    });
    expect(done.differences.map(({ currency, difference }) => [currency, Number(difference)])).toEqual([
      ['EUR', 0.13],
    ]);
    expect(await amounts('one')).toEqual([
      ['acme', 'rated', '0.2000', null],
      ['sub', 'rated', '0.0125', '0.2000'],
      ['reseller', 'rated', '0.008100', '0.0125'],
      ['platform', 'rated', null, '0.008100'],
    ]);
    const revisions = await rows(
      `select c.level, c.revision, c.revised_in is not null as revised, count(h.*)::int as kept from charge c
       left join charge_history h using (customer_id, started_at, record_id, tenant_id)
       join call_record r on r.id = c.record_id where r.record_key = 'one' group by 1, 2, 3 order by 1`,
    );
    expect(revisions).toEqual([
      { level: 0, revision: 2, revised: true, kept: 1 },
      { level: 1, revision: 2, revised: true, kept: 1 },
      { level: 2, revision: 1, revised: false, kept: 0 },
      { level: 3, revision: 1, revised: false, kept: 0 },
    ]);
  });

  it('keeps every revision explained, each by its own rate', async () => {
    const [old, now] = [await explain('acme', 'one', 1), await explain('acme', 'one')];
    expect(old).toMatchObject({
      revision: 1,
      cost: { amount: '0.0700', agrees: true, rate: { connectionFee: '0.05' } },
    });
    expect(now).toMatchObject({
      revision: 2,
      cost: { amount: '0.2000', agrees: true, rate: { connectionFee: '0' } },
    });
    expect(now.revisions.map(({ revision }) => revision)).toEqual([2, 1]);
    expect(await explain('sub', 'one', 1)).toMatchObject({
      revenue: { amount: '0.0700' },
      cost: { amount: '0.0125' },
    });
    expect((await explain('reseller', 'one')).revisions).toHaveLength(1);
  });

  it('changes nothing the second time', async () => {
    expect(await rerate()).toMatchObject({ examined: 1, changed: 0, differences: [] });
    expect((await explain('acme', 'one')).revision).toBe(2);
  });

  it('counts the difference: usage stays the sum of the charges', async () => {
    const { usage, charges } = await counted();
    expect(usage).toEqual(charges);
  });

  it('tells the difference and changes nothing as a dry run', async () => {
    nextMonth();
    await ingest(minute('dry-1'), minute('dry-2'));
    await importCsv(await planOf('acme'), '31,Netherlands,0.10,2026-01-01T00:00:00Z\n');
    const before = await rows('select * from charge order by record_id, level');
    const done = await rerate({ dryRun: true });
    expect(done).toMatchObject({ status: 'completed', changed: 2 });
    expect(
      done.differences.map(({ before, after, difference }) => [before, after, difference].map(Number)),
    ).toEqual([[0.4, 0.2, -0.2]]);
    expect(await rows('select * from charge order by record_id, level')).toEqual(before);
  });

  it('can be narrowed to a child, a direction, a number and calls without a price', async () => {
    nextMonth();
    const other = await makeCustomer(tree.domain, tree.sub, { kind: 'end', externalId: 'other' });
    await tree.domain.run(tree.sub.caller, 'updateCustomer', {
      customerId: other.id,
      tariffplanId: await planOf('acme'),
    });
    await ingest(
      minute('narrow-out'),
      minute('narrow-rotterdam', { to: '+31101234567' }),
      minute('narrow-in', { direction: 'inbound', to: '+31858881234' }),
      minute('narrow-other', { authUser: null, accountCode: 'other' }),
      minute('narrow-unrated', { to: '+491701234567' }),
    );
    const plan = await planOf('acme');
    await importCsv(plan, '31,Netherlands,0.30,2026-01-01T00:00:00Z\n49,Germany,0.40,2026-01-01T00:00:00Z\n');
    const changedBy = async (fields: Order) => (await rerate({ ...fields, dryRun: true })).changed;
    expect(await changedBy({})).toBe(4);
    expect(await changedBy({ childId: other.id })).toBe(1);
    expect(await changedBy({ direction: 'inbound' })).toBe(0);
    expect(await changedBy({ toNumber: '3110' })).toBe(1);
    expect(await changedBy({ toNumber: '+3120' })).toBe(2);
    expect(await changedBy({ only: 'unrated' })).toBe(1);
    expect(await changedBy({ from: `${day}-11T00:00:00Z` })).toBe(0);
  });

  it('lets a call keep its price that nothing would price any more', async () => {
    nextMonth();
    await ingest(minute('kept'));
    await tree.domain.run(tree.sub.caller, 'updateTariffplan', {
      tariffplanId: await planOf('acme'),
      validFrom: '2026-11-25T00:00:00Z',
    });
    const before = await amounts('kept');
    expect(await rerate()).toMatchObject({ changed: 0, withoutRate: 1 });
    expect(await amounts('kept')).toEqual(before);
    await tree.domain.run(tree.sub.caller, 'updateTariffplan', {
      tariffplanId: await planOf('acme'),
      validFrom: '2026-01-01T00:00:00Z',
    });
  });

  it('goes by the plan that was asked, or by the present one where that is wanted', async () => {
    nextMonth();
    await ingest(minute('plan'));
    const old = await planOf('acme');
    await chargeBy(tree.domain, tree.sub, tree.acme, 'prefix,name,pricePerMinute\n31,NL,0.99\n');
    expect(await rerate()).toMatchObject({ changed: 0 });
    expect(await rerate({ plan: 'present' })).toMatchObject({ changed: 1 });
    expect((await amounts('plan'))[0]).toEqual(['acme', 'rated', '0.9900', null]);
    await tree.domain.run(tree.domain.platform, 'updateCustomer', {
      customerId: tree.acme.id,
      tariffplanId: old,
    });
  });

  it('never goes by what another parent charges a child that has moved', async () => {
    nextMonth();
    const mover = await makeCustomer(tree.domain, tree.sub, { kind: 'end', externalId: 'mover' });
    await chargeBy(tree.domain, tree.sub, mover, 'prefix,name,pricePerMinute\n31,NL,0.50\n');
    await ingest(minute('moved', { authUser: null, accountCode: 'mover' }));
    await tree.domain.run(tree.domain.platform, 'updateCustomer', {
      customerId: mover.id,
      parentId: tree.reseller.id,
    });
    await chargeBy(tree.domain, tree.reseller, mover, 'prefix,name,pricePerMinute\n31,NL,0.77\n');
    expect(await rerate({ plan: 'present' })).toMatchObject({ examined: 1, changed: 0 });
    // And its new parent finds no charge of it to price.
    expect(
      await rerate({ customerId: tree.reseller.id, childId: mover.id }, tree.reseller.caller),
    ).toMatchObject({
      changed: 0,
    });
    expect(
      (
        await rows<{ cost: string }>(
          `select cost_amount::text as cost from charge g join call_record r on r.id = g.record_id
       where r.record_key = 'moved' and g.level = 0`,
        )
      )[0]?.cost,
    ).toBe('0.5000');
  });

  it('is for the seller and those above: nobody re-rates what its parent charges', async () => {
    nextMonth();
    const order = { customerId: tree.reseller.id, ...period() };
    const refused = await tree.domain
      .run(tree.sub.caller, 'rerateCallRecords', order)
      .catch((error: DomainError) => error);
    expect(refused).toMatchObject({ code: 'notFound' });
    const { id } = await tree.domain.run(tree.reseller.caller, 'rerateCallRecords', order);
    const { items } = await tree.domain.run(tree.sub.caller, 'getReratings', {});
    expect(items.map((item) => item.id)).not.toContain(id);
    expect(
      await tree.domain
        .run(tree.sub.caller, 'getRerating', { reratingId: id })
        .catch((error: DomainError) => error),
    ).toMatchObject({ code: 'notFound' });
    const acme = { customerId: tree.acme.id, ...period() };
    expect(
      await tree.domain.run(tree.sub.caller, 'rerateCallRecords', acme).catch((error: DomainError) => error),
    ).toMatchObject({
      code: 'validation',
      message: 'customerId names an end customer, which sells to nobody.',
    });
    expect(await tree.domain.run(tree.reseller.caller, 'cancelRerating', { reratingId: id })).toMatchObject({
      status: 'cancelled',
    });
    await runRerating(tree.domain.deps, uuid(id));
    expect(await tree.domain.run(tree.reseller.caller, 'getRerating', { reratingId: id })).toMatchObject({
      status: 'cancelled',
      examined: 0,
    });
  });

  it('goes on behind what is done, by several workers at once, and counts nothing twice', async () => {
    nextMonth();
    const calls = Array.from({ length: 1_203 }, (_, i) =>
      minute(`many-${i}`, {
        startedAt: `${day}-10T10:00:00.${String(i % 1000).padStart(3, '0')}Z`,
        answeredAt: `${day}-10T10:00:01.000Z`,
        endedAt: `${day}-10T10:01:01.000Z`,
      }),
    );
    await ingest(...calls);
    await importCsv(await planOf('acme'), '31,Netherlands,0.45,2026-01-01T00:00:00Z\n');
    const { id } = await tree.domain.run(tree.sub.caller, 'rerateCallRecords', {
      customerId: tree.sub.id,
      ...period(),
    });
    expect(await rerateBatch(tree.domain.deps, uuid(id))).toBe(true);
    const half = await tree.domain.run(tree.sub.caller, 'getRerating', { reratingId: id });
    expect(half).toMatchObject({ status: 'processing', expectedCount: 1_203, examined: 500, changed: 500 });
    await Promise.all([1, 2, 3].map(() => runRerating(tree.domain.deps, uuid(id))));
    const done = await tree.domain.run(tree.sub.caller, 'getRerating', { reratingId: id });
    expect(done).toMatchObject({ status: 'completed', examined: 1_203, changed: 1_203 });
    const [row] = await rows(
      `select count(*)::int as charges, min(g.revision) as first, max(g.revision) as last from charge g
       join call_record r on r.id = g.record_id where r.record_key like 'many-%' and g.customer_id = $1`,
      [tree.acme.uuid],
    );
    expect(row).toEqual({ charges: 1_203, first: 2, last: 2 });
    const { usage, charges } = await counted();
    expect(usage).toEqual(charges);
  });

  it('is taken up again if whoever worked on it is gone', async () => {
    nextMonth();
    const { id } = await tree.domain.run(tree.sub.caller, 'rerateCallRecords', {
      customerId: tree.sub.id,
      ...period(),
    });
    const waiting = () =>
      tree.domain.jobs.filter((job) => job.name === 'rerate' && job.data.reratingId === uuid(id));
    expect(waiting()).toHaveLength(1);
    await resumeReratings(tree.domain.deps);
    expect(waiting()).toHaveLength(1);
    tree.domain.clock.advanceSeconds(301);
    await resumeReratings(tree.domain.deps);
    expect(waiting()).toHaveLength(2);
    await runRerating(tree.domain.deps, uuid(id));
  });
});

describe('calls without a price', () => {
  /** Does what the worker does with the jobs that the test has left. */
  async function work(): Promise<void> {
    const jobs = tree.domain.jobs.splice(0);
    for (const job of jobs) {
      if (job.name === 'rerateUnrated') await rerateUnrated(tree.domain.deps, job.data);
      if (job.name === 'rerate') await runRerating(tree.domain.deps, job.data.reratingId);
    }
    if (tree.domain.jobs.length > 0) await work();
  }

  it('are rated by themselves when a rate is added, and the owners of charges that changed are told', async () => {
    nextMonth();
    await work();
    const told = {
      acme: await subscribe(tree.domain, tree.acme, ['call_record.revised']),
      sub: await subscribe(tree.domain, tree.sub, ['call_record.revised']),
      reseller: await subscribe(tree.domain, tree.reseller, ['call_record.revised']),
    };
    await ingest(minute('belgium-1', { to: '+3221234567' }), minute('belgium-2', { to: '+3221234567' }));
    expect((await amounts('belgium-1')).map(([, status]) => status)).toEqual(Array(4).fill('unrated'));
    await tree.domain.run(tree.sub.caller, 'createRate', {
      tariffplanId: await planOf('acme'),
      prefix: '32',
      name: 'Belgium',
      pricePerMinute: '0.08',
      validFrom: '2026-01-01T00:00:00Z',
    });
    await work();
    expect(await amounts('belgium-1')).toEqual([
      ['acme', 'rated', '0.0800', null],
      ['sub', 'unrated', null, '0.0800'],
      ['reseller', 'unrated', null, null],
      ['platform', 'unrated', null, null],
    ]);
    const data = {
      recordCount: 2,
      from: `${day}-10T10:00:00.000Z`,
      to: `${day}-10T10:00:00.001Z`,
      reason: 'A rate was added that prices records which had no price.',
    };
    expect(await told.acme.told()).toMatchObject([
      { type: 'call_record.revised', data: { ...data, customerId: tree.acme.id } },
    ]);
    expect(await told.sub.told()).toMatchObject([{ data: { ...data, customerId: tree.sub.id } }]);
    expect(await told.reseller.told()).toEqual([]);
    const { items } = await tree.domain.run(tree.sub.caller, 'getReratings', { limit: '1' });
    expect(items[0]).toMatchObject({
      origin: 'automatic',
      status: 'completed',
      changed: 2,
      from: null,
      only: 'unrated',
    });
    const { usage, charges } = await counted();
    expect(usage).toEqual(charges);
  });

  it('are looked for a second time, as a batch may have been open when the rate came', async () => {
    nextMonth();
    await work();
    await ingest(minute('late', { to: '+3341234567' }));
    await importCsv(await planOf('acme'), '33,France,0.09,2026-01-01T00:00:00Z\n');
    const jobs = tree.domain.jobs.filter((job) => job.name === 'rerateUnrated');
    expect(jobs).toHaveLength(2);
    await work();
    expect((await amounts('late'))[0]).toEqual(['acme', 'rated', '0.0900', null]);
  });

  it('are left alone by a rate that does not price them', async () => {
    nextMonth();
    await work();
    await ingest(minute('far', { to: '+81312345678' }));
    await importCsv(await planOf('acme'), '34,Spain,0.09,2026-01-01T00:00:00Z\n');
    await work();
    expect((await explain('acme', 'far')).revision).toBe(1);
  });

  it('are found by a rate that comes while they are rated by what stood before', async () => {
    nextMonth();
    await work();
    const racing = await makeCustomer(tree.domain, tree.sub, { kind: 'end', externalId: 'racing' });
    await ingest(minute('racing', { authUser: null, accountCode: 'racing', to: '+3341234567' }));
    const plan = await chargeBy(tree.domain, tree.sub, racing, 'prefix,name,pricePerMinute\n31,NL,0.60\n');
    await rerateUnrated(tree.domain.deps, { customerId: racing.uuid });
    const begun = tree.domain.jobs.splice(0).find((job) => job.name === 'rerate');

    let rated: Promise<unknown> | undefined;
    await tree.domain.deps.db.transaction(async (tx) => {
      await tx.rows('lock table charge_history in share mode');
      const isWaiting = async (count: number) =>
        await expect
          .poll(() =>
            rows(`select pid from pg_stat_activity where datname = current_database()
                and wait_event_type = 'Lock'`),
          )
          .toHaveLength(count);
      const slow = runRerating(tree.domain.deps, begun?.data.reratingId ?? '');
      await isWaiting(1);
      await importCsv(plan, '33,France,0.70,2026-01-01T00:00:00Z\n');
      const looked = rerateUnrated(tree.domain.deps, { tariffplanId: uuidOf('tariffplan', plan) });
      await isWaiting(2);
      rated = Promise.all([slow, looked]);
    });
    await rated;
    // Without the second look.
    tree.domain.jobs.splice(
      0,
      tree.domain.jobs.length,
      ...tree.domain.jobs.filter(({ name }) => name === 'rerate'),
    );
    await work();
    const [charge] = await rows(
      `select g.cost_amount::text as cost from charge g join call_record r on r.id = g.record_id
       where r.record_key = 'racing' and g.level = 0`,
    );
    expect(charge).toEqual({ cost: '0.7000' });
  });

  it('are rated when the first plan is assigned, and found by a rate that comes after that', async () => {
    nextMonth();
    await work();
    const fresh = await makeCustomer(tree.domain, tree.sub, { kind: 'end', externalId: 'fresh' });
    await ingest(
      minute('fresh-nl', { authUser: null, accountCode: 'fresh' }),
      minute('fresh-fr', { authUser: null, accountCode: 'fresh', to: '+3341234567' }),
    );
    const plan = await chargeBy(tree.domain, tree.sub, fresh, 'prefix,name,pricePerMinute\n31,NL,0.60\n');
    await work();
    const costOf = async (recordKey: string) => {
      const [row] = await rows<{ cost: string | null; asked: string | null }>(
        `select g.cost_amount::text as cost, g.cost_asked_plan_id as asked from charge g
         join call_record r on r.id = g.record_id where r.record_key = $1 and g.level = 0`,
        [recordKey],
      );
      return row;
    };
    expect(await costOf('fresh-nl')).toEqual({ cost: '0.6000', asked: null });
    expect(await costOf('fresh-fr')).toEqual({ cost: null, asked: uuidOf('tariffplan', plan) });
    await importCsv(plan, '33,France,0.70,2026-01-01T00:00:00Z\n');
    await work();
    expect(await costOf('fresh-fr')).toEqual({ cost: '0.7000', asked: null });
    const { usage, charges } = await counted();
    expect(usage).toEqual(charges);
  });
});
