import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CompiledRate, PrefixTable } from '../src/rating/prefix-table.ts';
import { compilePrice } from '../src/rating/price-call.ts';
import { rateTerms } from './fixtures/rate-terms.ts';

const price = compilePrice(rateTerms({ pricePerMinute: '1' }));
const rate = (
  prefix: string,
  validFrom = 0,
  validTo = Number.POSITIVE_INFINITY,
  id = prefix,
): CompiledRate => ({
  id,
  prefix,
  price,
  blocked: false,
  validFrom,
  validTo,
});

describe('PrefixTable', () => {
  it('finds the longest prefix, with or without a plus', () => {
    const table = new PrefixTable([rate('3'), rate('31'), rate('3120'), rate('31201234567')]);
    expect(table.find('+31201234567', 0)?.prefix).toBe('31201234567');
    expect(table.find('31201234568', 0)?.prefix).toBe('3120');
    expect(table.find('+31101234567', 0)?.prefix).toBe('31');
    expect(table.find('+3', 0)?.prefix).toBe('3');
    expect(table.find('+49301234567', 0)).toBeUndefined();
  });

  it('passes over a longer prefix that is not valid at the start of the call', () => {
    const table = new PrefixTable([rate('31'), rate('3120', 1000, 2000)]);
    expect(table.find('+31201234567', 999)?.prefix).toBe('31');
    expect(table.find('+31201234567', 1000)?.prefix).toBe('3120');
    expect(table.find('+31201234567', 1999)?.prefix).toBe('3120');
    expect(table.find('+31201234567', 2000)?.prefix).toBe('31');
  });

  it('chooses among the rates of one prefix by their times', () => {
    const table = new PrefixTable([rate('31', 0, 1000, 'old'), rate('31', 1000, 2000, 'new')]);
    expect(table.find('+31201234567', 999)?.id).toBe('old');
    expect(table.find('+31201234567', 1000)?.id).toBe('new');
    expect(table.find('+31201234567', 2000)).toBeUndefined();
  });

  it('finds what a search through all of them finds', () => {
    const digits = fc.stringMatching(/^[1-4][0-4]{0,14}$/);
    fc.assert(
      fc.property(fc.uniqueArray(digits, { maxLength: 60 }), digits, (prefixes, number) => {
        const expected = prefixes.filter((p) => number.startsWith(p)).sort((a, b) => b.length - a.length)[0];
        expect(new PrefixTable(prefixes.map((p) => rate(p))).find(`+${number}`, 0)?.prefix).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });
});
