import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { priceLevel } from '../src/rating/charge-record.ts';
import { chargingPlan } from './fixtures/charging-plan.ts';
import { chargesOf, type IngestTree } from './fixtures/ingest-tree.ts';
import { createStoredCases, storedRows as rows } from './fixtures/stored-cases.ts';
import { ratingCases } from './rating-cases/index.ts';

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

describe('stored charges', () => {
  let tree: IngestTree;
  beforeAll(async () => {
    tree = await createStoredCases();
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
