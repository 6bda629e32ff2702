import type { OffPeak as OffPeakTimes, PriceExplanation } from '@strowger/contracts';
import { formatDecimal, PRICE_DECIMALS } from './decimal.ts';
import { OffPeak } from './off-peak.ts';
import { compilePrice, compileRounding, priceCall, type RateTerms, type RoundingMode } from './price-call.ts';

/** Everything that a price depends on, beside the call. */
export type PriceTerms = {
  rate: RateTerms;
  roundingMode: RoundingMode;
  roundingDecimals: number;
  offPeak: OffPeakTimes | null;
};

export type PriceSteps = {
  window: NonNullable<PriceExplanation['window']>;
  arithmetic: NonNullable<PriceExplanation['arithmetic']>;
  formula: string[];
};

/**
 * The price of an answered call, step by step, by what priced it. Each step is worked out here once more and shown; the
 * amount is that of priceCall.
 * @throws RangeError where the terms cannot be computed with
 */
export function explainPrice(terms: PriceTerms, startedAt: Date, talkMs: number): PriceSteps {
  const { rate } = terms;
  const window = explainWindow(terms, startedAt);
  const price = compilePrice(rate);
  const isOffPeak = window.name === 'offPeak';
  const perMinute = isOffPeak ? price.offPeakPerMinute : price.perMinute;
  const rounding = compileRounding(terms.roundingMode, terms.roundingDecimals);
  const { amount, billedSeconds } = priceCall(price, rounding, talkMs, isOffPeak);

  const talkSeconds = Math.ceil(talkMs / 1000);
  const isFree = talkSeconds <= rate.graceSeconds;
  const sum60 = isFree ? 0n : price.fee60 + BigInt(billedSeconds) * perMinute;
  const minimumApplies = !isFree && sum60 < price.minimum60;
  const due60 = minimumApplies ? price.minimum60 : sum60;
  const arithmetic = {
    talkMs,
    talkSeconds,
    billedSeconds,
    connectionFee: plain(price.fee60 / 60n),
    pricePerMinute: plain(perMinute),
    sumTimes60: plain(sum60),
    minimumCharge: plain(price.minimum60 / 60n),
    minimumApplies,
    isFree,
    unrounded: quotientBy60(due60),
    amount,
  };
  return { window, arithmetic, formula: formulaOf(terms, arithmetic) };
}

function explainWindow({ rate, offPeak }: PriceTerms, startedAt: Date): PriceSteps['window'] {
  if (!offPeak)
    return { name: 'peak', timeZone: null, localTime: null, reason: 'The plan has no off-peak times.' };
  const compiled = new OffPeak(offPeak);
  const at = startedAt.getTime();
  const localTime = localText(compiled.localTime(at), at);
  const where = { timeZone: offPeak.timeZone, localTime };
  if (!compiled.holds(at))
    return { name: 'peak', ...where, reason: 'The call began outside of the off-peak times.' };
  return rate.offPeakPricePerMinute === null
    ? { name: 'peak', ...where, reason: 'The call began off-peak, and the rate has no off-peak price.' }
    : { name: 'offPeak', ...where, reason: 'The call began in the off-peak times.' };
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MINUTE_MS = 60_000;

/** `Sunday 2026-10-25T02:30:00.000+01:00` */
function localText(localMs: number, at: number): string {
  const local = new Date(localMs);
  const offset = Math.round((localMs - at) / MINUTE_MS);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  const zone = `${offset < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
  return `${weekdays[local.getUTCDay()]} ${local.toISOString().slice(0, -1)}${zone}`;
}

function formulaOf({ rate, ...rounding }: PriceTerms, steps: PriceSteps['arithmetic']): string[] {
  const { talkMs, talkSeconds: d, billedSeconds, pricePerMinute: p } = steps;
  const talk = `talk: ceil(${talkMs} ms / 1000) = ${d} s`;
  const rounded = `rounded ${rounding.roundingMode} to ${rounding.roundingDecimals} decimals: ${steps.amount}`;
  if (steps.isFree) return [talk, `free: ${d} <= ${rate.graceSeconds} s of grace`, rounded];
  const { initialSeconds: i, incrementSeconds: n } = rate;
  const beyond = d > i ? `${i} + ceil((${d} - ${i}) / ${n}) * ${n}` : `${i}`;
  return [
    talk,
    `billed: ${beyond} = ${billedSeconds} s`,
    `price: ${steps.connectionFee} + ${billedSeconds} * ${p} / 60 = ${steps.sumTimes60} / 60`,
    ...(steps.minimumApplies ? [`at least the minimum charge: ${steps.minimumCharge}`] : []),
    `unrounded: ${steps.unrounded}`,
    rounded,
  ];
}

/** A number of 10^-8 without zeros at its end. */
const plain = (units: bigint): string => trimmed(formatDecimal(units, PRICE_DECIMALS));

const trimmed = (text: string): string => text.replace(/\.?0+$/, '');

const MORE_DECIMALS = 6;

function quotientBy60(due60: bigint): string {
  const scaled = due60 * 10n ** BigInt(MORE_DECIMALS);
  const digits = formatDecimal(scaled / 60n, PRICE_DECIMALS + MORE_DECIMALS);
  return scaled % 60n === 0n ? trimmed(digits) : `${digits}…`;
}
