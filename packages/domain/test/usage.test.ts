import type { OperationWireInput } from '@strowger/contracts';
import { type Caller, settleUsage } from '@strowger/domain';
import { makeCustomer, operatorOf, type TestCustomer } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chargeBy,
  createIngestTree,
  type IngestTree,
  nativeCall,
  ndjson,
  sendTo,
} from './fixtures/ingest-tree.ts';

let tree: IngestTree;
let beside: TestCustomer;
let serial = 0;
beforeAll(async () => {
  tree = await createIngestTree();
  beside = await makeCustomer(tree.domain, tree.reseller, {
    name: 'Beside',
    kind: 'end',
    externalId: 'beside',
  });
  const head = 'prefix,name,direction,connectionFee,pricePerMinute,initialSeconds,incrementSeconds\n';
  await chargeBy(tree.domain, tree.reseller, beside, `${head}31,NL,outbound,0,0.60,1,1\n`);
  await ingest(
    call('2026-11-24T22:30:00Z'),
    call('2026-11-24T23:30:00Z', { to: '+31611111111' }),
    call('2026-11-25T10:00:00Z', { to: '+442071234567' }), // no rate anywhere
    call('2026-11-25T10:00:00Z', { direction: 'inbound', to: '+31201234567' }),
    call('2026-11-25T11:00:00Z', { disposition: 'busy', answeredAt: null }),
    call('2026-11-25T11:00:00Z', { disposition: 'blocked', answeredAt: null, blockedReason: 'limit' }),
    call('2026-11-25T11:30:00Z', { authUser: null, accountCode: 'beside' }),
  );
});
afterAll(() => tree.domain.close());

/** A call of 90.25 s: 91 to acme (0.09), 96 to sub (0.02), 91 to reseller (0.012285). */
const call = (startedAt: string, fields: Record<string, unknown> = {}) => {
  const answeredAt = new Date(Date.parse(startedAt) + 5_000);
  return nativeCall({
    recordKey: `usage-${++serial}`,
    startedAt,
    ringingAt: null,
    answeredAt: answeredAt.toISOString(),
    endedAt: new Date(answeredAt.getTime() + 90_250).toISOString(),
    ...fields,
  });
};
const ingest = (...calls: object[]) => sendTo(tree, 'switch-1', ndjson(calls));

const november = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' };
const usage = (caller: Caller, input: Partial<OperationWireInput<'getUsage'>> = {}) =>
  tree.domain.run(caller, 'getUsage', { ...november, ...input });
const usageOf = (caller: Caller, customerId: string, input: Partial<OperationWireInput<'getUsage'>> = {}) =>
  tree.domain.run(caller, 'getCustomerUsage', { ...november, customerId, ...input });
const euro = (amount: string, billedSeconds: number | null) => [{ amount, currency: 'EUR', billedSeconds }];

describe.each([
  ['before it is folded', async () => {}],
  ['after it was folded', () => settleUsage(tree.domain.deps)],
])('usage, %s', (_, prepare) => {
  beforeAll(prepare);

  it('adds up calls, seconds, cost, revenue and margin of the own level', async () => {
    expect((await usage(tree.sub.caller)).total).toEqual({
      calls: 6,
      seizures: 5,
      answered: 4,
      unratedCalls: 2,
      talkSeconds: 4 * 91,
      cost: euro('0.044', 192), // 0.02 and, to a mobile, 0.024
      revenue: euro('0.1891', 331), // 2 · 0.09 and 0.0091 inbound
      margin: { amount: '0.1451', currency: 'EUR', percent: 76.73 },
    });
    const own = (await usage(tree.acme.caller)).total;
    expect(own).toMatchObject({ calls: 6, cost: euro('0.1891', 331), revenue: [], margin: null });
    expect((await usage(tree.domain.platform)).total).toMatchObject({ calls: 7, cost: [], margin: null });
  });

  it('of a direct customer has the amounts of the reader, and of one further below none', async () => {
    const direct = await usageOf(tree.sub.caller, tree.acme.id);
    expect(direct.total).toMatchObject({
      calls: 6,
      cost: euro('0.044', null),
      revenue: euro('0.1891', 331),
      margin: { amount: '0.1451' },
    });
    for (const caller of [tree.reseller.caller, tree.domain.platform]) {
      const { total } = await usageOf(caller, tree.acme.id);
      expect(total).toMatchObject({ calls: 6, answered: 4, cost: [], revenue: [], margin: null });
    }
  });

  it('by customer tells the margin of each direct one, the most calls first', async () => {
    const { rows, total } = await usage(tree.reseller.caller, { groupBy: 'customer' });
    expect(rows.map(({ customerId, calls, revenue, cost }) => [customerId, calls, revenue, cost])).toEqual([
      [tree.sub.id, 6, euro('0.044', 192), euro('0.02457', null)],
      [beside.id, 1, euro('0.91', 91), euro('0.012285', null)],
    ]);
    expect(total).toMatchObject({ calls: 7, revenue: euro('0.954', 283), cost: euro('0.036855', null) });
    expect(total).toMatchObject({ margin: (await usage(tree.reseller.caller)).total.margin });
    const top = await usage(tree.reseller.caller, { groupBy: 'customer', top: '1' });
    expect(top.rows).toHaveLength(1);
    expect(top.total).toEqual(total);
    const hours = { groupBy: 'customer', from: '2026-11-24T23:00:00Z', to: '2026-11-25T11:00:00Z' } as const;
    expect((await usage(tree.reseller.caller, hours)).rows).toMatchObject([
      { customerId: tree.sub.id, calls: 3 },
    ]);
    const overDays = {
      groupBy: 'customer',
      from: '2026-11-23T23:00:00Z',
      to: '2026-11-25T11:00:00Z',
    } as const;
    expect((await usage(tree.reseller.caller, overDays)).rows).toMatchObject([
      { customerId: tree.sub.id, calls: 4 },
    ]);
  });

  it('begins days where the time zone has them begin', async () => {
    const days = async (timeZone?: string) =>
      (await usage(tree.acme.caller, { step: 'day', ...(timeZone && { timeZone }) })).rows.map(
        ({ from, to, calls }) => [from, to, calls],
      );
    expect(await days()).toEqual([
      ['2026-11-23T23:00:00.000Z', '2026-11-24T23:00:00.000Z', 1],
      ['2026-11-24T23:00:00.000Z', '2026-11-25T23:00:00.000Z', 5],
    ]);
    expect(await days('UTC')).toEqual([
      ['2026-11-24T00:00:00.000Z', '2026-11-25T00:00:00.000Z', 2],
      ['2026-11-25T00:00:00.000Z', '2026-11-26T00:00:00.000Z', 4],
    ]);
    const { rows } = await usage(tree.acme.caller, { step: 'month' });
    expect(rows).toMatchObject([
      { from: '2026-11-01T00:00:00.000Z', to: '2026-11-30T23:00:00.000Z', calls: 6 },
    ]);
    const hours = await usage(tree.acme.caller, {
      step: 'hour',
      groupBy: 'direction',
      from: '2026-11-25T10:00:00Z',
      to: '2026-11-25T12:00:00Z',
    });
    expect(hours.rows.map(({ from, direction, calls }) => [from, direction, calls])).toEqual([
      ['2026-11-25T10:00:00.000Z', 'inbound', 1],
      ['2026-11-25T10:00:00.000Z', 'outbound', 1],
      ['2026-11-25T11:00:00.000Z', 'outbound', 2],
    ]);
  });

  it('by country tells the top destinations', async () => {
    const { rows } = await usage(tree.domain.platform, { groupBy: 'country' });
    expect(rows.map(({ country, calls, unratedCalls }) => [country, calls, unratedCalls])).toEqual([
      ['NL', 6, 1],
      ['GB', 1, 1],
    ]);
  });
});

describe('usage', () => {
  it('is read by every role, and by keys with its scope', async () => {
    for (const role of ['owner', 'manager', 'finance', 'viewer'] as const) {
      const caller = operatorOf(tree.acme.uuid, tree.acme.caller.path, role);
      expect((await usage(caller)).total.calls).toBe(6);
    }
    const keyOf = (scope: 'usage:read' | 'records:read'): Caller => ({
      ...tree.acme.caller,
      actor: { kind: 'apiKey', id: tree.acme.uuid, name: 'k', scopes: new Set([scope]) },
    });
    expect((await usage(keyOf('usage:read'))).total.calls).toBe(6);
    await expect(usage(keyOf('records:read'))).rejects.toMatchObject({ code: 'missingScope' });
  });

  it.each([
    [{ from: '2026-11-01T00:30:00Z' }, 'from'],
    [{ to: '2026-11-01T00:00:00Z' }, 'to'],
    [{ to: '2028-11-01T00:00:00Z' }, 'to'],
    [{ step: 'hour', to: '2026-12-03T00:00:00Z' }, 'to'],
    [{ step: 'day', groupBy: 'country' }, 'groupBy'],
    [{ step: 'day', groupBy: 'customer' }, 'groupBy'],
  ] as const)('%j is refused at %s', async (input, parameter) => {
    await expect(usage(tree.acme.caller, input)).rejects.toMatchObject({
      code: 'validation',
      fields: [{ parameter }],
    });
  });

  it('by customer is refused for a customer below', async () => {
    await expect(usageOf(tree.reseller.caller, tree.sub.id, { groupBy: 'customer' })).rejects.toMatchObject({
      fields: [{ parameter: 'groupBy' }],
    });
  });

  it('is not shown to levels that had no part in the calls', async () => {
    const { domain, reseller, sub, acme } = tree;
    await domain.run(reseller.caller, 'createCallRecordSource', {
      customerId: reseller.id,
      name: 'own-pbx',
      format: 'ndjson',
    });
    const before = await usageOf(domain.platform, acme.id);
    await sendTo(tree, 'own-pbx', ndjson([call('2026-11-20T10:00:00Z')]), undefined, reseller.caller);
    expect((await usageOf(domain.platform, acme.id)).total).toEqual(before.total);
    expect((await usage(domain.platform)).total.calls).toBe(7);
    expect((await usageOf(reseller.caller, acme.id)).total.calls).toBe(7);
    expect((await usageOf(sub.caller, acme.id)).total.calls).toBe(7);
  });

  it('stays with the old parent after a move; the new one starts empty', async () => {
    const { domain, sub, acme, reseller } = tree;
    const other = await makeCustomer(domain, undefined, { name: 'Other reseller' });
    const mine = (await usage(reseller.caller)).total;
    domain.clock.advanceSeconds(3_600);
    await domain.run(domain.platform, 'updateCustomer', { customerId: sub.id, parentId: other.id });
    expect((await usageOf(other.caller, sub.id)).total.calls).toBe(0);
    expect((await usageOf(other.caller, acme.id)).total.calls).toBe(0);
    expect((await usage(reseller.caller)).total).toEqual(mine);
    const { rows } = await usage(reseller.caller, { groupBy: 'customer' });
    expect(rows.map(({ customerId }) => customerId)).toContain(sub.id);
    await expect(usageOf(reseller.caller, sub.id)).rejects.toMatchObject({ code: 'notFound' });
    const path = other.caller.path + sub.caller.path.slice(-26);
    expect((await usage({ ...sub.caller, path })).total.calls).toBe(7);
    await ingest(call('2026-11-25T14:00:00Z'));
    expect((await usageOf(other.caller, sub.id)).total.calls).toBe(1);
    expect((await usageOf(other.caller, acme.id)).total.calls).toBe(1);
  });
});
