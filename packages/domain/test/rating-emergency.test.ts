import { encodeId } from '@strowger/contracts';
import { makeCustomer, type TestCustomer } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rerateUnrated, runRerating } from '../src/index.ts';
import {
  chargeBy,
  createIngestTree,
  type IngestTree,
  nativeCall,
  ndjson,
  sendTo,
} from './fixtures/ingest-tree.ts';
import { emergencyCases } from './rating-cases/emergency.ts';
import { readTable } from './rating-cases/read-table.ts';

type Column = 'customer in' | 'to' | 'direction' | 'rating' | 'country' | 'amount' | 'why';
const cases = readTable<Column>(emergencyCases);
const dash = (value: string | null) => value ?? '-';

let tree: IngestTree;
beforeAll(async () => {
  tree = await createIngestTree();
  const customers = new Map<string, TestCustomer>();
  for (const country of new Set(cases.map((row) => row['customer in']))) {
    const customer = await makeCustomer(tree.domain, tree.sub, { kind: 'end' });
    await chargeBy(
      tree.domain,
      tree.sub,
      customer,
      `prefix,name,pricePerMinute\n${[1, 2, 3, 4, 5, 6, 7, 8, 9].map((prefix) => `${prefix},any,0.60\n`).join('')}`,
    );
    await tree.domain.deps.db.rows('update customer set country = $2 where id = $1', [
      customer.uuid,
      country === '-' ? null : country,
    ]);
    customers.set(country, customer);
  }
  const calls = cases.map((row, i) =>
    nativeCall({
      recordKey: `help-${i}`,
      authUser: null,
      accountCode: customers.get(row['customer in'])?.id,
      direction: row.direction,
      to: row.to,
      startedAt: '2026-11-25T10:00:00.000Z',
      ringingAt: null,
      answeredAt: '2026-11-25T10:00:00.000Z',
      endedAt: '2026-11-25T10:01:00.000Z',
    }),
  );
  expect(await sendTo(tree, 'switch-1', ndjson(calls))).toMatchObject({ accepted: cases.length });
});
afterAll(() => tree.domain.close());

const stored = async (i: number) =>
  tree.domain.deps.db.rows<{
    id: string;
    status: string;
    amount: string | null;
    country: string | null;
    level: number;
  }>(
    `select r.id, r.country, g.level, g.rating_status as status, g.cost_amount::text as amount from call_record r
     join charge g on g.record_id = r.id where r.record_key = $1 order by g.level`,
    [`help-${i}`],
  );

describe('calls for help', () => {
  it.each(cases.map((row, i) => ({ ...row, i })))(
    '$to ($direction) by a customer in $customer in is $rating: $why',
    async ({ i, rating, amount, country }) => {
      const charges = await stored(i);
      expect([
        charges[0]?.status,
        dash(charges[0]?.amount ?? null),
        dash(charges[0]?.country ?? null),
      ]).toEqual([rating, amount, country]);
      // At no level does anybody earn from it.
      if (rating === 'zero') expect(new Set(charges.map(({ status }) => status))).toEqual(new Set(['zero']));
    },
  );

  it('are explained, and stay free when calls are rated anew or the customer moves to another country', async () => {
    const [payer] = await stored(0);
    await tree.domain.deps.db.rows(
      `update customer set country = 'US' where id = (select customer_id from call_record where record_key = 'help-0')`,
    );
    const { id } = await tree.domain.run(tree.sub.caller, 'rerateCallRecords', {
      customerId: tree.sub.id,
      from: '2026-11-01T00:00:00Z',
      to: '2026-12-01T00:00:00Z',
    });
    for (const job of tree.domain.jobs.splice(0)) {
      if (job.name === 'rerateUnrated') await rerateUnrated(tree.domain.deps, job.data);
      if (job.name === 'rerate') await runRerating(tree.domain.deps, job.data.reratingId);
    }
    expect(await tree.domain.run(tree.sub.caller, 'getRerating', { reratingId: id })).toMatchObject({
      status: 'completed',
    });
    expect(await stored(0)).toMatchObject([{ status: 'zero', amount: '0.0000' }, {}, {}, {}]);
    expect(
      await tree.domain.run(tree.sub.caller, 'explainCallRecord', {
        callRecordId: encodeId('callRecord', payer?.id ?? ''),
      }),
    ).toMatchObject({
      ratingStatus: 'zero',
      revenue: { amount: '0.0000', reason: 'Free by rule: an emergency number was called.' },
    });
  });
});
