import { foldUsage, postDueCharges } from '@strowger/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subscribe } from './fixtures/events.ts';
import { createIngestTree, type IngestTree, nativeCall, ndjson, sendTo } from './fixtures/ingest-tree.ts';

let tree: IngestTree;
beforeAll(async () => {
  tree = await createIngestTree();
});
afterAll(() => tree.domain.close());

const calls = (name: string, count: number, fields: Record<string, unknown> = {}) =>
  ndjson(Array.from({ length: count }, (_, i) => nativeCall({ recordKey: `${name}-${i}`, ...fields })));
const ingest = (name: string, count: number) => sendTo(tree, 'switch-1', calls(name, count));
const pay = (amount: string, kind: 'payment' | 'correction' = 'payment') =>
  tree.domain.run(tree.sub.caller, 'createLedgerEntry', { customerId: tree.acme.id, kind, amount });
const balance = async () =>
  Number((await tree.domain.run(tree.acme.caller, 'getCustomer', { customerId: tree.acme.id })).balance);
const entries = async () =>
  (await tree.domain.run(tree.acme.caller, 'getCustomerLedgerEntries', { customerId: tree.acme.id })).items;

/** Per customer and currency: what the records' charges cost, and what the ledger says. */
const books = () =>
  tree.domain.deps.db.rows<{ customerId: string; charged: string; posted: string }>(
    `select g.customer_id as "customerId", g.cost_currency as currency, trim_scale(sum(g.cost_amount))::text as charged,
       (select trim_scale(coalesce(-sum(l.amount), 0))::text from ledger_entry l
         where l.kind = 'charges' and l.customer_id = g.customer_id and l.currency = g.cost_currency) as posted
     from charge g where g.cost_amount <> 0 group by 1, 2`,
  );

describe('the balance', () => {
  it('falls with the call, whether or not a worker has folded it yet, and an entry follows within the hour', async () => {
    await pay('10');
    await ingest('first', 2);
    expect(await balance()).toBe(9.82); // 2 · 0.09
    await foldUsage(tree.domain.deps);
    expect(await balance()).toBe(9.82);
    expect(await postDueCharges(tree.domain.deps)).toBe(0);
    expect(await entries()).toHaveLength(1);
    tree.domain.clock.advanceSeconds(3_600);
    await postDueCharges(tree.domain.deps);
    expect(await balance()).toBe(9.82);
    expect((await entries())[0]).toMatchObject({
      kind: 'charges',
      amount: '-0.18',
      balanceAfter: '9.82',
      currency: 'EUR',
      periodFrom: '2026-11-25T10:00:00.000Z',
      periodTo: '2026-11-25T11:00:00.000Z',
    });
  });

  it('of a payment stands behind what was charged before', async () => {
    await ingest('second', 1);
    await foldUsage(tree.domain.deps);
    await pay('5');
    const [payment, charges] = await entries();
    expect(charges).toMatchObject({ kind: 'charges', amount: '-0.09', balanceAfter: '9.73' });
    expect(payment).toMatchObject({ kind: 'payment', amount: '5', balanceAfter: '14.73', periodFrom: null });
  });

  it('of a postpaid customer is what it owes', async () => {
    await foldUsage(tree.domain.deps);
    const { balance: owed } = await tree.domain.run(tree.reseller.caller, 'getCustomer', {
      customerId: tree.sub.id,
    });
    expect(owed).toBe('-0.06'); // 3 · 0.02
  });
});

describe('balance.low', () => {
  it('is told once for each time that the balance falls below the threshold', async () => {
    const { domain, sub, acme } = tree;
    const { told } = await subscribe(domain, sub, ['balance.low']);
    const setThreshold = (lowBalanceThreshold: string | null) =>
      domain.run(sub.caller, 'updateCustomer', {
        customerId: acme.id,
        billingMode: 'prepaid',
        lowBalanceThreshold,
      });
    await setThreshold('14.50');
    expect(await told()).toEqual([]);
    for (const name of ['low-1', 'low-2', 'low-3', 'low-4']) {
      await ingest(name, 1);
      await foldUsage(domain.deps);
    }
    // 14.73 - 3 · 0.09 = 14.46
    expect(await told()).toEqual([
      expect.objectContaining({
        type: 'balance.low',
        data: {
          customerId: acme.id,
          balance: '14.46',
          creditLimit: '0',
          lowBalanceThreshold: '14.50',
          currency: 'EUR',
        },
      }),
    ]);
    await pay('1');
    await pay('-0.5', 'correction');
    expect(await told()).toHaveLength(1);
    await pay('-0.5', 'correction');
    expect((await told()).map(({ data }) => data.balance)).toEqual(['14.46', '14.37']);
    await setThreshold('14');
    await setThreshold('15');
    expect(await told()).toHaveLength(3);
    await setThreshold(null);
    expect(await told()).toHaveLength(3);
  });
});

describe('the ledger', () => {
  it('equals the sum of the charges, however ingests, folds, postings and payments meet', async () => {
    const { deps } = tree.domain;
    let running = true;
    const churn = async (work: () => Promise<unknown>) => {
      while (running) await work();
    };
    const housekeeping = [
      churn(() => foldUsage(deps)),
      churn(() => foldUsage(deps)),
      churn(() => postDueCharges(deps, 0)),
      churn(() => pay('0.01')),
    ];
    await Promise.all([
      sendTo(tree, 'switch-1', calls('meet-a', 5_000)),
      sendTo(tree, 'switch-1', calls('meet-b', 5_000)),
      sendTo(tree, 'switch-1', calls('meet-a', 5_000)),
    ]);
    running = false;
    await Promise.all(housekeeping);
    await foldUsage(deps);
    await postDueCharges(deps, 0);
    const rows = await books();
    expect(rows).toHaveLength(3);
    for (const { charged, posted } of rows) expect(posted).toBe(charged);
    const all = (
      await deps.db.rows<{ id: string; sum: string; balance: string; last: string }>(
        `select c.id, trim_scale(c.balance)::text as balance, trim_scale(sum(l.amount))::text as sum
         from customer c join ledger_entry l on l.customer_id = c.id group by c.id`,
      )
    ).map(({ sum, balance: kept }) => [kept, sum]);
    expect(all).toHaveLength(3);
    for (const [kept, sum] of all) expect(kept).toBe(sum);
    // Each entry tells the balance behind it, in the order in which they were made.
    const chain = await deps.db.rows(
      `select id from (select id, balance_after, sum(amount) over (partition by customer_id order by id) as running
         from ledger_entry) l where running <> balance_after`,
    );
    expect(chain).toEqual([]);
  });
});
