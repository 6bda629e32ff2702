import type { RatePrice } from './price-call.ts';

/** A rate made ready for pricing. Times are milliseconds since 1970; `validTo` is exclusive. */
export type CompiledRate = {
  id: string;
  prefix: string;
  /** null: its terms cannot be computed with, and the calls that it applies to fail to be rated. */
  price: RatePrice | null;
  /** Calls of it are refused where a SIP engine asks; one that happened is priced. */
  blocked: boolean;
  validFrom: number;
  validTo: number;
};

const DIGITS_MAX = 15;
const ZERO = 48;

/**
 * Finds the rate of the longest matching prefix. A prefix has at most 15 digits and no leading zero, so that its value as
 * a number names it: one map holds all of them (some 100 bytes a prefix), and a look-up makes no text.
 */
export class PrefixTable {
  readonly #rates = new Map<number, CompiledRate[]>();
  /** Which lengths there are, longest first. */
  #lengths: number[] = [];

  constructor(rates: Iterable<CompiledRate>) {
    const lengths = new Set<number>();
    for (const rate of rates) {
      const key = Number(rate.prefix);
      const same = this.#rates.get(key);
      if (same) same.push(rate);
      else this.#rates.set(key, [rate]);
      lengths.add(rate.prefix.length);
    }
    this.#lengths = [...lengths].sort((a, b) => b - a);
  }

  /**
   * The rate with the longest prefix of those valid at that time.
   * @param number E.164 with or without `+`
   */
  find(number: string, at: number): CompiledRate | undefined {
    const start = number.charCodeAt(0) === 43 ? 1 : 0;
    let length = Math.min(number.length - start, DIGITS_MAX);
    let value = 0;
    for (let i = start; i < start + length; i++) value = value * 10 + (number.charCodeAt(i) - ZERO);
    for (const wanted of this.#lengths) {
      if (wanted > length) continue;
      for (; length > wanted; length--) value = Math.floor(value / 10);
      const rates = this.#rates.get(value);
      if (rates === undefined) continue;
      for (const rate of rates) if (rate.validFrom <= at && at < rate.validTo) return rate;
    }
    return undefined;
  }

  /** Every rate, of any time. */
  *all(): Generator<CompiledRate> {
    for (const rates of this.#rates.values()) yield* rates;
  }

  /** The rates of all prefixes of a number, of any time. @param number digits without `+` */
  *allOf(number: string): Generator<CompiledRate> {
    for (const length of this.#lengths) {
      if (length <= number.length) yield* this.#rates.get(Number(number.slice(0, length))) ?? [];
    }
  }
}
