import type { Deck } from './load-deck.ts';
import type { OffPeak } from './off-peak.ts';
import type { CompiledRate, PrefixTable } from './prefix-table.ts';
import { priceExactly } from './price-call.ts';

/** Two decks, what is sold and what it costs, by whose clocks each. Times are milliseconds since 1970. */
export type MarginDecks = {
  sold: Pick<Deck, 'outbound' | 'inbound'>;
  cost: Pick<Deck, 'outbound' | 'inbound'>;
  soldOffPeak: OffPeak | null;
  costOffPeak: OffPeak | null;
  /** Which of the two are off-peak at once is looked for within a year from then on. */
  now: number;
};

/** A call that would be sold under its cost. `sold60` and `cost60` are 60 times the price of 60 s, in 10^-8. */
export type UnderCost = {
  direction: 'outbound' | 'inbound';
  /** The longest prefix of either deck that shows it. */
  prefix: string;
  at: number;
  soldRate: CompiledRate;
  costRate: CompiledRate;
  soldOffPeak: boolean;
  costOffPeak: boolean;
  sold60: bigint;
  cost60: bigint;
};

const COMPARED_MS = 60_000;
const MINUTE_MS = 60_000;
const YEAR_MINUTES = 366 * 1440;
/** Margins are percentages with two decimals. */
const WHOLE = 10_000n;

/**
 * Compares a call of 60 s under every prefix of both decks, at every time when a rate of either begins, peak and off-peak.
 * What a longer number costs is decided by the longer of the two prefixes that it matches, so that these are all.
 * @param marginHundredths the part of the price that must be left, in hundredths of a percent
 * @param isChecked whether a rate of the sold deck is meant
 * @returns for each prefix and rate of the sold deck the first time and window found
 */
export function* findUnderCost(
  decks: MarginDecks,
  marginHundredths: bigint,
  isChecked: (soldRate: CompiledRate) => boolean,
): Generator<UnderCost> {
  const windows = windowsAtOnce(decks);
  for (const direction of ['outbound', 'inbound'] as const) {
    const sold = decks.sold[direction];
    const cost = decks.cost[direction];
    for (const prefix of prefixesOf(sold, cost)) {
      const told = new Set<CompiledRate>();
      for (const at of beginnings(prefix, sold, cost)) {
        const soldRate = sold.find(prefix, at);
        if (!soldRate || soldRate.blocked || told.has(soldRate) || !isChecked(soldRate)) continue;
        const costRate = cost.find(prefix, at);
        const worst = costRate && compare(soldRate, costRate, windows, marginHundredths);
        if (!worst) continue;
        told.add(soldRate);
        yield { direction, prefix, at, soldRate, costRate, ...worst };
      }
    }
  }
}

function prefixesOf(...tables: PrefixTable[]): Set<string> {
  const prefixes = new Set<string>();
  for (const table of tables) for (const { prefix } of table.all()) prefixes.add(prefix);
  return prefixes;
}

/** When what a number of that prefix is sold for, or costs, may change. */
function beginnings(prefix: string, ...tables: PrefixTable[]): number[] {
  const times = new Set<number>();
  for (const table of tables) {
    for (const { validFrom, validTo } of table.allOf(prefix)) {
      times.add(validFrom);
      if (validTo !== Number.POSITIVE_INFINITY) times.add(validTo);
    }
  }
  return [...times].sort((a, b) => a - b);
}

type Windows = { soldOffPeak: boolean; costOffPeak: boolean };

function compare(sold: CompiledRate, cost: CompiledRate, windows: readonly Windows[], hundredths: bigint) {
  const [soldPrice, costPrice] = [sold.price, cost.price];
  if (!soldPrice || !costPrice) return undefined;
  for (const window of windows) {
    const sold60 = priceExactly(soldPrice, COMPARED_MS, window.soldOffPeak).due60;
    const cost60 = priceExactly(costPrice, COMPARED_MS, window.costOffPeak).due60;
    if ((sold60 - cost60) * WHOLE < hundredths * sold60) return { ...window, sold60, cost60 };
  }
  return undefined;
}

/** The windows of the two plans that are ever open at the same time: their clocks need not be the same. */
function windowsAtOnce({ soldOffPeak, costOffPeak, now }: MarginDecks): Windows[] {
  const seen = new Map<string, Windows>();
  const start = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  const minutes = soldOffPeak || costOffPeak ? YEAR_MINUTES : 1;
  for (let at = start; at < start + minutes * MINUTE_MS && seen.size < 4; at += MINUTE_MS) {
    const open = {
      soldOffPeak: soldOffPeak?.holds(at) ?? false,
      costOffPeak: costOffPeak?.holds(at) ?? false,
    };
    const key = `${open.soldOffPeak} ${open.costOffPeak}`;
    if (!seen.has(key)) seen.set(key, open);
  }
  return [...seen.values()];
}
