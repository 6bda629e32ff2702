import { expect, it } from 'vitest';
import { engineRow, recordsOf } from '../world/find-records.ts';
import type { World } from '../world/make-world.ts';

/** Destinations that fail, and calls that must end. */
export function describeRoutes(world: () => World): void {
  it.each([
    ['answers 503', '+314'],
    ['is silent', '+315'],
  ])('where the first destination %s the next one takes the call', async (_, start) => {
    const w = world();
    const call = await w.call(await w.user(), w.someone(start));
    expect(call).toMatchObject({ code: 200, isClean: true });
    expect(await w.carrier.invitesOf('answers', call.callId)).toHaveLength(1);
    const [record] = await recordsOf(w.api, call.callId, 1);
    expect(record).toMatchObject({ disposition: 'answered', sipCode: 200 });
  });

  it('where none takes it the caller hears what the last one said', async () => {
    const w = world();
    const call = await w.call(await w.user(), w.someone('+318'));
    expect(call).toMatchObject({ code: 500, isClean: true });
    const [record] = await recordsOf(w.api, call.callId, 1);
    expect(record).toMatchObject({ disposition: 'congestion', sipCode: 503, blockedReason: null });
  });

  it('a busy one is no reason to try another', async () => {
    const w = world();
    await w.outbound('+3195.', await w.trunk('busy', { priority: 0 }));
    await w.outbound('+3195.', await w.trunk('answers', { priority: 1 }));
    const call = await w.call(await w.user(), '+31951234567');
    expect(call).toMatchObject({ code: 486, isClean: true });
    expect(await w.carrier.invitesOf('answers', call.callId)).toHaveLength(0);
  });

  it('it rings as long as the destination says', async () => {
    const w = world();
    const call = await w.call(await w.user(), w.someone('+313'));
    expect(call).toMatchObject({ code: 408, isClean: true });
    const row = await engineRow(w, call.callId);
    expect(Number(row.failed_ts) - Number(row.setup_ts)).toBeGreaterThan(4);
    const [record] = await recordsOf(w.api, call.callId, 1);
    expect(record).toMatchObject({ disposition: 'noAnswer' });
  });

  it('the other side may end it', async () => {
    const w = world();
    const call = await w.call(await w.user(), w.someone('+317'), { endedBy: 'other' });
    expect(call).toMatchObject({ code: 200, isClean: true });
    expect((await engineRow(w, call.callId)).release_by).toBe('callee');
  });

  it('a limit of duration ends it for both sides', async () => {
    const w = world();
    const alice = await w.user();
    await w.api.call('createLimit', { userId: alice.id, type: 'callDuration', threshold: '2' });
    const call = await w.call(alice, w.someone(), { endedBy: 'other' });
    expect(call).toMatchObject({ code: 200, isClean: true });
    const row = await engineRow(w, call.callId);
    expect(row.release_by).toBe('system');
    expect(row.duration).toBeGreaterThan(0.9);
    expect(row.duration).toBeLessThan(12);
  });

  it('a balance lasts as long as it lasts, and ends the call', async () => {
    const w = world();
    const chain = await w.newChain();
    const alice = await w.user(undefined, { customerId: chain.end });
    await w.api.call('updateCustomer', { customerId: chain.end, billingMode: 'prepaid' });
    await w.api.call('createLedgerEntry', { customerId: chain.end, kind: 'payment', amount: '3' });
    const call = await w.call(alice, '+39061234567', { endedBy: 'other' });
    expect(call).toMatchObject({ code: 200, isClean: true });
    const row = await engineRow(w, call.callId);
    expect(row.release_by).toBe('system');
    expect(row.duration).toBeGreaterThan(1.5);
    expect(row.duration).toBeLessThan(13);
    const [record] = await recordsOf(await w.clientOf(chain.end), call.callId, 1);
    expect(Number(record?.cost.amount)).toBe(record?.talkSeconds);
  });
}
