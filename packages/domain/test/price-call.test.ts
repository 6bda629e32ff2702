import { encodeId, type OperationWireInput } from '@strowger/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IngestTree } from './fixtures/ingest-tree.ts';
import { createStoredCases, storedRows } from './fixtures/stored-cases.ts';

describe('priceCall', () => {
  let tree: IngestTree;
  const planOf = {} as Record<'acme' | 'sub' | 'reseller', string>;

  beforeAll(async () => {
    tree = await createStoredCases();
    for (const level of ['acme', 'sub', 'reseller'] as const) {
      const [customer] = await tree.domain.deps.db.rows<{ tariffplanId: string }>(
        'select tariffplan_id as "tariffplanId" from customer where id = $1',
        [tree[level].uuid],
      );
      planOf[level] = encodeId('tariffplan', customer?.tariffplanId ?? '');
    }
  });
  afterAll(() => tree.domain.close());

  type Asked = Omit<OperationWireInput<'priceCall'>, 'tariffplanId'>;
  const price = (reader: 'platform' | 'reseller' | 'sub' | 'acme', plan: keyof typeof planOf, asked: Asked) =>
    tree.domain.run(tree[reader].caller, 'priceCall', { tariffplanId: planOf[plan], ...asked });

  const priced = storedRows.filter(({ to }) => to.startsWith('+'));

  it('is asked about calls of every kind', () => {
    expect(priced.length).toBeGreaterThan(5);
  });

  it.each(priced.map((row) => ({ ...row })))(
    'says of $direction $to at $starts what the charges of such a call are',
    async (row) => {
      for (const level of ['acme', 'sub', 'reseller'] as const) {
        const told = await price(level, level, {
          number: row.to,
          talkSeconds: String(Math.ceil(Number(row['talk ms']) / 1000)),
          direction: row.direction === 'inbound' ? 'inbound' : 'outbound',
          startedAt: row.starts,
        });
        expect([told.amount ?? '-', told.billedSeconds === null ? '-' : String(told.billedSeconds)]).toEqual([
          row[level],
          row[`${level} s`],
        ]);
        expect(told.ratingStatus).toBe(told.amount === null ? 'unrated' : 'rated');
        expect(told.arithmetic?.amount ?? null).toBe(told.amount);
      }
    },
  );

  it('writes the arithmetic out, and names plan, rate and window', async () => {
    const told = await price('sub', 'sub', {
      number: '+31201234567',
      talkSeconds: '91',
      startedAt: '2026-11-25T19:00:00Z',
    });
    expect(told).toMatchObject({
      direction: 'outbound',
      number: '+31201234567',
      startedAt: '2026-11-25T19:00:00.000Z',
      amount: '0.0160',
      currency: 'EUR',
      tariffplan: { id: planOf.sub, roundingMode: 'up' },
      rate: { prefix: '3120', offPeakPricePerMinute: '0.0100' },
      window: { name: 'offPeak' },
      formula: [
        'talk: ceil(91000 ms / 1000) = 91 s',
        'billed: 30 + ceil((91 - 30) / 6) * 6 = 96 s',
        'price: 0 + 96 * 0.01 / 60 = 0.96 / 60',
        'unrounded: 0.016',
        'rounded up to 4 decimals: 0.0160',
      ],
    });
  });

  it('prices a call of a minute that begins now unless it is told otherwise', async () => {
    const told = await price('acme', 'acme', { number: '+31101234567' });
    expect(told).toMatchObject({ amount: '0.07', billedSeconds: 60, direction: 'outbound' });
    expect(told.startedAt).toBe(tree.domain.clock.now().toISOString());
  });

  it('takes the rate that is valid when the call begins', async () => {
    const asked = { number: '+442071234567', talkSeconds: '60' };
    const [before, after] = await Promise.all(
      ['2026-11-26T10:59:59Z', '2026-11-26T11:00:00Z'].map((startedAt) =>
        price('reseller', 'reseller', { ...asked, startedAt }),
      ),
    );
    expect([before?.amount, after?.amount]).toEqual(['0.006000', '0.009000']);
  });

  it('has no amount where no rate fits, where the plan is not valid, and says which it is', async () => {
    const none = await price('acme', 'acme', { number: '+81312345678' });
    expect(none).toMatchObject({
      amount: null,
      rate: null,
      arithmetic: null,
      formula: [],
      ratingStatus: 'unrated',
      reason:
        'No prefix of +81312345678 had an outbound rate of the plan that was valid when the call began.',
    });
    const early = await price('acme', 'acme', { number: '+31201234567', startedAt: '2001-01-01T00:00:00Z' });
    expect(early).toMatchObject({
      amount: null,
      reason: 'The tariffplan was not valid when the call began.',
    });
  });

  it('prices a number that is blocked, and says that it is', async () => {
    const told = await price('acme', 'acme', { number: '+31900123456' });
    expect(told).toMatchObject({ amount: '0.90', rate: { prefix: '3190', blocked: true } });
    expect(told.reason).toContain('It is blocked');
  });

  it('is open to the owner of a plan, to those above and to who is charged by it, and to nobody else', async () => {
    const asked = { number: '+31201234567' };
    for (const reader of ['platform', 'reseller', 'sub'] as const) {
      expect((await price(reader, 'sub', asked)).amount).not.toBeNull();
    }
    // Acme is charged by a plan of sub; what sub is charged by is sub's alone.
    await expect(price('acme', 'sub', asked)).rejects.toMatchObject({ code: 'notFound' });
    await expect(price('sub', 'reseller', asked)).rejects.toMatchObject({ code: 'notFound' });
  });
});
