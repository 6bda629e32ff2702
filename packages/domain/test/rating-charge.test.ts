import { describe, expect, it } from 'vitest';
import { type ChargeableCall, type ChargeLevel, chargeRecord } from '../src/rating/charge-record.ts';
import type { ChargingPlan } from '../src/rating/plan-cache.ts';
import { PrefixTable } from '../src/rating/prefix-table.ts';
import { compilePrice, compileRounding } from '../src/rating/price-call.ts';

const at = new Date('2026-11-25T10:00:00Z');
const none = { amount: null, currency: null, rateId: null, prefix: null, billedSeconds: null };

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
        validFrom: 0,
        validTo: Number.POSITIVE_INFINITY,
        price: compilePrice({
          connectionFee: '0',
          pricePerMinute,
          minimumCharge: '0',
          initialSeconds: 1,
          incrementSeconds: 1,
          graceSeconds: 0,
        }),
      })),
    );
  return {
    id,
    currency: 'EUR',
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
});

describe('chargeRecord', () => {
  it('charges every level by its own plan, and one level earns what the level below pays', () => {
    const retailSide = side('retail-31', '31', '0.0450'); // 90·0.03/60
    const wholesaleSide = side('wholesale-31', '31', '0.0300'); // 90·0.02/60
    const carrierSide = side('carrier-3120', '3120', '0.0150'); // 90·0.01/60
    expect(chargeRecord(call, [end, sub, top, root])).toEqual([
      { customerId: 'end', ratingStatus: 'rated', cost: retailSide, revenue: none },
      { customerId: 'sub', ratingStatus: 'rated', cost: wholesaleSide, revenue: retailSide },
      { customerId: 'top', ratingStatus: 'rated', cost: carrierSide, revenue: wholesaleSide },
      { customerId: 'root', ratingStatus: 'rated', cost: none, revenue: carrierSide },
    ]);
  });

  it('leaves unrated exactly the two levels that share a missing rate', () => {
    const abroad = { ...call, number: '+31101234567' };
    const charges = chargeRecord(abroad, [end, sub, top, root]);
    expect(charges.map((charge) => charge.ratingStatus)).toEqual(['rated', 'rated', 'unrated', 'unrated']);
    expect(charges[2]?.cost).toEqual({ ...none, currency: 'EUR' });
    expect(charges[3]?.revenue).toEqual({ ...none, currency: 'EUR' });
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
    const zero = { amount: '0.0000', currency: 'EUR', rateId: null, prefix: null, billedSeconds: 0 };
    const noPlan = { ...sub, currency: 'USD', plan: null };
    expect(chargeRecord({ ...call, direction: null, talkMs: 0 }, [end, noPlan, root])).toEqual([
      { customerId: 'end', ratingStatus: 'zero', cost: zero, revenue: none },
      {
        customerId: 'sub',
        ratingStatus: 'zero',
        cost: { ...zero, amount: '0', currency: 'USD' },
        revenue: zero,
      },
      {
        customerId: 'root',
        ratingStatus: 'zero',
        cost: none,
        revenue: { ...zero, amount: '0', currency: 'USD' },
      },
    ]);
  });

  it('has nothing to charge where the payer is the source owner itself', () => {
    expect(chargeRecord(call, [root])).toEqual([
      { customerId: 'root', ratingStatus: 'zero', cost: none, revenue: none },
    ]);
  });
});
