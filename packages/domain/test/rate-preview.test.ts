import { decodeId, type OperationWireInput } from '@strowger/contracts';
import type { DomainError } from '@strowger/domain';
import { createTestDomain, makeCustomer, type TestCustomer, type TestDomain } from '@strowger/testing/domain';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chunksOf } from './fixtures/ingest-tree.ts';

let domain: TestDomain;
let reseller: TestCustomer;
beforeAll(async () => {
  domain = await createTestDomain();
  reseller = await makeCustomer(domain, undefined, { name: 'Reseller' });
});
afterAll(() => domain.close());

const csv = (text: string) => ({ mediaType: 'text/csv', chunks: chunksOf(text) });
type Options = Omit<OperationWireInput<'previewRates'>, 'tariffplanId'>;
const preview = (tariffplanId: string, text: string, options: Options = {}) =>
  domain.run(reseller.caller, 'previewRates', { tariffplanId, ...options }, {}, csv(text));
const importCsv = (tariffplanId: string, text: string, options: Pick<Options, 'endMissingAt'> = {}) =>
  domain.run(reseller.caller, 'importRates', { tariffplanId, ...options }, {}, csv(text));
const makePlan = (fields: Partial<OperationWireInput<'createTariffplan'>> = {}) =>
  domain.run(reseller.caller, 'createTariffplan', {
    customerId: reseller.id,
    name: 'Retail',
    validFrom: '2026-01-01T00:00:00Z',
    ...fields,
  });
const everyRate = (planId: string) =>
  domain.deps.db.rows(
    `select prefix, direction, price_per_minute::text as price, valid_from as from, valid_to as to from rate
     where tariffplan_id = $1 order by prefix, direction, valid_from, valid_to`,
    [decodeId('tariffplan', planId)],
  );
const outcomeOf = (promise: Promise<unknown>) =>
  promise.then(
    (result) => ({ result, error: undefined }),
    (error: DomainError) => ({ result: undefined, error }),
  );

const head = 'prefix,name,pricePerMinute,validFrom\n';

describe('previewRates', () => {
  it('tells old and new terms of each line, and from when they count, and writes nothing', async () => {
    const plan = await makePlan();
    await importCsv(plan.id, `${head}31,NL,0.01,2026-01-01T00:00:00Z\n32,BE,0.02,2026-01-01T00:00:00Z\n`);
    const stored = await everyRate(plan.id);
    const seen = await preview(
      plan.id,
      `${head}31,NL,0.015,2027-01-01T00:00:00Z\n32,BE,0.0200,2027-01-01T00:00:00Z\n33,FR,0.03,2027-02-01T00:00:00Z\n`,
    );
    const terms = {
      connectionFee: '0',
      offPeakPricePerMinute: null,
      initialSeconds: 1,
      incrementSeconds: 1,
      graceSeconds: 0,
      minimumCharge: '0',
      blocked: false,
    };
    expect(seen).toEqual({
      tariffplanId: plan.id,
      accepted: true,
      added: {
        count: 1,
        items: [
          {
            line: 4,
            rateId: null,
            prefix: '33',
            direction: 'outbound',
            name: 'FR',
            at: '2027-02-01T00:00:00.000Z',
            validTo: null,
            before: null,
            after: { ...terms, pricePerMinute: '0.03' },
          },
        ],
      },
      changed: {
        count: 1,
        items: [
          {
            line: 2,
            rateId: expect.stringMatching(/^rat_/),
            prefix: '31',
            direction: 'outbound',
            name: 'NL',
            at: '2027-01-01T00:00:00.000Z',
            validTo: null,
            before: { ...terms, pricePerMinute: '0.01' },
            after: { ...terms, pricePerMinute: '0.015' },
          },
        ],
      },
      ended: { count: 0, items: [] },
      unchanged: 1,
      comparedWithCost: 'noCostPlan',
      underCost: { count: 0, items: [] },
      errors: { count: 0, items: [] },
    });
    expect(await everyRate(plan.id)).toEqual(stored);
    expect(await domain.deps.db.rows(`select from audit_entry where operation = 'previewRates'`)).toEqual([]);
  });

  it('tells what ends because the file does not name it', async () => {
    const plan = await makePlan();
    await importCsv(plan.id, `${head}31,NL,0.01,2026-01-01T00:00:00Z\n32,BE,0.02,2026-01-01T00:00:00Z\n`);
    const seen = await preview(plan.id, `${head}31,NL,0.01,2026-02-01T00:00:00Z\n`, {
      endMissingAt: '2027-01-01T00:00:00Z',
    });
    expect(seen).toMatchObject({
      unchanged: 1,
      ended: {
        count: 1,
        items: [
          {
            line: null,
            prefix: '32',
            at: '2027-01-01T00:00:00.000Z',
            before: { pricePerMinute: '0.02' },
            after: null,
          },
        ],
      },
    });
  });

  it('tells all that is wrong by line, beside what the other lines would do', async () => {
    const plan = await makePlan();
    await importCsv(plan.id, `${head}34,ES,0.01,2027-03-01T00:00:00Z\n`);
    const seen = await preview(
      plan.id,
      `${head}31,NL,0.01,\n32,BE,cheap,\n33,FR,0.01,2027-01-01T00:00:00Z\n33,FR,0.02,2027-02-01T00:00:00Z\n34,ES,0.02,\n`,
    );
    expect(seen.accepted).toBe(false);
    expect(seen.added.count).toBe(4);
    expect(seen.errors.count).toBe(3);
    expect(seen.errors.items.map(({ line, field, code }) => [line, field, code])).toEqual([
      [3, 'pricePerMinute', 'invalid'],
      [5, 'validFrom', 'invalid'],
      [6, 'validTo', 'conflict'],
    ]);
  });

  it('shows as many of each list as are asked for, and counts all', async () => {
    const plan = await makePlan();
    const lines = Array.from({ length: 130 }, (_, i) => `${1000 + i},x,0.01,\n`).join('');
    const byDefault = await preview(plan.id, head + lines);
    expect([byDefault.added.count, byDefault.added.items.length]).toEqual([130, 100]);
    const three = await preview(plan.id, head + lines, { show: '3' });
    expect(three.added.items.map(({ prefix }) => prefix)).toEqual(['1000', '1001', '1002']);
    const faulty = await preview(plan.id, `${head}${lines.replaceAll('0.01', 'x')}`, { show: '0' });
    expect(faulty.errors).toEqual({ count: 130, items: [] });
  });

  it('says of any two decks exactly what the import then does', async () => {
    const day = (n: number) => new Date(Date.UTC(2026, 9, 1 + n * 10)).toISOString();
    const line = fc.record({
      prefix: fc.constantFrom('31', '3120', '32', '44'),
      price: fc.constantFrom('0.01', '0.02'),
      from: fc.integer({ min: 0, max: 12 }),
      days: fc.option(fc.integer({ min: 1, max: 6 })),
      inbound: fc.boolean(),
    });
    const deckOf = (
      lines: { prefix: string; price: string; from: number; days: number | null; inbound: boolean }[],
    ) =>
      `prefix,name,pricePerMinute,validFrom,validTo,direction\n${lines
        .map(
          ({ prefix, price, from, days, inbound }) =>
            `${prefix},x,${price},${day(from)},${days === null ? '' : day(from + days)},${inbound ? 'inbound' : ''}\n`,
        )
        .join('')}`;
    let imported = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 4 }),
        fc.array(line, { maxLength: 4 }),
        fc.option(fc.integer({ min: 6, max: 12 })),
        async (first, second, missing) => {
          const plan = await makePlan();
          await outcomeOf(importCsv(plan.id, deckOf(first)));
          const before = await everyRate(plan.id);
          const options = missing === null ? {} : { endMissingAt: day(missing) };
          const seen = await preview(plan.id, deckOf(second), options);
          expect(await everyRate(plan.id)).toEqual(before);
          const { result, error } = await outcomeOf(importCsv(plan.id, deckOf(second), options));
          if (error) {
            expect(seen.accepted).toBe(false);
            const told = seen.errors.items.map(({ line, field }) => `/lines/${line}/${field}`);
            expect(told).toEqual(expect.arrayContaining(error.fields.map(({ pointer }) => pointer)));
            expect(await everyRate(plan.id)).toEqual(before);
            return;
          }
          imported++;
          expect(seen.accepted).toBe(true);
          expect(result).toEqual({
            tariffplanId: plan.id,
            added: seen.added.count,
            changed: seen.changed.count,
            ended: seen.ended.count,
            unchanged: seen.unchanged,
          });
          expect(await everyRate(plan.id)).toEqual(applied(before, seen));
        },
      ),
      { numRuns: 60 },
    );
    expect(imported).toBeGreaterThan(15);
  });
});

type Stored = { prefix: string; direction: string; price: string; from: Date; to: Date | null };

/** What the rates are once a preview has come true, by its lists alone. */
function applied(before: object[], seen: Awaited<ReturnType<typeof preview>>): Stored[] {
  const endings = [...seen.changed.items, ...seen.ended.items];
  const kept = (before as Stored[]).flatMap((rate): Stored[] => {
    const ending = endings.find(
      ({ prefix, direction, at }) =>
        prefix === rate.prefix &&
        direction === rate.direction &&
        new Date(at) >= rate.from &&
        (rate.to === null || new Date(at) < rate.to),
    );
    if (!ending) return [rate];
    const at = new Date(ending.at);
    const neverBegan = at.getTime() === rate.from.getTime() && at > domain.clock.now();
    return neverBegan ? [] : [{ ...rate, to: at }];
  });
  const written = [...seen.added.items, ...seen.changed.items].map(
    ({ prefix, direction, after, at, validTo }): Stored => ({
      prefix,
      direction,
      price: after?.pricePerMinute ?? '',
      from: new Date(at),
      to: validTo === null ? null : new Date(validTo),
    }),
  );
  const end = ({ to }: Stored) => to?.getTime() ?? Number.POSITIVE_INFINITY;
  const directions = ['outbound', 'inbound'];
  return [...kept, ...written].sort(
    (a, b) =>
      (a.prefix < b.prefix ? -1 : a.prefix > b.prefix ? 1 : 0) ||
      directions.indexOf(a.direction) - directions.indexOf(b.direction) ||
      a.from.getTime() - b.from.getTime() ||
      (end(a) === end(b) ? 0 : end(a) - end(b)),
  );
}
