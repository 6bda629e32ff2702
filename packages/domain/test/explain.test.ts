import { encodeId } from '@strowger/contracts';
import type { DomainError } from '@strowger/domain';
import { makeCustomer } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainPrice } from '../src/rating/explain-price.ts';
import { type IngestTree, nativeCall, ndjson, sendTo } from './fixtures/ingest-tree.ts';
import { createStoredCases, storedRows } from './fixtures/stored-cases.ts';
import { ratingCases } from './rating-cases/index.ts';

/** A decimal text as a whole number of 10^-14. */
const units = (text: string): bigint => {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(14, '0'));
};

describe('explainPrice', () => {
  const priced = ratingCases.flatMap((one) => {
    const rate = one.plan.rates.find(
      ({ prefix, direction, validFrom, validTo }) =>
        prefix === one.expected?.prefix &&
        direction === one.call.direction &&
        validFrom <= one.call.startedAt &&
        (validTo === null || one.call.startedAt < validTo),
    );
    return one.expected && rate ? [{ ...one, expected: one.expected, rate }] : [];
  });

  it('is asked about every case that has a price', () => {
    expect(priced.length).toBe(ratingCases.filter(({ expected }) => expected !== null).length);
  });

  it.each(priced)('agrees with the price of $name', ({ call, plan, rate, expected }) => {
    const { arithmetic, formula } = explainPrice({ ...plan, rate }, call.startedAt, call.talkMs);
    expect(arithmetic).toMatchObject({ amount: expected.amount, billedSeconds: expected.billedSeconds });
    // The terms that are shown give the sum that is shown, and that one the amount.
    if (!arithmetic.isFree) {
      const sum60 =
        60n * units(arithmetic.connectionFee) +
        BigInt(arithmetic.billedSeconds) * units(arithmetic.pricePerMinute);
      expect(units(arithmetic.sumTimes60)).toBe(sum60);
      const exact60 = arithmetic.minimumApplies ? 60n * units(arithmetic.minimumCharge) : sum60;
      const shown = arithmetic.unrounded.replace('…', '');
      expect(units(shown)).toBe(exact60 / 60n);
      const step = 10n ** BigInt(14 - plan.roundingDecimals);
      const distance = units(arithmetic.amount) * 60n - exact60;
      const within = { up: [0n, 60n * step], halfUp: [-30n * step, 30n * step], down: [-60n * step, 0n] };
      const [low = 0n, high = 0n] = within[plan.roundingMode];
      expect(distance >= low && distance <= high).toBe(true);
    }
    expect(formula.at(-1)).toContain(`: ${expected.amount}`);
  });

  it('writes the arithmetic out', () => {
    const [given] = ratingCases.filter(({ name }) => name.startsWith('31 000 ms, fee 0, 0.12'));
    const rate = given?.plan.rates[0];
    if (!given || !rate) throw new Error('the case is gone');
    const steps = explainPrice({ ...given.plan, rate }, given.call.startedAt, given.call.talkMs);
    expect(steps.formula).toEqual([
      'talk: ceil(31000 ms / 1000) = 31 s',
      'billed: 30 + ceil((31 - 30) / 6) * 6 = 36 s',
      'price: 0 + 36 * 0.12 / 60 = 4.32 / 60',
      'unrounded: 0.072',
      'rounded up to 4 decimals: 0.0720',
    ]);
  });
});

describe('explainCallRecord', () => {
  let tree: IngestTree;
  beforeAll(async () => {
    tree = await createStoredCases();
    await sendTo(
      tree,
      'switch-1',
      ndjson([
        nativeCall({ recordKey: 'missed', disposition: 'noAnswer', answeredAt: null }),
        nativeCall({ recordKey: 'short', to: '112345' }),
      ]),
    );
  });
  afterAll(() => tree.domain.close());

  const idOf = async (recordKey: string) => {
    const [row] = await tree.domain.deps.db.rows<{ id: string }>(
      'select id from call_record where record_key = $1',
      [recordKey],
    );
    return encodeId('callRecord', row?.id ?? '');
  };
  const explain = async (level: 'platform' | 'reseller' | 'sub' | 'acme', recordKey: string) =>
    tree.domain.run(tree[level].caller, 'explainCallRecord', { callRecordId: await idOf(recordKey) });

  it.each(storedRows.map((row, i) => ({ ...row, i })))(
    'agrees at every level with what is stored of $direction $to at $starts',
    async ({ i, ...row }) => {
      const costs = { acme: row.acme, sub: row.sub, reseller: row.reseller, platform: undefined };
      let below: string | undefined;
      for (const level of ['acme', 'sub', 'reseller', 'platform'] as const) {
        const told = await explain(level, `case-${i}`);
        expect(told.cost?.amount ?? (told.cost ? '-' : undefined)).toBe(costs[level]);
        expect(told.revenue?.amount ?? (told.revenue ? '-' : undefined)).toBe(below);
        for (const side of [told.cost, told.revenue]) {
          if (!side) continue;
          expect(side.agrees).toBe(true);
          expect(side.arithmetic?.amount ?? null).toBe(side.amount);
          expect(side.ratingStatus).toBe(side.amount === null ? 'unrated' : 'rated');
        }
        below = costs[level];
      }
    },
  );

  it('tells plan, rate, window and arithmetic of what the reader pays and of what it charges', async () => {
    const told = await explain('sub', 'case-2');
    expect(told).toMatchObject({
      customerId: tree.sub.id,
      revision: 1,
      revisions: [{ revision: 1, ratedAt: '2026-11-25T12:00:00.000Z' }],
      ratingStatus: 'rated',
      direction: 'outbound',
      number: '+31201234567',
      cost: {
        ratingStatus: 'rated',
        reason:
          'The longest prefix of +31201234567 among the outbound rates of the plan that were valid then is 3120.',
        amount: '0.0160',
        currency: 'EUR',
        billedSeconds: 96,
        tariffplan: { name: 'Plan', roundingMode: 'up', roundingDecimals: 4 },
        rate: {
          prefix: '3120',
          pricePerMinute: '0.0125',
          offPeakPricePerMinute: '0.0100',
          initialSeconds: 30,
        },
        window: {
          name: 'offPeak',
          timeZone: 'Europe/Amsterdam',
          localTime: 'Wednesday 2026-11-25T20:00:00.000+01:00',
          reason: 'The call began in the off-peak times.',
        },
        arithmetic: {
          talkMs: 90_250,
          talkSeconds: 91,
          billedSeconds: 96,
          connectionFee: '0',
          pricePerMinute: '0.01',
          sumTimes60: '0.96',
          unrounded: '0.016',
          amount: '0.0160',
        },
      },
      revenue: { amount: '0.09', rate: { prefix: '31', connectionFee: '0.05' }, window: { name: 'peak' } },
    });
    expect(told.revenue?.formula).toEqual([
      'talk: ceil(90250 ms / 1000) = 91 s',
      'billed: 60 + ceil((91 - 60) / 60) * 60 = 120 s',
      'price: 0.05 + 120 * 0.02 / 60 = 5.4 / 60',
      'unrounded: 0.09',
      'rounded up to 2 decimals: 0.09',
    ]);
  });

  it('names the plan that was asked where no prefix matched, and says why there is no price', async () => {
    const abroad = await explain('acme', `case-${storedRows.findIndex(({ to }) => to.startsWith('+49'))}`);
    expect(abroad.cost).toMatchObject({
      ratingStatus: 'unrated',
      amount: null,
      tariffplan: { name: 'Plan' },
      rate: null,
      reason:
        'No prefix of +49301234567 had an outbound rate of the plan that was valid when the call began.',
    });
    expect((await explain('acme', 'short')).cost?.reason).toBe(
      'The called number is not known in E.164, so that no prefix can match.',
    );
    expect(await explain('acme', 'missed')).toMatchObject({
      ratingStatus: 'zero',
      direction: null,
      cost: { amount: '0.00', reason: 'Free by rule: the call was not answered (noAnswer).', agrees: true },
      revenue: null,
    });
  });

  it('says that a blocked rate priced it', async () => {
    const i = storedRows.findIndex(({ to }) => to.startsWith('+3190'));
    expect((await explain('acme', `case-${i}`)).cost?.reason).toContain('It is blocked');
  });

  it('explains by the terms that counted then, whatever has become of the plan', async () => {
    const { cost } = await explain('sub', 'case-2');
    const tariffplanId = cost?.tariffplan?.id ?? '';
    await tree.domain.run(tree.domain.platform, 'updateTariffplan', {
      tariffplanId,
      name: 'Renamed',
      roundingMode: 'down',
      roundingDecimals: 1,
      offPeak: null,
    });
    const after = await explain('sub', 'case-2');
    expect(after.cost).toEqual({ ...cost, tariffplan: { ...cost?.tariffplan, name: 'Renamed' } });
  });

  it('is for the levels of the call alone, and each is told of its own charge alone', async () => {
    const callRecordId = await idOf('case-0');
    const stranger = await makeCustomer(tree.domain, undefined);
    const sibling = await makeCustomer(tree.domain, tree.sub);
    for (const other of [stranger, sibling]) {
      const answer = await tree.domain
        .run(other.caller, 'explainCallRecord', { callRecordId })
        .catch((error: DomainError) => error);
      expect(answer).toMatchObject({ code: 'notFound', message: 'There is no such call record.' });
    }
    const [acme, sub] = [await explain('acme', 'case-0'), await explain('sub', 'case-0')];
    expect(acme.cost).toEqual(sub.revenue);
    expect(JSON.stringify(acme)).not.toContain(sub.cost?.rate?.id);
  });

  it('refuses a revision that is not there', async () => {
    const callRecordId = await idOf('case-0');
    const answer = await tree.domain
      .run(tree.acme.caller, 'explainCallRecord', { callRecordId, revision: '2' })
      .catch((error: DomainError) => error);
    expect(answer).toMatchObject({ code: 'validation', message: 'revision must be one from 1 to 1.' });
  });
});
