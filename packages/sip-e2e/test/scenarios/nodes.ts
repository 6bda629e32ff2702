import { type Kamailio, startKamailio } from '@strowger/sip-e2e';
import { expect, it } from 'vitest';
import { freeUdpPorts } from '../stack/free-ports.ts';
import { QUICK } from '../stack/start-stack.ts';
import { engineRow, recordsOf } from '../world/find-records.ts';
import { PASSWORD, type World } from '../world/make-world.ts';
import { placeCall } from '../world/place-call.ts';
import { registerByHand } from '../world/register-by-hand.ts';

/** A second engine on the same database; it asks for SHA-256. */
export async function startSecondNode({ stack }: World): Promise<{ kamailio: Kamailio; port: number }> {
  const [port = 0] = await freeUdpPorts(1);
  const kamailio = await startKamailio({
    databaseUrl: stack.engineUrl,
    listen: [`udp:127.0.0.1:${port}`],
    settings: {
      ...QUICK,
      STROWGER_SIP_NODE: 'edge2',
      STROWGER_SIP_NODES: '2',
      STROWGER_SIP_NODE_NUMBER: '2',
      STROWGER_SIP_SHA256: '1',
      STROWGER_SIP_WORKERS: '2',
    },
  });
  return { kamailio, port };
}

export function describeNodes(world: () => World, second: () => { port: number }): void {
  it('a phone that registers at one is called through the other', async () => {
    const w = world();
    const bob = await w.user('answers');
    const number = await w.number(bob.id);
    const from = { host: '127.0.2.1' };
    const call = await placeCall(
      `127.0.0.1:${second().port}`,
      { from: '+4930123@127.0.2.1', to: number },
      from,
    );
    expect(call).toMatchObject({ code: 200, isClean: true });
    expect((await engineRow(w, call.callId)).node).toBe('edge2');
    expect(await recordsOf(w.api, call.callId, 1)).toHaveLength(1);
  });

  it('phones register by SHA-256 where it is asked for, and by MD5 over TLS', async () => {
    const w = world();
    const alice = await w.user();
    const plan = {
      user: alice.username,
      domain: alice.domain,
      password: PASSWORD,
      contactHost: '127.0.0.1',
      contactPort: w.phones.portOf('answers'),
    };
    const ok = 'SIP/2.0 200 OK';
    expect(await registerByHand('udp', second().port, plan)).toEqual({ algorithm: 'SHA-256', status: ok });
    expect(await registerByHand('tls', w.stack.tlsPort, plan)).toEqual({ algorithm: 'MD5', status: ok });
    const wrong = await registerByHand('udp', second().port, { ...plan, password: 'not-the-right-one' });
    expect(wrong.status).toBe('SIP/2.0 401 Unauthorized');
    expect((await w.call(await w.user(), alice.username)).code).toBe(200);
  });
}
