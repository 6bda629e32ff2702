import { expect, it } from 'vitest';
import { engineRow, eventually, recordsOf } from '../world/find-records.ts';
import { PASSWORD, type Phone, type World } from '../world/make-world.ts';
import { startPhones } from '../world/phones.ts';
import { TlsPhone } from '../world/tls-phone.ts';

/** Calls over TLS, and calls of which one end is gone. */
export function describeTlsCalls(world: () => World): void {
  const connect = ({ username: user, domain }: Phone) =>
    TlsPhone.connect(world().stack.tlsPort, { user, domain, password: PASSWORD });
  const ok = 'SIP/2.0 200 OK';

  it('go through to a phone and to a carrier, and have their records', async () => {
    const w = world();
    const [alice, bob] = [await w.user(), await w.user('answers')];
    for (const [dialed, direction] of [
      [bob.username, 'internal'],
      [w.someone(), 'outbound'],
    ] as const) {
      const phone = await connect(alice);
      expect(await phone.call(dialed)).toBe(ok);
      expect(await phone.hangUp()).toBe(ok);
      expect(await engineRow(w, phone.callId)).toMatchObject({ transport: 'tls', release_by: 'caller' });
      const [record] = await recordsOf(w.api, phone.callId, direction === 'internal' ? 2 : 1);
      expect(record).toMatchObject({
        userId: alice.id,
        direction,
        disposition: 'answered',
        sourceIp: '127.0.0.1',
      });
      phone.vanish();
    }
  });

  it('and of which one end vanishes are found dead, and end at the other one and in the record', async () => {
    const w = world();
    const [alice, carol] = [await w.user(), await w.user()];
    const fragile = await startPhones('127.0.0.1', ['answers']);
    try {
      const [bob, dave] = [await w.user(), await w.user('isAsked')];
      await w.register(bob, 'answers', { phones: fragile });
      const [calling, called] = [await connect(alice), await connect(carol)];
      expect(await calling.call(bob.username)).toBe(ok);
      expect(await called.call(dave.username)).toBe(ok);
      await fragile.close();
      called.vanish();
      await calling.toldToEnd;
      await eventually(
        () => w.phones.byesOf('isAsked', called.callId),
        (byes) => byes.length > 0,
      );
      for (const { callId } of [calling, called]) {
        expect(await engineRow(w, callId)).toMatchObject({ sip_code: '200', release_by: 'system' });
        const [record] = await recordsOf(w.api, callId, 2);
        expect(record).toMatchObject({ disposition: 'answered', hangupBy: 'system' });
        // They were asked after half a minute.
        expect(record?.talkSeconds).toBeGreaterThanOrEqual(25);
        expect(record?.talkSeconds).toBeLessThan(80);
      }
      calling.vanish();
    } finally {
      await fragile.close();
    }
  });
}
