import { encodeId, type OffPeak, type PriceExplanation } from '@strowger/contracts';
import type { ChargeableCall, ChargeSide } from './charge-record.ts';
import { explainPrice, type PriceSteps } from './explain-price.ts';
import type { DeckRow } from './load-deck.ts';
import type { RoundingMode } from './price-call.ts';

/** A plan that was asked for a price, with the terms that count. */
export type AskedPlan = {
  id: string;
  name: string;
  currency: string;
  terms: number;
  roundingMode: RoundingMode;
  roundingDecimals: number;
  offPeak: OffPeak | null;
  validFrom: Date;
  validTo: Date | null;
};

export type NamedRate = DeckRow & { name: string };

export const presentAskedPlan = (plan: AskedPlan): NonNullable<PriceExplanation['tariffplan']> => ({
  id: encodeId('tariffplan', plan.id),
  name: plan.name,
  roundingMode: plan.roundingMode,
  roundingDecimals: plan.roundingDecimals,
  offPeak: plan.offPeak,
  validFrom: plan.validFrom.toISOString(),
  validTo: plan.validTo?.toISOString() ?? null,
});

export const presentAskedRate = (rate: NamedRate): NonNullable<PriceExplanation['rate']> => ({
  id: encodeId('rate', rate.id),
  prefix: rate.prefix,
  name: rate.name,
  direction: rate.direction,
  connectionFee: rate.connectionFee,
  pricePerMinute: rate.pricePerMinute,
  offPeakPricePerMinute: rate.offPeakPricePerMinute,
  initialSeconds: rate.initialSeconds,
  incrementSeconds: rate.incrementSeconds,
  graceSeconds: rate.graceSeconds,
  minimumCharge: rate.minimumCharge,
  blocked: rate.blocked,
  validFrom: rate.validFrom.toISOString(),
  validTo: rate.validTo?.toISOString() ?? null,
});

/** The arithmetic of a price; undefined where there is none. */
export function stepsOf(
  rate: NamedRate | undefined,
  plan: AskedPlan | undefined,
  { startedAt, talkMs }: ChargeableCall,
): PriceSteps | undefined {
  if (!rate || !plan) return undefined;
  const { roundingMode, roundingDecimals, offPeak } = plan;
  try {
    return explainPrice({ rate, roundingMode, roundingDecimals, offPeak }, startedAt, talkMs);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** In words: which rate was found for a call that is not free by rule, or why none was. */
export function reasonOfLookup(
  { direction, number, startedAt }: ChargeableCall,
  side: Pick<ChargeSide, 'amount' | 'rateId'>,
  rate: NamedRate | undefined,
  plan: AskedPlan | undefined,
): string {
  if (side.rateId !== null) {
    if (!rate) return 'The rate that priced it is gone: it was replaced before it began.';
    if (side.amount === null) return 'The terms of the rate that applies cannot be computed with.';
    const blocked = rate.blocked ? ' It is blocked: a call that happened is priced all the same.' : '';
    return `The longest prefix of ${number} among the ${direction} rates of the plan that were valid then is ${rate.prefix}.${blocked}`;
  }
  if (number === null) return 'The called number is not known in E.164, so that no prefix can match.';
  if (!plan) return 'No tariffplan was assigned when the call was rated.';
  if (startedAt < plan.validFrom || (plan.validTo !== null && startedAt >= plan.validTo))
    return 'The tariffplan was not valid when the call began.';
  return `No prefix of ${number} had an ${direction} rate of the plan that was valid when the call began.`;
}
