import type { OffPeak as OffPeakTimes } from '@strowger/contracts';
import type { Db } from '@strowger/db';
import { type Deck, loadDeck } from './load-deck.ts';
import { OffPeak } from './off-peak.ts';
import { compileRounding, type Rounding, type RoundingMode } from './price-call.ts';

/** A tariffplan as it prices calls. Times are milliseconds since 1970; `validTo` is exclusive. */
export type ChargingPlan = {
  id: string;
  currency: string;
  /** Number of the terms (rounding, off-peak times, validity) among those that the plan has had. */
  terms: number;
  rounding: Rounding;
  offPeak: OffPeak | null;
  validFrom: number;
  validTo: number;
  deck: Deck;
};

type PlanRow = {
  id: string;
  currency: string;
  roundingMode: RoundingMode;
  roundingDecimals: number;
  terms: number;
  offPeak: OffPeakTimes | null;
  validFrom: Date;
  validTo: Date | null;
  ratesVersion: bigint;
};

/** Some 150 bytes a rate. The plans of the batch at hand are held beyond it. */
const CACHED_RATES_MAX = 1_000_000;
/** Some 10 kB each. */
const CACHED_OFF_PEAKS_MAX = 1_000;

/** Compiled decks by (tariffplan, ratesVersion); the least recently used go first. The plan's own row is read every time. */
export class PlanCache {
  readonly #decks = new Map<string, { ratesVersion: bigint; deck: Deck }>();
  /** By their JSON: many plans have the same times. */
  readonly #offPeaks = new Map<string, OffPeak>();
  #rateCount = 0;

  /** The plans with those ids, as they stand in the transaction of `rows`. */
  async read(rows: Db['rows'], ids: readonly string[]): Promise<Map<string, ChargingPlan>> {
    const plans = new Map<string, ChargingPlan>();
    if (ids.length === 0) return plans;
    const found = await rows<PlanRow>(
      `select id, currency, rounding_mode as "roundingMode", rounding_decimals as "roundingDecimals",
         terms, off_peak as "offPeak", valid_from as "validFrom", valid_to as "validTo", rates_version as "ratesVersion"
       from tariffplan where id = any($1)`,
      [ids],
    );
    for (const row of found) {
      plans.set(row.id, {
        id: row.id,
        currency: row.currency,
        terms: row.terms,
        rounding: compileRounding(row.roundingMode, row.roundingDecimals),
        offPeak: row.offPeak && this.#offPeakOf(row.offPeak),
        validFrom: row.validFrom.getTime(),
        validTo: row.validTo?.getTime() ?? Number.POSITIVE_INFINITY,
        deck: await this.#deckOf(rows, row),
      });
    }
    return plans;
  }

  #offPeakOf(times: OffPeakTimes): OffPeak {
    const key = JSON.stringify(times);
    const known = this.#offPeaks.get(key);
    if (known) return known;
    const compiled = new OffPeak(times);
    if (this.#offPeaks.size >= CACHED_OFF_PEAKS_MAX) this.#offPeaks.clear();
    this.#offPeaks.set(key, compiled);
    return compiled;
  }

  async #deckOf(rows: Db['rows'], { id, ratesVersion }: PlanRow): Promise<Deck> {
    const known = this.#decks.get(id);
    const deck = known?.ratesVersion === ratesVersion ? known.deck : await loadDeck(rows, id);
    const newest = this.#decks.get(id);
    // A transaction that began earlier must not put an older deck in the place of a newer one.
    if (newest && newest.ratesVersion > ratesVersion) return deck;
    this.#put(id, ratesVersion, deck);
    return deck;
  }

  #put(id: string, ratesVersion: bigint, deck: Deck): void {
    this.#drop(id);
    this.#decks.set(id, { ratesVersion, deck });
    this.#rateCount += deck.rateCount;
    for (const oldest of this.#decks.keys()) {
      if (this.#rateCount <= CACHED_RATES_MAX || oldest === id) break;
      this.#drop(oldest);
    }
  }

  #drop(id: string): void {
    const known = this.#decks.get(id);
    if (!known) return;
    this.#decks.delete(id);
    this.#rateCount -= known.deck.rateCount;
  }
}
