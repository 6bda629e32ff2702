import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { priceLevel } from '../src/rating/charge-record.ts';
import { chargingPlan } from './fixtures/charging-plan.ts';
import {
  chargeBy,
  chargesOf,
  createIngestTree,
  type IngestTree,
  nativeCall,
  ndjson,
  sendTo,
} from './fixtures/ingest-tree.ts';
import { ratingCases } from './rating-cases/index.ts';
import { readTable } from './rating-cases/read-table.ts';
import { storedCases } from './rating-cases/stored.ts';

describe('the rating cases', () => {
  it('are more than two hundred, each of its own', () => {
    expect(ratingCases.length).toBeGreaterThan(200);
    expect(new Set(ratingCases.map(({ name }) => name)).size).toBe(ratingCases.length);
  });

  it.each(ratingCases)('$name: $arithmetic', ({ call, expected, ...given }) => {
    const { amount, billedSeconds, prefix } = priceLevel(call, {
      plan: chargingPlan(given),
      currency: 'EUR',
    });
    expect(amount === null ? null : { amount, billedSeconds, prefix }).toEqual(expected);
  });
});

type Column =
  | 'to'
  | 'direction'
  | 'starts'
  | 'talk ms'
  | 'acme'
  | 'acme s'
  | 'sub'
  | 'sub s'
  | 'reseller'
  | 'reseller s'
  | 'arithmetic';
const rows = readTable<Column>(storedCases);

describe('stored charges', () => {
  let tree: IngestTree;
  beforeAll(async () => {
    tree = await createIngestTree();
    const { domain, platform, reseller, sub, acme } = tree;
    const head =
      'prefix,name,direction,connectionFee,pricePerMinute,offPeakPricePerMinute,initialSeconds,incrementSeconds,graceSeconds,minimumCharge,blocked\n';
    await chargeBy(
      domain,
      sub,
      acme,
      `${head}31,NL,,0.05,0.02,,60,60,,,\n33,FR,,0.05,0.02,,60,60,,,\n44,UK,,0,0.03,,1,1,5,0.02,\n3190,NL premium,,0,0.90,,1,1,,,true\n31,NL,inbound,0,0.006,,1,1,,,\n`,
      { roundingMode: 'up', roundingDecimals: 2 },
    );
    await chargeBy(
      domain,
      reseller,
      sub,
      `${head}31,NL,,0,0.0150,,30,6,,,\n3120,Amsterdam,,0,0.0125,0.0100,30,6,,,\n44,UK,,0,0.0240,,1,1,,,\n`,
      {
        offPeak: {
          timeZone: 'Europe/Amsterdam',
          windows: [
            {
              days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
              from: '20:00',
              to: '08:00',
            },
          ],
        },
      },
    );
    const planId = await chargeBy(
      domain,
      platform,
      reseller,
      `${head}31,NL,,0,0.0081,,1,1,,,\n44,UK,,0,0.0060,,1,1,,,\n`,
      { roundingMode: 'halfUp', roundingDecimals: 6 },
    );
    await domain.run(
      domain.platform,
      'importRates',
      { tariffplanId: planId },
      {},
      {
        mediaType: 'text/csv',
        chunks: (async function* () {
          yield Buffer.from('prefix,name,pricePerMinute,validFrom\n44,UK,0.0090,2026-11-26T11:00:00Z\n');
        })(),
      },
    );
    await sendTo(
      tree,
      'switch-1',
      ndjson(
        rows.map((row, i) => {
          const startedAt = row.starts;
          const endedAt = new Date(Date.parse(startedAt) + Number(row['talk ms'])).toISOString();
          return nativeCall({
            recordKey: `case-${i}`,
            direction: row.direction,
            to: row.to,
            startedAt,
            ringingAt: null,
            answeredAt: startedAt,
            endedAt,
          });
        }),
      ),
    );
  });
  afterAll(() => tree.domain.close());

  it.each(rows.map((row, i) => ({ ...row, i })))(
    '$direction $to at $starts: $arithmetic',
    async ({ i, acme, sub, reseller, ...row }) => {
      const charges = await chargesOf(tree, `case-${i}`);
      const stored = charges
        .slice(0, 3)
        .map(({ cost, costSeconds }) => [cost ?? '-', costSeconds === null ? '-' : String(costSeconds)]);
      expect(stored).toEqual([
        [acme, row['acme s']],
        [sub, row['sub s']],
        [reseller, row['reseller s']],
      ]);
      // What one level pays is what the next one earns.
      expect(charges.slice(1).map(({ revenue }) => revenue ?? '-')).toEqual([acme, sub, reseller]);
      const open = [acme, sub, reseller].map((amount) => amount === '-');
      expect(charges.map(({ status }) => status)).toEqual(
        [0, 1, 2, 3].map((level) => (open[level] || open[level - 1] ? 'unrated' : 'rated')),
      );
    },
  );
});
