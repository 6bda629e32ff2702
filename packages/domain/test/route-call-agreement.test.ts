import { createTestDatabase, type TestDatabase } from '@strowger/testing/database';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { OffPeak } from '../src/rating/off-peak.ts';
import { compilePrice, compileRounding, priceCall } from '../src/rating/price-call.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const SECONDS_MAX = 14_400;
const money = fc.integer({ min: 0, max: 400_000 }).map((n) => (n / 100_000).toFixed(5));
const call = fc.record({
  rate: fc.record({
    connectionFee: fc.oneof(fc.constant('0'), money),
    pricePerMinute: money,
    offPeakPricePerMinute: fc.option(money),
    minimumCharge: fc.oneof(fc.constant('0'), money),
    initialSeconds: fc.integer({ min: 0, max: 120 }),
    incrementSeconds: fc.integer({ min: 1, max: 60 }),
    graceSeconds: fc.integer({ min: 0, max: 10 }),
  }),
  mode: fc.constantFrom('up', 'halfUp', 'down'),
  decimals: fc.integer({ min: 0, max: 6 }),
  offPeak: fc.boolean(),
  seconds: fc.integer({ min: 0, max: SECONDS_MAX }),
  funds: money,
});
type Call = typeof call extends fc.Arbitrary<infer T> ? T : never;

const snake = (text: string) => text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const rowOf = ({ rate, mode, decimals, ...rest }: Call) => ({
  rate: Object.fromEntries(Object.entries(rate).map(([key, value]) => [snake(key), value])),
  plan: { rounding_mode: mode, rounding_decimals: decimals },
  ...rest,
});

it('the engine prices as calls are rated, and lets a call last exactly as long as the money does', async () => {
  const calls = fc.sample(call, { numRuns: 2_000, seed: 13 });
  const answers = await database.db.rows<{ price: string; seconds: number | null }>(
    `select trim_scale(kam.price_of(rate, plan, off_peak, seconds))::text as price,
       kam.seconds_for(rate, plan, off_peak, funds, ${SECONDS_MAX}) as seconds
     from jsonb_array_elements($1::jsonb) with ordinality c (c, place) cross join lateral (select
       jsonb_populate_record(null::rate, c->'rate') as rate, jsonb_populate_record(null::tariffplan, c->'plan') as plan,
       (c->>'offPeak')::boolean as off_peak, (c->>'seconds')::int as seconds, (c->>'funds')::numeric as funds) x
     order by place`,
    [JSON.stringify(calls.map(rowOf))],
  );
  for (const [i, { rate, mode, decimals, offPeak, seconds, funds }] of calls.entries()) {
    const priceOf = (length: number) =>
      Number(priceCall(compilePrice(rate), compileRounding(mode, decimals), length * 1000, offPeak).amount);
    const answer = answers[i];
    expect(Number(answer?.price), `${i}`).toBe(priceOf(seconds));
    if (answer?.seconds === null) expect(priceOf(SECONDS_MAX)).toBeLessThanOrEqual(Number(funds));
    else if (answer?.seconds === 0) expect(priceOf(rate.graceSeconds + 1)).toBeGreaterThan(Number(funds));
    else {
      expect(priceOf(answer?.seconds ?? 0), `${i}`).toBeLessThanOrEqual(Number(funds));
      expect(priceOf((answer?.seconds ?? 0) + 1), `${i}`).toBeGreaterThan(Number(funds));
    }
  }
});

it('the engine finds the same times to be off-peak', async () => {
  const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
  const time = fc.integer({ min: 0, max: 1439 }).map((minute) => {
    const two = (n: number) => String(n).padStart(2, '0');
    return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  });
  const schedule = fc.record({
    timeZone: fc.constantFrom('Europe/Amsterdam', 'America/Los_Angeles', 'Asia/Kathmandu', 'UTC'),
    windows: fc.array(
      fc
        .record({
          days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }),
          from: time,
          to: time,
        })
        .map((window) => (window.from === window.to ? { ...window, from: '00:00', to: '24:00' } : window)),
      { minLength: 1, maxLength: 3 },
    ),
  });
  const at = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
  const cases = fc.sample(fc.record({ schedule, at }), { numRuns: 2_000, seed: 13 });
  const answers = await database.db.rows<{ holds: boolean }>(
    `select kam.in_schedule(c->'schedule', to_timestamp((c->>'at')::numeric / 1000)) as holds
     from jsonb_array_elements($1::jsonb) with ordinality c (c, place) order by place`,
    [JSON.stringify(cases)],
  );
  expect(answers.map(({ holds }) => holds)).toEqual(
    cases.map((one) => new OffPeak(one.schedule).holds(one.at)),
  );
});
