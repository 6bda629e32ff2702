import { expect, it } from 'vitest';
import { headerOf } from '../sipp/run-sipp.ts';
import { engineRow, recordsOf } from '../world/find-records.ts';
import type { World } from '../world/make-world.ts';

/** Calls that arrive. */
export function describeCalls(world: () => World): void {
  it('within the platform ring by name, and by number', async () => {
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
      });
    }
  });

  it('to a number elsewhere go to the carrier in its form, with the caller id of the user', async () => {
    const w = world();
    const alice = await w.user(undefined, { callerId: '+442071838750', callerIdPresentation: 'restricted' });
    const number = w.someone();
    for (const dialed of [number, number.replace('+31', '0')]) {
      const call = await w.call(alice, dialed);
      expect(call).toMatchObject({ code: 200, isClean: true });
      const [invite] = await w.carrier.invitesOf('answers', call.callId);
      expect(invite?.first).toContain(`INVITE sip:${number}@127.0.2.1:`);
      expect(headerOf(invite, 'P-Asserted-Identity')).toContain('+442071838750@');
      expect(headerOf(invite, 'Privacy')).toBe('id');
    }
  });

  it('are charged at three levels, each of which sees its own side', async () => {
    const w = world();
    const chain = await w.newChain();
    const alice = await w.user(undefined, { customerId: chain.end });
    const call = await w.call(alice, w.someone());
    expect(call).toMatchObject({ code: 200, isClean: true });
    const seen = await Promise.all(
      [chain.end, chain.child, chain.reseller].map(async (customer) => {
        const [record] = await recordsOf(await w.clientOf(customer), call.callId, 1);
        return [record?.direction, record?.disposition, record?.cost.amount, record?.revenue.amount];
      }),
    );
    expect(seen).toEqual([
      ['outbound', 'answered', '0.3000', null],
      ['outbound', 'answered', '0.1200', '0.3000'],
      ['outbound', 'answered', '0.0600', '0.1200'],
    ]);
  });
}
