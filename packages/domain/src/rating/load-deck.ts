import type { Db } from '@strowger/db';
import { type CompiledRate, PrefixTable } from './prefix-table.ts';
import { compilePrice, type RatePrice, type RateTerms } from './price-call.ts';

/** All rates of one tariffplan, ready for look-ups. */
export type Deck = { outbound: PrefixTable; inbound: PrefixTable; rateCount: number };

type RateRow = RateTerms & {
  id: string;
  prefix: string;
  direction: 'outbound' | 'inbound';
  validFrom: Date;
  validTo: Date | null;
};

const PAGE = 20_000;

/** Reads a plan's rates page by page, so that only compiled rates add up. Ended ones too: records may come late. */
export async function loadDeck(rows: Db['rows'], tariffplanId: string): Promise<Deck> {
  const rates = { outbound: [] as CompiledRate[], inbound: [] as CompiledRate[] };
  const prices: KnownPrices = new Map();
  let last: RateRow | undefined;
  do {
    const page = await readPage(rows, tariffplanId, last);
    for (const row of page) rates[row.direction].push(compile(row, prices));
    last = page.length === PAGE ? page.at(-1) : undefined;
  } while (last);
  return {
    outbound: new PrefixTable(rates.outbound),
    inbound: new PrefixTable(rates.inbound),
    rateCount: rates.outbound.length + rates.inbound.length,
  };
}

function readPage(rows: Db['rows'], tariffplanId: string, after: RateRow | undefined): Promise<RateRow[]> {
  return rows<RateRow>(
    `select id, prefix, direction, connection_fee::text as "connectionFee",
       price_per_minute::text as "pricePerMinute", off_peak_price_per_minute::text as "offPeakPricePerMinute",
       minimum_charge::text as "minimumCharge",
       initial_seconds as "initialSeconds", increment_seconds as "incrementSeconds",
       grace_seconds as "graceSeconds", valid_from as "validFrom", valid_to as "validTo"
     from rate where tariffplan_id = $1 ${after ? 'and (prefix, id) > ($2, $3)' : ''}
     order by prefix, id limit ${PAGE}`,
    after ? [tariffplanId, after.prefix, after.id] : [tariffplanId],
  );
}

type KnownPrices = Map<string, RatePrice | null>;

/** A deck has few distinct prices: they are shared. */
function compile(row: RateRow, prices: KnownPrices): CompiledRate {
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
    validFrom: row.validFrom.getTime(),
    validTo: row.validTo?.getTime() ?? Number.POSITIVE_INFINITY,
  };
}

/** The contract lets no such rate in; one that was written past it must not keep all other calls from being rated. */
function priceOf(row: RateRow): RatePrice | null {
  try {
    return compilePrice(row);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
