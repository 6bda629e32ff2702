import type { OperationWireInput } from '@strowger/contracts';
import { expect, it } from 'vitest';
import { engineRow, eventually } from '../world/find-records.ts';
import type { Chain, Phone, World } from '../world/make-world.ts';
import type { Placed } from '../world/place-call.ts';

const AT_ONCE = 20;
const CEILING = 3;
/** So long that the first is still there when the last one comes, on a machine that is busy. */
const HOLD_MS = 10_000;

const outcomes = (calls: Placed[]) =>
  Object.entries(Object.groupBy(calls, ({ code, reason }) => (code === 200 ? '200' : `${code} ${reason}`)))
    .map(([outcome, some]) => `${some?.length} × ${outcome}`)
    .sort();

/** Calls at once and calls in a second, for twenty at the same moment. */
export function describeCeilings(world: () => World): void {
  const limit = (owner: { userId: string } | { customerId: string }, more = {}) =>
    world().api.call('createLimit', {
      ...owner,
      type: 'concurrentCalls',
      threshold: String(CEILING),
      ...more,
    } as OperationWireInput<'createLimit'>);

  it.each<[string, string, (alice: Phone, chain: Chain) => Promise<unknown>, string?]>([
    [
      'the user itself',
      'concurrentCalls',
      (alice) => world().api.call('updateUser', { userId: alice.id, maxCalls: CEILING }),
    ],
    ['a limit of the user', 'concurrentCalls', (alice) => limit({ userId: alice.id })],
    ['its customer', 'concurrentCalls', (_, { end }) => limit({ customerId: end })],
    ['the reseller above', 'ancestorLimit', (_, { child }) => limit({ customerId: child })],
    ['the one above that', 'ancestorLimit', (_, { reseller }) => limit({ customerId: reseller })],
    [
      'the platform',
      'ancestorLimit',
      () => limit({ customerId: world().root }, { prefixes: ['31178'] }),
      '+31178',
    ],
  ])('of twenty calls at once %s lets three through', async (_, reason, arrange, start = '+31179') => {
    const w = world();
    const chain = await w.newChain();
    const alice = await w.user(undefined, { customerId: chain.end });
    await arrange(alice, chain);
    const calls = await w.calls(alice, w.someone(start), AT_ONCE, { holdMs: HOLD_MS });
    expect(outcomes(calls)).toEqual([`${AT_ONCE - CEILING} × 403 ${reason}`, `${CEILING} × 200`].sort());
    // Their places are free again at once.
    expect((await w.call(alice, w.someone(start))).code).toBe(200);
  });

  it('a number takes as many calls as it may', async () => {
    const w = world();
    const bob = await w.user('answers');
    const number = await w.number(bob.id, bob.customerId, { maxCalls: CEILING });
    const calls = await w.calls(await w.user(), number, AT_ONCE, { holdMs: HOLD_MS });
    expect(outcomes(calls)).toEqual([`${AT_ONCE - CEILING} × 403 concurrentCalls`, `${CEILING} × 200`]);
  });

  it('new calls of a second are as many as they may be', async () => {
    const w = world();
    const alice = await w.user();
    await w.api.call('createLimit', { userId: alice.id, type: 'callsPerSecond', threshold: '2' });
    const calls = await w.calls(alice, w.someone(), AT_ONCE);
    const rows = await Promise.all(calls.map(({ callId }) => engineRow(w, callId)));
    const [first, last] = [Math.min, Math.max].map((of) =>
      of(...rows.map((row) => Math.trunc(Number(row.setup_ts)))),
    );
    const passed = calls.filter(({ code }) => code === 200).length;
    expect(passed).toBeGreaterThanOrEqual(2);
    expect(passed).toBeLessThanOrEqual(2 * ((last as number) - (first as number) + 2));
    for (const call of calls.filter(({ code }) => code !== 200))
      expect(call).toMatchObject({ code: 403, reason: 'callsPerSecond' });
  });

  it('a destination that is full leaves the call to the next one', async () => {
    const w = world();
    const [small, large] = [
      await w.trunk('answers', { priority: 0, maxCalls: 2 }),
      await w.trunk('answers', { priority: 1, externalId: 'large' }),
    ];
    await w.outbound('+3196.', small);
    await w.outbound('+3196.', large);
    const calls = await w.calls(await w.user(), '+31961234567', 6, { holdMs: HOLD_MS });
    expect(outcomes(calls)).toEqual(['6 × 200']);
    const uuids = await Promise.all(calls.map(async ({ callId }) => (await engineRow(w, callId)).dest_id));
    expect(
      Object.values(Object.groupBy(uuids, (id) => id))
        .map((some) => some?.length)
        .sort(),
    ).toEqual([2, 4]);
    await eventually(
      () => w.stack.rows('select from kam.dialog where callid = $1', [calls[0]?.callId]),
      (rows) => rows.length === 0,
    );
  });

  it('a limit tells how many calls are under way, wherever they are paid below it', async () => {
    const w = world();
    const chain = await w.newChain();
    const alice = await w.user(undefined, { customerId: chain.end });
    const [own, above] = await Promise.all([
      limit({ customerId: chain.end }),
      limit({ customerId: chain.reseller }, { threshold: '50' }),
    ]);
    const values = () =>
      Promise.all(
        [own, above].map(async ({ id }) => (await w.api.call('getLimit', { limitId: id })).currentValue),
      );
    expect(await values()).toEqual(['0', '0']);
    const calls = w.calls(alice, w.someone(), 2, { holdMs: HOLD_MS });
    await eventually(values, (found) => found.every((value) => value === '2'));
    expect(outcomes(await calls)).toEqual(['2 × 200']);
    await eventually(values, (found) => found.every((value) => value === '0'));
  });
}
