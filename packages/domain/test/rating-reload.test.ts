import { createDb, type Db } from '@strowger/db';
import { execute, parseInput } from '@strowger/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chargeBy,
  chargesOf,
  chunksOf,
  createIngestTree,
  type IngestTree,
  nativeCall,
  ndjson,
  uuidOf,
} from './fixtures/ingest-tree.ts';

let tree: IngestTree;
let planId: string;
/** Two more processes, as far as the database and all that is kept in memory go. */
let others: Db[];
beforeAll(async () => {
  tree = await createIngestTree();
  const deck = 'prefix,name,pricePerMinute\n31,NL,0.60\n';
  planId = await chargeBy(tree.domain, tree.sub, tree.acme, deck);
  others = [createDb(tree.domain.deps.db.url), createDb(tree.domain.deps.db.url)];
});
afterAll(async () => {
  await Promise.all(others.map((db) => db.close()));
  await tree.domain.close();
});

let serial = 0;
/** What acme is charged for a minute that is taken in by that process. */
async function minuteBy(db: Db): Promise<string | null | undefined> {
  const recordKey = `reload-${serial++}`;
  const call = nativeCall({
    recordKey,
    answeredAt: '2026-11-25T10:00:05.000Z',
    endedAt: '2026-11-25T10:01:05.000Z',
  });
  const body = { mediaType: 'application/x-ndjson', chunks: chunksOf(ndjson([call])) };
  const deps = { ...tree.domain.deps, db };
  const input = parseInput('ingestCallRecords', { source: 'switch-1' });
  await execute(deps, tree.domain.platform, 'ingestCallRecords', input, { requestId: 'test' }, body);
  return (await chargesOf(tree, recordKey))[0]?.cost;
}

const everywhere = async () => [await minuteBy(others[0] as Db), await minuteBy(others[1] as Db)];
const run = (...call: Parameters<typeof tree.domain.run>) => tree.domain.run(...call);

describe('compiled prefix tables', () => {
  it('are read anew by every process for the very next batch after a rate has changed', async () => {
    expect(await everywhere()).toEqual(['0.6000', '0.6000']);
    const csv = 'prefix,name,pricePerMinute,validFrom\n3120,Amsterdam,0.30,2026-01-01T00:00:00Z\n';
    const body = { mediaType: 'text/csv', chunks: chunksOf(csv) };
    await run(tree.domain.platform, 'importRates', { tariffplanId: planId }, {}, body);
    expect(await everywhere()).toEqual(['0.3000', '0.3000']);

    await run(tree.domain.platform, 'createRate', {
      tariffplanId: planId,
      prefix: '31201',
      name: 'Amsterdam 1',
      pricePerMinute: '0.10',
      validFrom: '2026-01-01T00:00:00Z',
    });
    expect(await everywhere()).toEqual(['0.1000', '0.1000']);
  });

  it('follow the rounding, the off-peak times and the validity of the plan', async () => {
    await run(tree.domain.platform, 'updateTariffplan', { tariffplanId: planId, roundingDecimals: 1 });
    expect(await everywhere()).toEqual(['0.1', '0.1']);
    await run(tree.domain.platform, 'updateTariffplan', {
      tariffplanId: planId,
      validTo: '2026-11-25T10:00:00Z',
    });
    expect(await everywhere()).toEqual([null, null]);
    await run(tree.domain.platform, 'updateTariffplan', { tariffplanId: planId, validTo: null });
    expect(await everywhere()).toEqual(['0.1', '0.1']);
  });

  it('keep a rate that cannot be computed with from nobody but its own calls', async () => {
    await tree.domain.deps.db.rows(
      `update rate set price_per_minute = 0.123456789 where tariffplan_id = $1 and prefix = '31201'`,
      [uuidOf('tariffplan', planId)],
    );
    await tree.domain.deps.db.rows('update tariffplan set rates_version = rates_version + 1 where id = $1', [
      uuidOf('tariffplan', planId),
    ]);
    expect(await everywhere()).toEqual([null, null]);
    const charges = await chargesOf(tree, `reload-${serial - 1}`);
    expect(charges.map(({ status }) => status)).toEqual(['failed', 'failed', 'rated', 'rated']);
  });
});
