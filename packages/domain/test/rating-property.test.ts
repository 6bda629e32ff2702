import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compilePrice,
  compileRounding,
  priceCall,
  type RateTerms,
  type RoundingMode,
} from '../src/rating/price-call.ts';

/** A fraction of two integers: nothing is rounded until it is asked for. */
type Rational = { n: bigint; d: bigint };
const rational = (text: string): Rational => {
  const [whole = '0', fraction = ''] = text.split('.');
  return { n: BigInt(whole + fraction), d: 10n ** BigInt(fraction.length) };
};
const add = (a: Rational, b: Rational): Rational => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const times = (a: Rational, b: Rational): Rational => ({ n: a.n * b.n, d: a.d * b.d });
const less = (a: Rational, b: Rational): boolean => a.n * b.d < b.n * a.d;
const whole = (n: number): Rational => ({ n: BigInt(n), d: 1n });

/** The formula as it is written down, step by step on fractions, the increments counted one by one. */
function expectedPrice(
  rate: RateTerms,
  talkMs: number,
  offPeak: boolean,
): { exact: Rational; billed: number } {
  const seconds = talkMs % 1000 === 0 ? talkMs / 1000 : Math.floor(talkMs / 1000) + 1;
  if (seconds <= rate.graceSeconds) return { exact: whole(0), billed: 0 };
  let billed = rate.initialSeconds;
  while (billed < seconds) billed += rate.incrementSeconds;
  const perMinute = offPeak ? (rate.offPeakPricePerMinute ?? rate.pricePerMinute) : rate.pricePerMinute;
  const perSecond = times(rational(perMinute), { n: 1n, d: 60n });
  const exact = add(rational(rate.connectionFee), times(whole(billed), perSecond));
  const minimum = rational(rate.minimumCharge);
  return { exact: less(exact, minimum) ? minimum : exact, billed };
}

function rounded({ n, d }: Rational, mode: RoundingMode, decimals: number): string {
  const scaled = n * 10n ** BigInt(decimals);
  const floor = scaled / d;
  const rest = scaled % d;
  const up = mode === 'up' ? rest > 0n : mode === 'halfUp' ? rest * 2n >= d : false;
  const digits = (floor + (up ? 1n : 0n)).toString().padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  return decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
}

const price = fc
  .tuple(
    fc.integer({ min: 0, max: 999_999 }),
    fc.integer({ min: 0, max: 99_999_999 }),
    fc.integer({ min: 0, max: 8 }),
  )
  .map(([units, fraction, decimals]) =>
    decimals === 0
      ? String(units)
      : `${units % 1000}.${String(fraction).padStart(8, '0').slice(0, decimals)}`,
  );
const rate = fc.record({
  connectionFee: price,
  pricePerMinute: price,
  offPeakPricePerMinute: fc.option(price),
  minimumCharge: price,
  initialSeconds: fc.integer({ min: 0, max: 600 }),
  incrementSeconds: fc.integer({ min: 1, max: 600 }),
  graceSeconds: fc.integer({ min: 0, max: 30 }),
});

describe('priceCall', () => {
  it('gives what an independent computation with fractions gives', () => {
    fc.assert(
      fc.property(
        rate,
        fc.integer({ min: 0, max: 8 * 3_600_000 }),
        fc.constantFrom<RoundingMode>('up', 'halfUp', 'down'),
        fc.integer({ min: 0, max: 6 }),
        fc.boolean(),
        (terms, talkMs, mode, decimals, offPeak) => {
          const { exact, billed } = expectedPrice(terms, talkMs, offPeak);
          const given = priceCall(compilePrice(terms), compileRounding(mode, decimals), talkMs, offPeak);
          expect(given).toEqual({ amount: rounded(exact, mode, decimals), billedSeconds: billed });
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
