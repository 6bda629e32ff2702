import { type ChargeableCall, priceLevel } from '../src/rating/charge-record.ts';
import { DeckBuilder } from '../src/rating/load-deck.ts';
import { OffPeak } from '../src/rating/off-peak.ts';
import type { ChargingPlan } from '../src/rating/plan-cache.ts';
import { compileRounding } from '../src/rating/price-call.ts';

/**
 * Rating alone, in memory: a million calls to distinct numbers, priced by a deck of 36,000 prefixes, at one level, with
 * nothing remembered of a number. Prints level-prices a second of processor time (the collector's threads included), so that a
 * busy machine counts for nothing; the median of the rounds.
 */
const CALLS = 1_000_000;
const PREFIXES = 36_000;
const ROUNDS = 3;
const MONTH_MS = 30 * 86_400_000;
const start = Date.UTC(2026, 9, 15);

let seed = 1;
const random = (below: number): number => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % below;
};

/** Country codes of one to three digits, and prefixes of up to nine digits below them. */
function makePrefixes(): string[] {
  const prefixes = new Set<string>();
  while (prefixes.size < PREFIXES) {
    const country = String(
      [1, 7, 31, 32, 33, 34, 39, 44, 49, 61, 81, 86, 91, 212, 234, 351, 420, 971][random(18)],
    );
    const more = random(7);
    prefixes.add(more === 0 ? country : country + String(random(10 ** more)).padStart(more, '0'));
  }
  return [...prefixes];
}

const prefixes = makePrefixes();
const builder = new DeckBuilder();
const compiling = performance.now();
prefixes.forEach((prefix, i) => {
  builder.add({
    id: String(i),
    prefix,
    direction: 'outbound',
    connectionFee: i % 9 === 0 ? '0.01' : '0',
    pricePerMinute: `0.0${String(1 + random(9_999)).padStart(4, '0')}`,
    offPeakPricePerMinute: i % 2 === 0 ? '0.005' : null,
    minimumCharge: '0',
    initialSeconds: [1, 6, 30, 60][i % 4] ?? 1,
    incrementSeconds: [1, 6, 6, 60][i % 4] ?? 1,
    graceSeconds: 0,
    blocked: false,
    validFrom: new Date(0),
    validTo: null,
  });
});
const deck = builder.build();
const compiledMs = performance.now() - compiling;

const plan = (offPeak: OffPeak | null): ChargingPlan => ({
  id: 'plan',
  currency: 'EUR',
  terms: 1,
  rounding: compileRounding('up', 4),
  offPeak,
  validFrom: 0,
  validTo: Number.POSITIVE_INFINITY,
  deck,
});

/** Each number is another one: its last digits count. */
const calls = Array.from({ length: CALLS }, (_, i): ChargeableCall => {
  const prefix = prefixes[random(prefixes.length)] ?? '';
  return {
    direction: 'outbound',
    number: `+${prefix}${String(10_000_000 + i).slice(1)}`.slice(0, 16),
    startedAt: new Date(start + random(MONTH_MS)),
    talkMs: random(600_000),
  };
});

function measure(name: string, level: { plan: ChargingPlan; currency: string }): void {
  const rates: number[] = [];
  let priced = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    priced = 0;
    const began = process.cpuUsage();
    for (const call of calls) if (priceLevel(call, level).amount !== null) priced++;
    // The first round warms up.
    const { user, system } = process.cpuUsage(began);
    if (round > 0) rates.push((CALLS / (user + system)) * 1_000_000);
  }
  const median = rates.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
  console.log(
    `${name}: ${Math.round(median).toLocaleString('en')} level-prices/s (${priced} of ${CALLS} priced)`,
  );
}

console.log(
  `${prefixes.length} prefixes compiled in ${Math.round(compiledMs)} ms; ${new Set(calls.map((call) => call.number)).size} numbers`,
);
measure('one price', { plan: plan(null), currency: 'EUR' });
const nights = {
  timeZone: 'Europe/Amsterdam',
  windows: [{ days: ['monday' as const, 'sunday' as const], from: '20:00', to: '08:00' }],
};
measure('off-peak times', { plan: plan(new OffPeak(nights)), currency: 'EUR' });
