import { describe, expect, it } from 'vitest';
import { type ChargeableCall, type ChargeLevel, chargeRecord } from '../src/rating/charge-record.ts';
import type { ChargingPlan } from '../src/rating/plan-cache.ts';
import { PrefixTable } from '../src/rating/prefix-table.ts';
import { compilePrice, compileRounding } from '../src/rating/price-call.ts';
import { rateTerms } from './fixtures/rate-terms.ts';

const at = new Date('2026-11-25T10:00:00Z');
const none = {
  amount: null,
  currency: null,
  rateId: null,
  prefix: null,
  billedSeconds: null,
  terms: null,
  askedPlanId: null,
};

function plan(
  id: string,
  prices: Record<string, string>,
  inbound: Record<string, string> = {},
): ChargingPlan {
  const table = (rates: Record<string, string>) =>
    new PrefixTable(
      Object.entries(rates).map(([prefix, pricePerMinute]) => ({
        id: `${id}-${prefix}`,
        prefix,
        blocked: false,
        validFrom: 0,
        validTo: Number.POSITIVE_INFINITY,
        price: compilePrice(rateTerms({ pricePerMinute })),
      })),
    );
  return {
    id,
    currency: 'EUR',
    terms: 3,
    offPeak: null,
    rounding: compileRounding('up', 4),
    validFrom: 0,
    validTo: Number.POSITIVE_INFINITY,
    deck: { outbound: table(prices), inbound: table(inbound), rateCount: 1 },
  };
}

const retail = plan('retail', { 31: '0.03' }, { 31: '0.006' });
const wholesale = plan('wholesale', { 31: '0.02' });
const carrier = plan('carrier', { 3120: '0.01' });
const end: ChargeLevel = { customerId: 'end', currency: 'EUR', plan: retail };
const sub: ChargeLevel = { customerId: 'sub', currency: 'EUR', plan: wholesale };
const top: ChargeLevel = { customerId: 'top', currency: 'EUR', plan: carrier };
const root: ChargeLevel = { customerId: 'root', currency: 'EUR', plan: null };
const call: ChargeableCall = { direction: 'outbound', number: '+31201234567', startedAt: at, talkMs: 90_000 };

const side = (rateId: string, prefix: string, amount: string, billedSeconds = 90) => ({
  amount,
  currency: 'EUR',
  rateId,
  prefix,
  billedSeconds,
  terms: 3,
  askedPlanId: null,
});

describe('chargeRecord', () => {
  it('charges every level by its own plan, and one level earns what the level below pays', () => {
    const retailSide = side('retail-31', '31', '0.0450'); // 90·0.03/60
    const wholesaleSide = side('wholesale-31', '31', '0.0300'); // 90·0.02/60
    const carrierSide = side('carrier-3120', '3120', '0.0150'); // 90·0.01/60
    expect(chargeRecord(call, [end, sub, top, root])).toEqual([
      { customerId: 'end', level: 0, ratingStatus: 'rated', cost: retailSide, revenue: none },
      { customerId: 'sub', level: 1, ratingStatus: 'rated', cost: wholesaleSide, revenue: retailSide },
      { customerId: 'top', level: 2, ratingStatus: 'rated', cost: carrierSide, revenue: wholesaleSide },
      { customerId: 'root', level: 3, ratingStatus: 'rated', cost: none, revenue: carrierSide },
    ]);
  });

  it('leaves unrated exactly the two levels that share a missing rate', () => {
    const abroad = { ...call, number: '+31101234567' };
    const charges = chargeRecord(abroad, [end, sub, top, root]);
    expect(charges.map((charge) => charge.ratingStatus)).toEqual(['rated', 'rated', 'unrated', 'unrated']);
    const unrated = { ...none, currency: 'EUR', terms: 3, askedPlanId: 'carrier' };
    expect(charges[2]?.cost).toEqual(unrated);
    expect(charges[3]?.revenue).toEqual(unrated);
  });

  it('leaves a level without a plan unrated, and one whose plan is not valid at the start', () => {
    const noPlan = chargeRecord(call, [{ ...end, plan: null }, root]);
    expect(noPlan.map((charge) => charge.ratingStatus)).toEqual(['unrated', 'unrated']);
    const over = chargeRecord(call, [{ ...end, plan: { ...retail, validTo: at.getTime() } }, root]);
    expect(over.map((charge) => charge.cost.amount)).toEqual([null, null]);
    const early = chargeRecord(call, [{ ...end, plan: { ...retail, validFrom: at.getTime() + 1 } }, root]);
    expect(early[0]?.ratingStatus).toBe('unrated');
  });

  it('prices an inbound call by the inbound rates of the called number', () => {
    const [charge] = chargeRecord({ ...call, direction: 'inbound' }, [end, root]);
    expect(charge?.cost).toEqual(side('retail-31', '31', '0.0090')); // 90·0.006/60
  });

  it('leaves a call unrated whose called number is not known', () => {
    const [charge] = chargeRecord({ ...call, number: null }, [end, root]);
    expect(charge?.ratingStatus).toBe('unrated');
  });

  it('makes a call that is free by rule zero at every level, in the currency of the plan or the customer', () => {
    const zero = { ...none, amount: '0.0000', currency: 'EUR', billedSeconds: 0 };
    const noPlan = { ...sub, currency: 'USD', plan: null };
    expect(chargeRecord({ ...call, direction: null, talkMs: 0 }, [end, noPlan, root])).toEqual([
      { customerId: 'end', level: 0, ratingStatus: 'zero', cost: zero, revenue: none },
      {
        customerId: 'sub',
        level: 1,
        ratingStatus: 'zero',
        cost: { ...zero, amount: '0', currency: 'USD' },
        revenue: zero,
      },
      {
        customerId: 'root',
        level: 2,
        ratingStatus: 'zero',
        cost: none,
        revenue: { ...zero, amount: '0', currency: 'USD' },
      },
    ]);
  });

  it('fails a level whose rate cannot be computed with, and no other', () => {
    const broken = plan('broken', { 31: '0.02' });
    const rate = broken.deck.outbound.find('+31201234567', 0);
    if (rate) rate.price = null;
    const charges = chargeRecord(call, [end, { ...sub, plan: broken }, top, root]);
    expect(charges.map((charge) => charge.ratingStatus)).toEqual(['rated', 'failed', 'failed', 'rated']);
    expect(charges[1]?.cost).toMatchObject({ amount: null, rateId: 'broken-31', askedPlanId: 'broken' });
  });

  it('has nothing to charge where the payer is the source owner itself', () => {
    expect(chargeRecord(call, [root])).toEqual([
      { customerId: 'root', level: 0, ratingStatus: 'zero', cost: none, revenue: none },
    ]);
  });
});
