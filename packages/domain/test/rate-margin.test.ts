import type { OperationWireInput } from '@strowger/contracts';
import type { DomainError } from '@strowger/domain';
import {
  createTestDomain,
  makeCustomer,
  platformId,
  type TestCustomer,
  type TestDomain,
} from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chunksOf } from './fixtures/ingest-tree.ts';

let domain: TestDomain;
let platform: string;
beforeAll(async () => {
  domain = await createTestDomain();
  platform = await platformId(domain);
});
afterAll(() => domain.close());

const csv = (text: string) => ({ mediaType: 'text/csv', chunks: chunksOf(text) });
type PlanFields = Partial<OperationWireInput<'createTariffplan'>>;

/** A reseller that is charged by `cost`, with a plan of its own that sells. */
async function makeSeller(cost: string, costFields: PlanFields = {}, soldFields: PlanFields = {}) {
  const seller = await makeCustomer(domain, undefined, {
    ...(costFields.currency && { currency: costFields.currency }),
  });
  const since = { validFrom: '2026-01-01T00:00:00Z' };
  const costPlan = await domain.run(domain.platform, 'createTariffplan', {
    customerId: platform,
    name: 'Cost',
    ...since,
    ...costFields,
  });
  await domain.run(domain.platform, 'importRates', { tariffplanId: costPlan.id }, {}, csv(cost));
  await domain.run(domain.platform, 'updateCustomer', { customerId: seller.id, tariffplanId: costPlan.id });
  const plan = await domain.run(seller.caller, 'createTariffplan', {
    customerId: seller.id,
    name: 'Sold',
    minMarginPercent: '0',
    ...since,
    ...soldFields,
  });
  const preview = (text: string) =>
    domain.run(seller.caller, 'previewRates', { tariffplanId: plan.id }, {}, csv(text));
  const importCsv = (text: string) =>
    domain.run(seller.caller, 'importRates', { tariffplanId: plan.id }, {}, csv(text));
  return { seller, plan, preview, importCsv };
}

const fault = (promise: Promise<unknown>): Promise<DomainError> =>
  promise.then(
    () => {
      throw new Error('was not refused');
    },
    (error: DomainError) => error,
  );

const head = 'prefix,name,pricePerMinute,validFrom\n';
const costs = `${head}31,NL,0.010,2026-01-01T00:00:00Z\n316,NL mobile,0.050,2026-01-01T00:00:00Z\n`;

describe('minMarginPercent', () => {
  it('refuses lines that sell under cost, by line, and takes the price that is the cost', async () => {
    const { preview, importCsv } = await makeSeller(costs);
    const text = `${head}3120,Amsterdam,0.009,2026-06-01T00:00:00Z\n316,Mobile,0.050,2026-06-01T00:00:00Z\n`;
    const seen = await preview(text);
    expect(seen).toMatchObject({ accepted: false, comparedWithCost: 'compared' });
    expect(seen.underCost).toEqual({
      count: 1,
      items: [
        {
          line: 2,
          direction: 'outbound',
          prefix: '3120',
          at: '2026-06-01T00:00:00.000Z',
          window: 'peak',
          price: '0.00900000',
          cost: '0.01000000',
          costRateId: expect.stringMatching(/^rat_/),
          costWindow: 'peak',
        },
      ],
    });
    const error = await fault(importCsv(text));
    expect(error).toMatchObject({
      code: 'validation',
      message: '1 line sells under cost; nothing was imported.',
    });
    expect(error.fields).toEqual([
      {
        code: 'underCost',
        pointer: '/lines/2/pricePerMinute',
        detail: 'line 2: pricePerMinute sells 60 s to 3120 under its cost of 0.01000000 and a margin of 0 %',
      },
    ]);
    expect(await importCsv(text.replace('0.009', '0.010'))).toMatchObject({ added: 2 });
  });

  it('finds the longer prefixes of the cost under a short one that is sold', async () => {
    const { preview } = await makeSeller(costs);
    const seen = await preview(`${head}31,Netherlands,0.02,2026-06-01T00:00:00Z\n`);
    expect(seen.underCost.items.map(({ line, prefix, cost }) => [line, prefix, cost])).toEqual([
      [2, '316', '0.05000000'],
    ]);
  });

  it('wants the margin as a part of the price', async () => {
    // 0.0125 − 0.010 = 0.0025, which is 20 % of 0.0125
    const { preview } = await makeSeller(costs, {}, { minMarginPercent: '20' });
    expect((await preview(`${head}3120,A,0.0125,\n`)).accepted).toBe(true);
    expect((await preview(`${head}3120,A,0.01249999,\n`)).underCost.count).toBe(1);
  });

  it('compares what 60 s cost: fee, intervals and minimum included', async () => {
    const terms =
      'prefix,name,pricePerMinute,connectionFee,initialSeconds,incrementSeconds,minimumCharge,validFrom\n';
    // 45 + 45 = 90 s are billed: 0.001 + 90·0.006/60 = 0.010
    const { preview } = await makeSeller(`${terms}31,NL,0.006,0.001,45,45,0,2026-01-01T00:00:00Z\n`);
    expect((await preview(`${terms}31,NL,0.0099,0,1,1,0,\n`)).underCost.items[0]?.cost).toBe('0.01000000');
    expect((await preview(`${terms}31,NL,0.0001,0,1,1,0.01,\n`)).accepted).toBe(true);
  });

  it('looks at every time that a rate of either deck begins', async () => {
    const { preview } = await makeSeller(
      'prefix,name,pricePerMinute,validFrom,validTo\n31,NL,0.01,2026-01-01T00:00:00Z,2027-01-01T00:00:00Z\n31,NL,0.03,2027-01-01T00:00:00Z,\n',
    );
    const until = 'prefix,name,pricePerMinute,validFrom,validTo\n31,NL,0.02,2026-06-01T00:00:00Z,';
    expect((await preview(`${until}2027-01-01T00:00:00Z\n`)).accepted).toBe(true);
    expect((await preview(`${until}2027-01-01T00:00:01Z\n`)).underCost.items[0]).toMatchObject({
      at: '2027-01-01T00:00:00.000Z',
      cost: '0.03000000',
    });
  });

  it('compares windows only that are open at the same time, by the clocks of each plan', async () => {
    const night = (timeZone: string) => ({
      timeZone,
      windows: [{ days: ['monday' as const], from: '20:00', to: '08:00' }],
    });
    const terms = 'prefix,name,pricePerMinute,offPeakPricePerMinute,validFrom\n';
    const cost = `${terms}31,NL,0.02,0.01,2026-01-01T00:00:00Z\n`;
    const sold = `${terms}31,NL,0.02,0.01,\n`;
    const amsterdam = { offPeak: night('Europe/Amsterdam') };
    const same = await makeSeller(cost, amsterdam, amsterdam);
    expect((await same.preview(sold)).underCost.count).toBe(0);
    // In New York it is off-peak when in Amsterdam it is peak already.
    const other = await makeSeller(cost, amsterdam, { offPeak: night('America/New_York') });
    expect((await other.preview(sold)).underCost.items).toMatchObject([
      { window: 'offPeak', price: '0.01000000', costWindow: 'peak', cost: '0.02000000' },
    ]);
  });

  it('shows what is under cost and refuses nothing where the plan wants no margin', async () => {
    const { preview, importCsv } = await makeSeller(costs, {}, { minMarginPercent: null });
    const text = `${head}31,NL,0.001,\n`;
    const seen = await preview(text);
    expect(seen).toMatchObject({ accepted: true, underCost: { count: 1 }, errors: { count: 0 } });
    expect(seen.underCost.items.map(({ prefix }) => prefix)).toEqual(['31', '316']);
    expect(await importCsv(text)).toMatchObject({ added: 1 });
  });

  it('compares nothing with a cost in another currency, nor where nobody charges the seller', async () => {
    const { seller } = await makeSeller(costs, { currency: 'USD' });
    const inEuro = await domain.run(seller.caller, 'createTariffplan', {
      customerId: seller.id,
      name: 'Euro',
      currency: 'EUR',
      minMarginPercent: '0',
    });
    const send = (tariffplanId: string, caller: TestCustomer['caller']) =>
      domain.run(caller, 'previewRates', { tariffplanId }, {}, csv(`${head}31,NL,0.001,\n`));
    expect(await send(inEuro.id, seller.caller)).toMatchObject({
      comparedWithCost: 'otherCurrency',
      accepted: true,
    });
    const ofRoot = await domain.run(domain.platform, 'createTariffplan', {
      customerId: platform,
      name: 'Root',
    });
    expect(await send(ofRoot.id, domain.platform)).toMatchObject({ comparedWithCost: 'noCostPlan' });
  });

  it('leaves out what is blocked, and what was there before', async () => {
    const { plan, seller, importCsv, preview } = await makeSeller(costs, {}, { minMarginPercent: null });
    await importCsv(`${head}316,Mobile,0.01,\n`);
    await domain.run(seller.caller, 'updateTariffplan', { tariffplanId: plan.id, minMarginPercent: '5' });
    expect((await preview(`${head}3120,Amsterdam,0.02,\n`)).accepted).toBe(true);
    expect((await preview('prefix,name,pricePerMinute,blocked\n3120,Amsterdam,0,true\n')).accepted).toBe(
      true,
    );
  });

  it('refuses a single rate under cost, new or changed, and not the end of one', async () => {
    const { plan, seller } = await makeSeller(costs);
    const rate = { tariffplanId: plan.id, prefix: '3120', name: 'A', validFrom: '2027-01-01T00:00:00Z' };
    const create = (pricePerMinute: string) =>
      domain.run(seller.caller, 'createRate', { ...rate, pricePerMinute });
    const error = await fault(create('0.009'));
    expect(error.fields).toEqual([
      {
        code: 'underCost',
        pointer: '/pricePerMinute',
        detail: 'sells 60 s to 3120 under its cost of 0.01000000 and a margin of 0 %',
      },
    ]);
    const { id: rateId } = await create('0.02');
    const update = (fields: object) => domain.run(seller.caller, 'updateRate', { rateId, ...fields });
    expect((await fault(update({ pricePerMinute: '0.009' }))).fields[0]?.code).toBe('underCost');
    expect(await update({ pricePerMinute: '0.011', validTo: '2027-02-01T00:00:00Z' })).toMatchObject({
      pricePerMinute: '0.011',
    });
  });

  it('is not shown to whom the plan is assigned', async () => {
    const { plan, seller } = await makeSeller(costs);
    const child = await makeCustomer(domain, seller);
    await domain.run(seller.caller, 'updateCustomer', { customerId: child.id, tariffplanId: plan.id });
    expect(await domain.run(seller.caller, 'getTariffplan', { tariffplanId: plan.id })).toHaveProperty(
      'minMarginPercent',
      '0',
    );
    const assigned = await domain.run(child.caller, 'getTariffplan', { tariffplanId: plan.id });
    expect(assigned.relation).toBe('assigned');
    expect(assigned).not.toHaveProperty('minMarginPercent');
    const { items } = await domain.run(child.caller, 'getCustomerTariffplans', { customerId: child.id });
    expect(items[0]).not.toHaveProperty('minMarginPercent');
    // Seen from above, as a plan of the child's list, it is shown no more than to the child.
    const above = await domain.run(seller.caller, 'getCustomerTariffplans', { customerId: child.id });
    expect(above.items[0]).not.toHaveProperty('minMarginPercent');
  });
});
