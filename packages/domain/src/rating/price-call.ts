import { formatDecimal, PRICE_DECIMALS, parseDecimal } from './decimal.ts';

/** What a rate says, as integers of 10^-8 (money) and whole seconds. */
export type RatePrice = {
  /** Times 60, as the division by 60 comes last. */
  fee60: bigint;
  perMinute: bigint;
  /** The same where no off-peak price is given. */
  offPeakPerMinute: bigint;
  minimum60: bigint;
  initialSeconds: number;
  incrementSeconds: number;
  graceSeconds: number;
};

/** How a tariffplan rounds, made ready by `compileRounding`. */
export type Rounding = {
  decimals: number;
  /** How many 10^-8 / 60 make one unit of the last decimal. */
  unit: bigint;
  /** What is added before the division that cuts off. */
  offset: bigint;
};

export type Price = { amount: string; billedSeconds: number };

/** The terms of a rate as decimal texts and whole seconds. */
export type RateTerms = {
  connectionFee: string;
  pricePerMinute: string;
  offPeakPricePerMinute: string | null;
  minimumCharge: string;
  initialSeconds: number;
  incrementSeconds: number;
  graceSeconds: number;
};

export type RoundingMode = 'up' | 'halfUp' | 'down';

export function compileRounding(mode: RoundingMode, decimals: number): Rounding {
  const unit = 60n * 10n ** BigInt(PRICE_DECIMALS - decimals);
  const offsets: Record<RoundingMode, bigint> = { up: unit - 1n, halfUp: unit / 2n, down: 0n };
  return { decimals, unit, offset: offsets[mode] };
}

/** Decimal texts of a rate to integers. @throws RangeError for more than 8 decimals */
export function compilePrice(rate: RateTerms): RatePrice {
  const perMinute = parseDecimal(rate.pricePerMinute);
  return {
    fee60: 60n * parseDecimal(rate.connectionFee),
    perMinute,
    offPeakPerMinute:
      rate.offPeakPricePerMinute === null ? perMinute : parseDecimal(rate.offPeakPricePerMinute),
    minimum60: 60n * parseDecimal(rate.minimumCharge),
    initialSeconds: rate.initialSeconds,
    incrementSeconds: rate.incrementSeconds,
    graceSeconds: rate.graceSeconds,
  };
}

/**
 * The price of an answered call: exact integers, divided by 60 and rounded once, at the very end.
 * `fee + initialSeconds·p/60 + ceil(max(0, d − initial)/increment)·increment·p/60`, d = ceil(talkMs / 1000), at least
 * minimumCharge; free, fee and minimum included, where d <= graceSeconds.
 */
export function priceCall(rate: RatePrice, rounding: Rounding, talkMs: number, offPeak = false): Price {
  const { due60, billedSeconds } = priceExactly(rate, talkMs, offPeak);
  return {
    amount: formatDecimal((due60 + rounding.offset) / rounding.unit, rounding.decimals),
    billedSeconds,
  };
}

/** As priceCall, before the division and the rounding: `due60` is 60 times the price, in 10^-8. */
export function priceExactly(
  rate: RatePrice,
  talkMs: number,
  offPeak: boolean,
): { due60: bigint; billedSeconds: number } {
  const seconds = Math.ceil(talkMs / 1000);
  if (seconds <= rate.graceSeconds) return { due60: 0n, billedSeconds: 0 };
  const billedSeconds = billable(rate, seconds);
  const perMinute = offPeak ? rate.offPeakPerMinute : rate.perMinute;
  const price60 = rate.fee60 + BigInt(billedSeconds) * perMinute;
  return { due60: price60 < rate.minimum60 ? rate.minimum60 : price60, billedSeconds };
}

/** The seconds that are priced: the initial interval, then whole increments. */
function billable({ initialSeconds, incrementSeconds }: RatePrice, seconds: number): number {
  const beyond = seconds - initialSeconds;
  return beyond <= 0
    ? initialSeconds
    : initialSeconds + Math.ceil(beyond / incrementSeconds) * incrementSeconds;
}
