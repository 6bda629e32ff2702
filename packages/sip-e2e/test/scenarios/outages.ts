import { startKamailio } from '@strowger/sip-e2e';
import { expect, it } from 'vitest';
import { startCuttableLine } from '../stack/cuttable-line.ts';
import { freeUdpPorts } from '../stack/free-ports.ts';
import { reconcile } from '../stack/reconcile.ts';
import { QUICK } from '../stack/start-stack.ts';
import { engineRow, eventually, recordsOf } from '../world/find-records.ts';
import { PASSWORD, type Phone, type World } from '../world/make-world.ts';
import { placeCall, register } from '../world/place-call.ts';

const HOLD_MS = 4_000;
const CONFIRMED = 4;

/** What becomes of calls while a part of it all is away. They come alone, as others would not get through either. */
export function describeOutages(world: () => World): void {
  it.each([
    ['crashes', 'kill'],
    ['is stopped', 'stop'],
  ] as const)('the engine %s and comes again: the call goes on, and its record is whole', async (_, end) => {
    const w = world();
    const { kamailio } = w.stack;
    const [alice, bob] = await Promise.all([w.user(), w.user('answers')]);
    const calling = w.call(alice, bob.username, { holdMs: HOLD_MS });
    await untilAnswered(w, alice);
    await kamailio[end]();
    await kamailio.start();
    const call = await calling;
    expect(call).toMatchObject({ code: 200, isClean: true });
    const row = await engineRow(w, call.callId);
    expect(row).toMatchObject({ sip_code: '200', release_by: 'caller' });
    expect(row.duration).toBeGreaterThan(HOLD_MS / 1000 - 1);
    const records = await recordsOf(w.api, call.callId, 2);
    expect(records.map(({ disposition }) => disposition)).toEqual(['answered', 'answered']);
    expect(await w.call(alice, bob.username)).toMatchObject({ code: 200, isClean: true });
  });

  it('PostgreSQL crashes and comes again: the call goes on, its record is whole, and the next one gets through', async () => {
    const w = world();
    const [alice, bob] = await Promise.all([w.user(), w.user('answers')]);
    const calling = w.call(alice, bob.username, { holdMs: HOLD_MS });
    await untilAnswered(w, alice);
    await w.stack.database.restart('crash');
    const call = await calling;
    expect(call).toMatchObject({ code: 200, isClean: true });
    expect(await engineRow(w, call.callId)).toMatchObject({ sip_code: '200', release_by: 'caller' });
    expect(await recordsOf(w.api, call.callId, 2)).toMatchObject([
      { disposition: 'answered' },
      { disposition: 'answered' },
    ]);
    expect(await w.call(alice, bob.username)).toMatchObject({ code: 200, isClean: true });
  });

  it('the database is away: 503 for whoever asks, calls go on, and the log has the record of what ended meanwhile', async () => {
    const w = world();
    const database = new URL(w.stack.engineUrl);
    const line = await startCuttableLine(Number(database.port));
    database.port = String(line.port);
    const [port = 0] = await freeUdpPorts(1);
    const kamailio = await startKamailio({
      databaseUrl: database.href,
      listen: [`udp:127.0.0.1:${port}`],
      settings: {
        ...QUICK,
        STROWGER_SIP_NODE: 'edge3',
        STROWGER_SIP_NODES: '3',
        STROWGER_SIP_NODE_NUMBER: '3',
        STROWGER_SIP_WORKERS: '2',
      },
    });
    try {
      const sip = `127.0.0.1:${port}`;
      const [alice, bob] = await Promise.all([w.user(), w.user('answers')]);
      const plan = { from: alice.address, to: bob.username, password: PASSWORD };
      const calling = placeCall(sip, { ...plan, holdMs: HOLD_MS });
      await untilAnswered(w, alice);
      await line.cut();

      const refused = await placeCall(sip, plan);
      expect(refused).toMatchObject({ code: 503, reason: 'Directory Unavailable' });
      expect(refused.received.at(-1)?.text).toContain('Retry-After: 5');
      const registration = { user: alice.username, domain: alice.domain, password: PASSWORD };
      const contact = { contactHost: '127.0.0.1', contactPort: 5060 };
      expect((await register(sip, { ...registration, ...contact }, 503)).at(-1)).toBe(
        'SIP/2.0 503 Directory Unavailable',
      );
      const call = await calling;
      expect(call).toMatchObject({ code: 200, isClean: true });
      await line.mend();
      expect(await placeCall(sip, plan)).toMatchObject({ code: 200, isClean: true });

      await eventually(kamailio.log, (log) => log.includes(`call_id=${encodeURIComponent(call.callId)};`));
      expect(await w.stack.rows('select from kam.acc_cdrs where call_id = $1', [call.callId])).toEqual([]);
      const { databaseUrl, url } = w.stack;
      const log = await kamailio.log();
      expect(await reconcile(databaseUrl, url, log)).toContain('accepted');
      const records = await recordsOf(w.api, call.callId, 2);
      expect(records).toMatchObject([
        { userId: alice.id, disposition: 'answered', direction: 'internal' },
        { userId: bob.id, disposition: 'answered', direction: 'internal' },
      ]);
      expect(await reconcile(databaseUrl, url, log)).toContain('accepted 0,');
    } finally {
      await kamailio.close();
      await line.close();
    }
  });
}

/** Until the call of a phone is answered, as the database has it. */
const untilAnswered = (world: World, { username }: Phone) =>
  eventually(
    () =>
      world.stack.rows('select from kam.dialog where state = $1 and from_uri like $2', [
        CONFIRMED,
        `sip:${username}@%`,
      ]),
    (rows) => rows.length > 0,
  );
