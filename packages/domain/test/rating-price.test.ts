import { describe, expect, it } from 'vitest';
import { compilePrice } from '../src/rating/price-call.ts';
import { rateTerms } from './fixtures/rate-terms.ts';

describe('priceCall', () => {
  it('refuses a price of more decimals than it keeps', () => {
    expect(() => compilePrice(rateTerms({ pricePerMinute: '0.000000001' }))).toThrow(RangeError);
    expect(compilePrice(rateTerms({ pricePerMinute: '0.0100000000' })).perMinute).toBe(1_000_000n);
  });
});
