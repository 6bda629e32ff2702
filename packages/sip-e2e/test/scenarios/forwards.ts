import type { OperationWireInput } from '@strowger/contracts';
import { expect, it } from 'vitest';
import { headerOf } from '../sipp/run-sipp.ts';
import { engineRow, recordsOf } from '../world/find-records.ts';
import { CARRIER_HOST, type Phone, type World } from '../world/make-world.ts';

type ForwardFields = Omit<OperationWireInput<'createForward'>, 'customerId' | 'userId'>;

/** Forwards of all four conditions: the leg to the target is paid by who forwards. */
export function describeForwards(world: () => World): void {
  const forward = (user: Phone, fields: ForwardFields) =>
    world().api.call('createForward', { userId: user.id, ...fields });

  it.each([
    ['unconditional', 'answers', 'unconditional'],
    ['busy', 'busy', 'user-busy'],
    ['busy', 'declines', 'user-busy'],
    ['noAnswer', 'ringsOn', 'no-answer'],
    ['unreachable', 'silent', 'unavailable'],
    ['unreachable', 'unavailable', 'unavailable'],
    ['unreachable', undefined, 'unavailable'],
  ] as const)('%s: a phone that is %s is followed to a number', async (condition, behaviour, reason) => {
    const w = world();
    const chain = await w.newChain();
    const [alice, bob] = [await w.user(), await w.user(behaviour, { customerId: chain.end })];
    const target = w.someone();
    const { id } = await forward(bob, { condition, target, ringSeconds: 5 });
    const call = await w.call(alice, bob.username);
    expect(call).toMatchObject({ code: 200, isClean: true });
    const [invite] = await w.carrier.invitesOf('answers', call.callId);
    expect(invite?.first).toContain(`sip:${target}@`);
    expect(headerOf(invite, 'Diversion')).toContain(`sip:${bob.username}@`);
    expect(headerOf(invite, 'Diversion')).toContain(`reason=${reason}`);
    expect(headerOf(invite, 'X-Fwd-Hops')).toBe('1');
    const row = await engineRow(w, call.callId);
    expect(row.legs.split(',')[1]).toMatch(new RegExp(`\\|${condition}\\|`));
    expect(row.hops).toBe('1');

    const [first, second] = await recordsOf(w.api, call.callId, 2);
    expect(first).toMatchObject({ userId: alice.id, direction: 'internal', otherLegId: second?.legId });
    expect(second).toMatchObject({ userId: bob.id, direction: 'forwarded', toNumber: target });
    const [paid] = await recordsOf(await w.clientOf(chain.end), call.callId, 1);
    expect(paid?.cost.amount).toBe('0.3000');
    await w.api.call('deleteForward', { forwardId: id });
  });

  it('to a colleague ring there, and so on, and each has a leg of its own', async () => {
    const w = world();
    const [alice, bob, carol, dave] = await Promise.all([
      w.user(),
      w.user('busy'),
      w.user(),
      w.user('answers'),
    ]);
    await forward(bob, { condition: 'busy', target: carol.id });
    await forward(carol, { condition: 'unreachable', target: dave.id });
    const call = await w.call(alice, bob.username);
    expect(call).toMatchObject({ code: 200, isClean: true });
    const [invite] = await w.phones.invitesOf('answers', call.callId);
    expect(headerOf(invite, 'Diversion')).toMatch(/reason=unavailable.*, .*reason=user-busy/);
    const records = await recordsOf(w.api, call.callId, 4);
    expect(records.map(({ userId }) => userId)).toEqual([alice.id, bob.id, carol.id, dave.id]);
    expect(new Set(records.map(({ ratingStatus }) => ratingStatus))).toEqual(new Set(['zero']));
  });

  it('of calls from outside only leave those from within alone', async () => {
    const w = world();
    const bob = await w.user('answers');
    await forward(bob, { condition: 'unconditional', callSource: 'external', target: w.someone('+312') });
    expect((await w.call(await w.user(), bob.username)).code).toBe(200);
    expect((await w.fromOutside(await w.number(bob.id))).code).toBe(486);
  });

  it('to a destination are legs of who forwards, priced at every level by the number, and obey it', async () => {
    const w = world();
    const chain = await w.newChain();
    const [alice, bob] = await Promise.all([w.user(), w.user(undefined, { customerId: chain.end })]);
    const destinationId = await w.trunk('answers');
    const { id } = await forward(bob, { condition: 'unconditional', target: destinationId });
    const ofBob = await w.number(bob.id, chain.end);
    const sameForward = await w.number(id, chain.end);
    const costAt = async (level: keyof typeof chain, callId: string, direction: string) =>
      (await recordsOf(await w.clientOf(chain[level]), callId, direction === 'inbound' ? 2 : 1)).find(
        (record) => record.direction === 'forwarded',
      )?.cost.amount;
    const within = await w.call(alice, ofBob);
    const fromOutside = await w.fromOutside(sameForward);
    for (const [call, direction, number] of [
      [within, 'internal', ofBob],
      [fromOutside, 'inbound', sameForward],
    ] as const) {
      expect(call).toMatchObject({ code: 200, isClean: true });
      const [invite] = await w.carrier.invitesOf('answers', call.callId);
      expect(invite?.first).toContain(`sip:${number}@${CARRIER_HOST}:`);
      expect(await engineRow(w, call.callId)).toMatchObject({
        hops: '1',
        dest_id: expect.stringMatching(/./),
      });
      const [first, second] = await recordsOf(w.api, call.callId, 2);
      expect(first).toMatchObject({ direction, otherLegId: second?.legId });
      expect(second).toMatchObject({
        direction: 'forwarded',
        userId: bob.id,
        toNumber: number,
        destinationId,
      });
      const { extensionId } = first ?? {};
      expect(await w.api.call('getExtension', { extensionId: extensionId as string })).toMatchObject({
        number,
      });
      const levels = ['end', 'child', 'reseller'] as const;
      expect(
        await Promise.all(levels.map((level) => costAt(level, call.callId, direction))),
        direction,
      ).toEqual(['0.3000', '0.1200', '0.0600']);
    }

    // A forward of a forward goes on with the number that it came to.
    const carol = await w.user(undefined, { customerId: chain.end });
    await forward(carol, { condition: 'unreachable', target: ofBob });
    const onwards = await w.call(alice, carol.username);
    const [invite] = await w.carrier.invitesOf('answers', onwards.callId);
    expect(invite?.first).toContain(`sip:${ofBob}@${CARRIER_HOST}:`);
    const legs = await recordsOf(w.api, onwards.callId, 3);
    expect(legs.map(({ userId, direction, toNumber }) => [userId, direction, toNumber])).toEqual([
      [alice.id, 'internal', null],
      [carol.id, 'internal', ofBob],
      [bob.id, 'forwarded', ofBob],
    ]);

    await w.api.call('createLimit', {
      customerId: chain.child,
      type: 'pricePerMinute',
      threshold: '0.11',
    });
    const refused = await w.call(alice, ofBob);
    expect(refused).toMatchObject({ code: 403, reason: 'ancestorLimit', isClean: true });
    const [, second] = await recordsOf(w.api, refused.callId, 2);
    expect(second).toMatchObject({ userId: bob.id, disposition: 'blocked', blockedReason: 'ancestorLimit' });
  });

  it('obey the rules of who forwards', async () => {
    const w = world();
    const [alice, bob] = [await w.user(), await w.user('busy')];
    await forward(bob, { condition: 'busy', target: w.someone() });
    const list = { userId: bob.id, name: 'UK', type: 'destination' } as const;
    await w.api.call('createWhitelist', { ...list, entries: [{ country: 'GB' }] });
    const call = await w.call(alice, bob.username);
    expect(call).toMatchObject({ code: 403, reason: 'destinationNotAllowed', isClean: true });
    const [, second] = await recordsOf(w.api, call.callId, 2);
    expect(second).toMatchObject({
      userId: bob.id,
      disposition: 'blocked',
      blockedReason: 'destinationNotAllowed',
    });
  });

  it('end where a call was forwarded five times, by whomever', async () => {
    const w = world();
    const bob = await w.user('busy');
    await forward(bob, { condition: 'busy', target: w.someone() });
    const number = await w.number(bob.id);
    const far = await w.fromOutside(number, { headers: 'X-Fwd-Hops: 5' });
    expect(far).toMatchObject({ code: 483, reason: 'tooManyHops' });
    const near = await w.fromOutside(number, { headers: 'X-Fwd-Hops: 4' });
    expect(near.code).toBe(200);
  });
}
