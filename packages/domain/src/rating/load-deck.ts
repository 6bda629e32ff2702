import type { Db } from '@strowger/db';
import { type CompiledRate, PrefixTable } from './prefix-table.ts';
import { compilePrice, type RatePrice, type RateTerms } from './price-call.ts';

/** All rates of one tariffplan, ready for look-ups. */
export type Deck = { outbound: PrefixTable; inbound: PrefixTable; rateCount: number };

export type DeckRow = RateTerms & {
  id: string;
  prefix: string;
  direction: 'outbound' | 'inbound';
  blocked: boolean;
  validFrom: Date;
  validTo: Date | null;
};

const PAGE = 20_000;

/** Reads a plan's rates page by page, so that only compiled rates add up. Ended ones too: records may come late. */
export async function loadDeck(rows: Db['rows'], tariffplanId: string): Promise<Deck> {
  const builder = new DeckBuilder();
  let last: DeckRow | undefined;
  do {
    const page = await readPage(rows, tariffplanId, last);
    for (const row of page) builder.add(row);
    last = page.length === PAGE ? page.at(-1) : undefined;
  } while (last);
  return builder.build();
}

/** Makes a deck of the rows of its rates. */
export class DeckBuilder {
  readonly #rates = { outbound: [] as CompiledRate[], inbound: [] as CompiledRate[] };
  readonly #prices: KnownPrices = new Map();

  add(row: DeckRow): void {
    this.#rates[row.direction].push(compile(row, this.#prices));
  }

  build(): Deck {
    const { outbound, inbound } = this.#rates;
    return {
      outbound: new PrefixTable(outbound),
      inbound: new PrefixTable(inbound),
      rateCount: outbound.length + inbound.length,
    };
  }
}

/** The columns of a DeckRow, of the table `rate` called `r`. */
export const deckColumns = `r.id, r.prefix, r.direction, r.connection_fee::text as "connectionFee",
  r.price_per_minute::text as "pricePerMinute", r.off_peak_price_per_minute::text as "offPeakPricePerMinute",
  r.minimum_charge::text as "minimumCharge", r.initial_seconds as "initialSeconds",
  r.increment_seconds as "incrementSeconds", r.grace_seconds as "graceSeconds", r.blocked,
  r.valid_from as "validFrom", r.valid_to as "validTo"`;

function readPage(rows: Db['rows'], tariffplanId: string, after: DeckRow | undefined): Promise<DeckRow[]> {
  return rows<DeckRow>(
    `select ${deckColumns}
     from rate r where tariffplan_id = $1 ${after ? 'and (prefix, id) > ($2, $3)' : ''}
     order by prefix, id limit ${PAGE}`,
    after ? [tariffplanId, after.prefix, after.id] : [tariffplanId],
  );
}

type KnownPrices = Map<string, RatePrice | null>;

/** A deck has few distinct prices: they are shared. */
function compile(row: DeckRow, prices: KnownPrices): CompiledRate {
  const key = `${row.connectionFee} ${row.pricePerMinute} ${row.offPeakPricePerMinute} ${row.minimumCharge} ${row.initialSeconds} ${row.incrementSeconds} ${row.graceSeconds}`;
  let price = prices.get(key);
  if (price === undefined) {
    price = priceOf(row);
    prices.set(key, price);
  }
  return {
    id: row.id,
    prefix: row.prefix,
    price,
    blocked: row.blocked,
    validFrom: row.validFrom.getTime(),
    validTo: row.validTo?.getTime() ?? Number.POSITIVE_INFINITY,
  };
}

/** The contract lets no such rate in; one that was written past it must not keep all other calls from being rated. */
function priceOf(row: DeckRow): RatePrice | null {
  try {
    return compilePrice(row);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
