import { expect, it } from 'vitest';
import { headerOf } from '../sipp/run-sipp.ts';
import { engineRow, recordsOf } from '../world/find-records.ts';
import { type SentRecord, startListening } from '../world/listen-to-records.ts';
import type { World } from '../world/make-world.ts';
import { placeCall } from '../world/place-call.ts';

/** Calls that arrive. */
export function describeCalls(world: () => World): void {
  it('within the platform ring by name and by number, and both sides have a free record', async () => {
    const w = world();
    const [alice, bob] = await Promise.all([
      w.user(undefined, { callerId: '+442071838750' }),
      w.user('answers'),
    ]);
    const number = await w.number(bob.id);
    for (const dialed of [bob.username, number]) {
      const call = await w.call(alice, dialed);
      expect(call).toMatchObject({ code: 200, isClean: true });
      const [invite] = await w.phones.invitesOf('answers', call.callId);
      expect(invite?.first).toBe(
        `INVITE sip:${bob.username}@127.0.0.1:${w.phones.portOf('answers')} SIP/2.0`,
      );
      expect(headerOf(invite, 'P-Asserted-Identity')).toBe('<sip:+442071838750@sip.one.example>');
      expect(headerOf(invite, 'Proxy-Authorization')).toBeUndefined();
      expect(await engineRow(w, call.callId)).toMatchObject({
        sip_code: '200',
        release_by: 'caller',
        blocked_reason: '',
        node: 'edge1',
      });
      const records = await recordsOf(w.api, call.callId, 2);
      expect(records.map(({ userId, direction, ratingStatus }) => [userId, direction, ratingStatus])).toEqual(
        [
          [alice.id, 'internal', 'zero'],
          [bob.id, 'internal', 'zero'],
        ],
      );
    }
  });

  it('to a number elsewhere go to the carrier in its form, with the caller id of the user', async () => {
    const w = world();
    const alice = await w.user(undefined, {
      callerId: '+442071838750',
      callerIdPresentation: 'restricted',
    });
    const number = w.someone();
    for (const dialed of [number, number.replace('+31', '0')]) {
      const call = await w.call(alice, dialed, { headers: 'P-Asserted-Identity: <sip:+31999999999@x>' });
      expect(call).toMatchObject({ code: 200, isClean: true });
      const [invite] = await w.carrier.invitesOf('answers', call.callId);
      expect(invite?.first).toContain(`INVITE sip:${number}@127.0.2.1:`);
      expect(headerOf(invite, 'P-Asserted-Identity')).toContain('+442071838750@');
      expect(headerOf(invite, 'Privacy')).toBe('id');
      expect(invite?.text).not.toContain('+31999999999');
    }
  });

  it('are charged at three levels, and each of them is told of its own side', async () => {
    const w = world();
    const chain = await w.newChain();
    const levels = ['end', 'child', 'reseller'] as const;
    const told = await startListening(w, chain, levels);
    try {
      const alice = await w.user(undefined, { customerId: chain.end });
      const call = await w.call(alice, w.someone());
      expect(call).toMatchObject({ code: 200, isClean: true });
      const sides = [
        ['outbound', 'answered', '0.3000', null],
        ['outbound', 'answered', '0.1200', '0.3000'],
        ['outbound', 'answered', '0.0600', '0.1200'],
      ];
      const sideOf = (record: SentRecord | undefined) => [
        record?.direction,
        record?.disposition,
        record?.cost?.amount,
        record?.revenue?.amount,
      ];
      const read = levels.map(async (level) =>
        sideOf((await recordsOf(await w.clientOf(chain[level]), call.callId, 1))[0]),
      );
      expect(await Promise.all(read)).toEqual(sides);
      const delivered = levels.map(async (level) => sideOf(await told.recordOf(level, call.callId)));
      expect(await Promise.all(delivered)).toEqual(sides);
    } finally {
      await told.close();
    }
  });

  it('go to a carrier that wants national numbers and a prefix as it wants them', async () => {
    const w = world();
    const fields = { numberFormat: 'national', techPrefix: '88#' } as const;
    await w.outbound('+3197.', await w.trunk('answers', fields));
    const call = await w.call(await w.user(), '+31970102030');
    const [invite] = await w.carrier.invitesOf('answers', call.callId);
    expect(invite?.first).toContain('INVITE sip:88#970102030@127.0.2.1:');
  });

  it('from a carrier ring who has the number, who pays to receive them', async () => {
    const w = world();
    const bob = await w.user('answers');
    const call = await w.fromOutside(await w.number(bob.id));
    expect(call).toMatchObject({ code: 200, isClean: true });
    const [record] = await recordsOf(w.api, call.callId, 1);
    expect(record).toMatchObject({ direction: 'inbound', userId: bob.id, disposition: 'answered' });
    const [seen] = await recordsOf(await w.clientOf(w.chain.end), call.callId, 1);
    expect(seen?.cost.amount).toBe('0.0100');
  });

  it('from a carrier go on to a destination that a number names', async () => {
    const w = world();
    const number = await w.number(await w.trunk('answers'), w.root);
    const call = await w.fromOutside(number);
    expect(call).toMatchObject({ code: 200, isClean: true });
    expect(await w.carrier.invitesOf('answers', call.callId)).toHaveLength(1);
  });

  it('of a user name reach the one of their own domain', async () => {
    const w = world();
    const username = `twin${Date.now() % 100_000}`;
    await w.user('answers', { username });
    await w.user('hangsUp', { username }, 'sip.two.example');
    const [one, two] = [await w.user(), await w.user(undefined, {}, 'sip.two.example')];
    const first = await w.call(one, username);
    const second = await w.call(two, username, { endedBy: 'other' });
    expect([first, second]).toMatchObject([
      { code: 200, isClean: true },
      { code: 200, isClean: true },
    ]);
    expect((await engineRow(w, second.callId)).release_by).toBe('callee');
    expect(await w.phones.invitesOf('hangsUp', first.callId)).toHaveLength(0);
  });

  it('need no digest from an address that is trusted, and count for the user of the list', async () => {
    const w = world();
    const alice = await w.user();
    const list = { userId: alice.id, name: 'PBX', type: 'ip', mode: 'trust' } as const;
    await w.api.call('createWhitelist', { ...list, techPrefix: '77', entries: [{ cidr: '127.0.3.1/32' }] });
    const number = w.someone();
    const from = { host: '127.0.3.1' };
    const call = await placeCall(w.stack.sip, { from: 'pbx@127.0.3.1', to: `77${number}` }, from);
    expect(call).toMatchObject({ code: 200, isClean: true });
    expect((await recordsOf(w.api, call.callId, 1))[0]).toMatchObject({ userId: alice.id, toNumber: number });
    const [invite] = await w.carrier.invitesOf('answers', call.callId);
    expect(invite?.first).toContain(`sip:${number}@`);

    const other = await placeCall(w.stack.sip, { from: 'pbx@127.0.3.1', to: number }, from);
    expect(other.code).toBe(407);
    await w.api.call('updateUser', { userId: alice.id, status: 'suspended' });
    const late = await placeCall(w.stack.sip, { from: 'pbx@127.0.3.1', to: `77${number}` }, from);
    expect(late).toMatchObject({ code: 403, reason: 'userSuspended' });
  });

  it('for help go out whatever is forbidden, and cost nothing', async () => {
    const w = world();
    const alice = await w.user(undefined, { maxCalls: 0 });
    const forbidden = { userId: alice.id, name: 'None', type: 'destination' } as const;
    await w.api.call('createWhitelist', { ...forbidden, entries: [{ prefix: '999' }] });
    await w.outbound('112', await w.trunk('answers'));
    expect(await w.call(alice, w.someone())).toMatchObject({ code: 403, reason: 'destinationNotAllowed' });
    const call = await w.call(alice, '112');
    expect(call).toMatchObject({ code: 200, isClean: true });
    expect((await recordsOf(w.api, call.callId, 1))[0]).toMatchObject({ ratingStatus: 'zero' });
  });

  it('go on after a re-INVITE, and are one call', async () => {
    const w = world();
    const bob = await w.user('answers');
    const call = await w.call(await w.user(), bob.username, { reinvites: true });
    expect(call).toMatchObject({ code: 200, isClean: true });
    expect(await w.phones.invitesOf('answers', call.callId)).toHaveLength(2);
    await engineRow(w, call.callId);
  });

  it('that are given up while it rings end at both sides', async () => {
    const w = world();
    const bob = await w.user('ringsOn');
    const call = await w.call(await w.user(), bob.username, { cancelAfterMs: 200 });
    expect(call).toMatchObject({ code: 487, isClean: true });
    expect(await engineRow(w, call.callId)).toMatchObject({ sip_code: '487', release_by: 'caller' });
    const [record] = await recordsOf(w.api, call.callId, 2);
    expect(record).toMatchObject({ disposition: 'cancelled', hangupBy: 'caller', answeredAt: null });
  });

  it.each([
    ['busy', 486, 486, 'busy'],
    ['declines', 603, 603, 'failed'],
    // A proxy must not pass a 503 on: its caller would think that it is the proxy that is overloaded.
    ['unavailable', 500, 503, 'congestion'],
    ['silent', 408, 408, 'noAnswer'],
  ] as const)('to a phone that is %s end with %i', async (behaviour, code, sipCode, disposition) => {
    const w = world();
    const bob = await w.user(behaviour);
    const call = await w.call(await w.user(), bob.username);
    expect(call).toMatchObject({ code, isClean: true });
    const [record] = await recordsOf(w.api, call.callId, 2);
    expect(record).toMatchObject({ disposition, sipCode, blockedReason: null });
  });

  it('over TCP go through as well', async () => {
    const w = world();
    const [alice, bob] = await Promise.all([w.user(), w.user('answers')]);
    const overTcp = await w.call(alice, bob.username, {}, { host: '127.0.0.1', transport: 't1' });
    expect(overTcp).toMatchObject({ code: 200, isClean: true });
  });

  it('that nobody knows are no relay for others', async () => {
    const w = world();
    const alice = await w.user();
    // A tag of the other side and a route, as if a call were on.
    const headers = `Route: <sip:${w.stack.sip};lr>`;
    const stranger = await placeCall(w.stack.sip, {
      from: alice.address,
      to: 'x;tag=1',
      domain: `127.0.0.1:${w.phones.portOf('answers')}`,
      headers,
    });
    expect(stranger.code).not.toBe(200);
    expect(await w.phones.invitesOf('answers', stranger.callId)).toHaveLength(0);
  });
}
