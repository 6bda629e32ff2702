import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeMonths } from '../src/partitions/make-months.ts';
import { retireMonths } from '../src/partitions/retire-months.ts';
import { createIngestTree, type IngestTree, nativeCall, ndjson, sendTo } from './fixtures/ingest-tree.ts';

let tree: IngestTree;
beforeEach(async () => {
  tree = await createIngestTree();
});
afterEach(() => tree.domain.close());

const DAY_SECONDS = 86_400;
const rows = <Row extends object>(sql: string, values: unknown[] = []) =>
  tree.domain.deps.db.rows<Row>(sql, values);

/** state -> months of call records, of which the other tables have the same. */
async function months() {
  const found = await rows<{ parent: string; month: string; state: string }>(
    `select parent, to_char(month_start at time zone 'UTC', 'YYYY-MM') as month, state from monthly_partition order by 2`,
  );
  const of = (parent: string) =>
    Object.groupBy(
      found.filter((partition) => partition.parent === parent),
      (partition) => partition.state,
    );
  for (const { parent } of found) expect(shape(of(parent))).toEqual(shape(of('call_record')));
  return shape(of('call_record'));
}
const shape = (groups: Partial<Record<string, { month: string }[]>>) =>
  Object.fromEntries(Object.entries(groups).map(([state, list]) => [state, list?.map(({ month }) => month)]));

const callAt = (startedAt: string, recordKey = startedAt) =>
  nativeCall({ recordKey, startedAt, ringingAt: null, answeredAt: startedAt, endedAt: startedAt });
const send = (...records: object[]) => sendTo(tree, 'switch-1', ndjson(records));
const count = async () => {
  const [row] = await rows<{ count: number }>('select count(*)::int from call_record');
  return row?.count;
};

describe('months', () => {
  it('are made ahead, once, by however many workers', async () => {
    await Promise.all(Array.from({ length: 4 }, () => makeMonths(tree.domain.deps)));
    expect(await months()).toEqual({ attached: ['2026-11', '2026-12', '2027-01'] });
    tree.domain.clock.advanceSeconds(10 * DAY_SECONDS);
    await Promise.all(Array.from({ length: 4 }, () => makeMonths(tree.domain.deps)));
    expect(await months()).toEqual({ attached: ['2026-11', '2026-12', '2027-01', '2027-02'] });
  });

  it('leave no gap at midnight of the first, while an ingest goes on and two workers keep house', async () => {
    const { clock, deps } = tree.domain;
    clock.advanceSeconds(5 * DAY_SECONDS + 43_199);
    expect(clock.now()).toEqual(new Date('2026-11-30T23:59:59Z'));
    await makeMonths(deps);
    expect((await months()).attached).toContain('2026-12');

    const around = Array.from({ length: 4_000 }, (_, i) =>
      callAt(new Date(Date.UTC(2026, 11, 1) - 2_000 + i).toISOString(), `midnight-${i}`),
    );
    const chunks = (async function* () {
      yield Buffer.from(ndjson(around.slice(0, 1_500)));
      clock.advanceSeconds(1);
      await Promise.all([makeMonths(deps), makeMonths(deps)]);
      yield Buffer.from(ndjson(around.slice(1_500)));
    })();
    const body = { mediaType: 'application/x-ndjson', chunks };
    expect(
      await tree.domain.run(tree.domain.platform, 'ingestCallRecords', { source: 'switch-1' }, {}, body),
    ).toMatchObject({ accepted: 4_000, quarantined: 0 });
    expect(
      await rows(
        `select tableoid::regclass::text as "table", count(*)::int from call_record group by 1 order by 1`,
      ),
    ).toEqual([
      { table: 'call_record_2026_11', count: 2_000 },
      { table: 'call_record_2026_12', count: 2_000 },
    ]);
    expect(await rows('select count(*)::int from charge')).toEqual([{ count: 16_000 }]);
  });
});

describe('retireMonths', () => {
  const old = '2026-07-31T23:59:59.999Z';
  const kept = '2026-08-01T00:00:00.000Z';
  const retire = (retentionMonths?: number) => retireMonths(tree.domain.deps, retentionMonths);

  it('detaches what is older, keeps it for a month more, and has it back if the retention is raised', async () => {
    await makeMonths(tree.domain.deps);
    await send(callAt(old), callAt(kept));
    await retire(3);
    expect(await months()).toMatchObject({
      attached: ['2026-08', '2026-11', '2026-12', '2027-01'],
      detached: ['2026-07'],
    });
    expect(await count()).toBe(1);
    await retire(12);
    expect((await months()).detached).toBeUndefined();
    expect(await count()).toBe(2);
    await retire(3);
    tree.domain.clock.advanceSeconds(31 * DAY_SECONDS);
    await retire(3);
    expect(await months()).toEqual({ attached: ['2026-11', '2026-12', '2027-01'], detached: ['2026-08'] });
    await retire();
    expect(await months()).toEqual({ attached: ['2026-08', '2026-11', '2026-12', '2027-01'] });
    expect(await count()).toBe(1);
  });

  it('is done once by workers that come at the same time', async () => {
    await send(callAt(old), callAt(kept));
    await Promise.all([retire(3), retire(3), retire(3)]);
    expect(await months()).toEqual({ attached: ['2026-08'], detached: ['2026-07'] });
  });

  it('waits for an ingest that is under way, which stands, and lets no record in behind it', async () => {
    await send(callAt(old));
    const client = await tree.domain.deps.db.pool.connect();
    await client.query('begin');
    await client.query(`update call_record set dialed = 'late' where started_at = '${old}'`);
    let retired = false;
    const retiring = retire(3).then(() => {
      retired = true;
    });
    await sleep(300);
    expect(retired).toBe(false);
    await client.query('commit');
    client.release();
    await retiring;
    expect(await rows('select dialed from call_record_2026_07')).toEqual([{ dialed: 'late' }]);

    expect(await send(callAt('2026-07-31T12:00:00Z', 'too-late'), callAt(kept))).toMatchObject({
      accepted: 1,
      quarantined: 1,
    });
    const { items } = await tree.domain.run(tree.domain.platform, 'getQuarantinedRecords', {});
    expect(items).toMatchObject([
      {
        reason: 'invalid',
        detail: 'startedAt lies before 2026-08-01T00:00:00.000Z: older records are not kept',
      },
    ]);
    expect((await months()).attached).not.toContain('2026-07');
  });

  it('goes on where another worker was killed in the middle', async () => {
    await send(callAt(old));
    const client = await tree.domain.deps.db.pool.connect();
    await client.query('begin');
    await client.query('select from call_record limit 1');
    const killed = retire(3).catch((error: Error) => error.message);
    await expect
      .poll(() => rows(`select pid from pg_stat_activity where query like 'alter table%concurrently'`))
      .toHaveLength(1);
    await rows(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like 'alter table%concurrently'`,
    );
    expect(await killed).toMatch(/terminat/);
    await client.query('commit');
    client.release();
    expect(await rows(`select child from monthly_partition where state = 'pending'`)).toHaveLength(1);
    await retire(3);
    expect(await months()).toEqual({ detached: ['2026-07'] });
  });

  it('has an order answered that asks for what is not kept', async () => {
    await retire(3);
    const consumer = await tree.domain.run(tree.domain.platform, 'createInbox', {
      customerId: tree.platform.id,
    });
    const order = (from: string) =>
      tree.domain.run(tree.domain.platform, 'getCallRecords', { consumer: consumer.id, from });
    await expect(order(old)).rejects.toMatchObject({
      code: 'validation',
      message: 'from must not lie before 2026-08-01T00:00:00.000Z: older records are not kept.',
    });
    await expect(order(kept)).resolves.toMatchObject({ status: 'accepted' });
  });

  it('has a download and a redelivery answered as gone whose records are', async () => {
    const { run, platform, deps } = tree.domain;
    const consumer = await run(platform, 'createInbox', { customerId: tree.platform.id });
    const order = await run(platform, 'getCallRecords', { consumer: consumer.id, from: old });
    await deps.db.rows(`update call_record_request set status = 'completed'`);
    await retire(3);
    const requestId = order.id;
    for (const asked of [
      run(platform, 'downloadCallRecordRequest', { requestId }),
      run(platform, 'redeliverCallRecordRequest', { requestId, scope: 'all' }),
    ]) {
      await expect(asked).rejects.toMatchObject({
        code: 'gone',
        message: 'Records before 2026-08-01T00:00:00.000Z are not kept any more.',
      });
    }
  });
});
