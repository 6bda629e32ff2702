import { createDb } from '@strowger/db';
import { makeUser } from '@strowger/testing/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drainEngineCalls, reconcileEngineLog } from '../src/index.ts';
import {
  after,
  type EngineFields,
  engineCall,
  failedCall,
  leg,
  logLine,
  writeCalls,
} from './fixtures/engine-calls.ts';
import { chargesOf, createIngestTree, type IngestTree, uuidOf } from './fixtures/ingest-tree.ts';

let tree: IngestTree;
let desk: string;
let other: string;
beforeAll(async () => {
  tree = await createIngestTree();
  desk = uuidOf('user', tree.desk.id);
  other = uuidOf('user', (await makeUser(tree.domain, tree.acme, { username: 'desk-102' })).id);
});
afterAll(() => tree.domain.close());

type Stored = Record<string, unknown> & { record_key: string; leg_id: string; other_leg_id: string | null };
const recordsOf = (call: EngineFields) =>
  tree.domain.deps.db.rows<Stored>(
    `select record_key, leg_id, other_leg_id, call_id, customer_id, user_id, direction, "from", "to", to_number, dialed, forwarded_by,
       started_at, ringing_at, answered_at, ended_at, talk_ms::int as talk_ms, disposition, blocked_reason, sip_code, hangup_by, source_ip,
       user_agent, emergency
     from call_record where call_id = $1 order by record_key`,
    [decodeURIComponent(String(call.call_id))],
  );
async function drained(call: EngineFields): Promise<Stored[]> {
  await writeCalls(tree.domain, [call]);
  expect(await drainEngineCalls(tree.domain.deps)).toBe(1);
  return recordsOf(call);
}
const by = () => ({ user: desk, customer: tree.acme.uuid });
const outbound = () => leg({ type: 'outbound', ...by(), number: '+31201234567', cli: '+31858880001' });
const lines = async function* (...texts: string[]) {
  yield* texts;
};

describe('a call of the SIP engine', () => {
  it('becomes the record of who it says paid, priced at every level, whoever the phone says it is', async () => {
    const records = await drained(engineCall({ legs: outbound(), from_user: 'mallory', auth_user_id: desk }));
    expect(records).toMatchObject([
      {
        customer_id: tree.acme.uuid,
        user_id: desk,
        direction: 'outbound',
        from: '+31858880001',
        to: '+31201234567',
        to_number: '+31201234567',
        dialed: '0201234567',
        started_at: new Date('2026-11-25T10:00:00.123Z'),
        ringing_at: new Date('2026-11-25T10:00:02Z'),
        answered_at: new Date('2026-11-25T10:00:05.500Z'),
        ended_at: new Date('2026-11-25T10:01:35.750Z'),
        talk_ms: 90_250,
        disposition: 'answered',
        blocked_reason: null,
        sip_code: 200,
        hangup_by: 'caller',
        source_ip: '198.51.100.7',
        user_agent: 'Phone/1.0; x',
        other_leg_id: null,
      },
    ]);
    // 91 s: by the minute with a fee; 30/6; by the second. The root has no cost.
    expect(await chargesOf(tree, records[0]?.record_key ?? '')).toMatchObject([
      { customer: 'acme', cost: '0.0900', revenue: null },
      { customer: 'sub', cost: '0.0200', revenue: '0.0900' },
      { customer: 'reseller', cost: '0.012285', revenue: '0.0200' },
      { customer: 'platform', cost: null, revenue: '0.012285' },
    ]);
    const sources = await tree.domain.run(tree.domain.platform, 'getCustomerCallRecordSources', {
      customerId: tree.platform.id,
    });
    expect(sources.items).toContainEqual(expect.objectContaining({ name: 'kamailio', country: null }));
  });

  it('that rings and is refused or not answered says how, and why the engine refused it', async () => {
    const refused = (code: string, reason = '') =>
      drained(failedCall({ legs: outbound(), sip_code: code, blocked_reason: reason, ringing_ts: '' }));
    expect(await refused('403', 'ancestorLimit')).toMatchObject([
      {
        disposition: 'blocked',
        blocked_reason: 'ancestorLimit',
        sip_code: 403,
        ringing_at: null,
        talk_ms: 0,
      },
    ]);
    for (const [code, disposition] of [
      ['486', 'busy'],
      ['487', 'cancelled'],
      ['408', 'noAnswer'],
      ['503', 'congestion'],
      ['404', 'failed'],
    ] as const) {
      const [record] = await refused(code);
      expect(record).toMatchObject({ disposition, blocked_reason: null, sip_code: Number(code) });
      expect(record?.ended_at).toEqual(new Date('2026-11-25T10:00:07Z'));
    }
  });

  it('within the platform is a free record at each end, joined', async () => {
    const within = leg({
      type: 'internal',
      ...by(),
      calleeUser: other,
      calleeCustomer: tree.acme.uuid,
      number: 'desk-102',
    });
    const records = await drained(engineCall({ legs: within }));
    expect(records.map(({ user_id, direction }) => [user_id, direction])).toEqual([
      [desk, 'internal'],
      [other, 'internal'],
    ]);
    const [caller, callee] = records;
    expect([caller?.other_leg_id, callee?.other_leg_id]).toEqual([callee?.leg_id, caller?.leg_id]);
    for (const { record_key } of records) {
      expect((await chargesOf(tree, record_key))[0]).toMatchObject({
        customer: 'acme',
        status: 'zero',
        cost: '0.0000',
      });
    }
  });

  it('that is forwarded is the record of the caller and one of each who forwards, who pays for it', async () => {
    const inbound = leg({
      type: 'inbound',
      ...by(),
      calleeUser: desk,
      calleeCustomer: tree.acme.uuid,
      number: '+31858881234',
    });
    const out = (user: string, number: string, at: number) =>
      leg({ type: 'forwarded', user, customer: tree.acme.uuid, number, forward: 'f', condition: 'busy', at });
    const once = await drained(engineCall({ legs: [inbound, out(desk, '+31201234567', 3)].join(',') }));
    expect(once).toMatchObject([
      {
        direction: 'inbound',
        to: '+31858881234',
        started_at: new Date('2026-11-25T10:00:00.123Z'),
        forwarded_by: null,
      },
      {
        direction: 'forwarded',
        to: '+31201234567',
        dialed: '+31201234567',
        forwarded_by: '+31858881234',
        started_at: new Date('2026-11-25T10:00:03Z'),
        // It rang before, where it was called first.
        ringing_at: null,
        talk_ms: 90_250,
      },
    ]);
    expect([once[0]?.other_leg_id, once[1]?.other_leg_id]).toEqual([once[1]?.leg_id, once[0]?.leg_id]);
    expect((await chargesOf(tree, once[0]?.record_key ?? ''))[0]).toMatchObject({ cost: '0.0091' });
    expect((await chargesOf(tree, once[1]?.record_key ?? ''))[0]).toMatchObject({ cost: '0.0900' });

    const toOther = leg({
      type: 'forwarded',
      ...by(),
      calleeUser: other,
      calleeCustomer: tree.acme.uuid,
      number: 'desk-102',
      at: 1,
    });
    const twice = await drained(
      engineCall({ legs: [inbound, toOther, out(other, '+31201234567', 2)].join(',') }),
    );
    expect(twice.map(({ direction, user_id, forwarded_by }) => [direction, user_id, forwarded_by])).toEqual([
      ['inbound', desk, null],
      ['internal', desk, '+31858881234'],
      ['forwarded', other, 'desk-102'],
    ]);
    expect(twice.map(({ other_leg_id }) => other_leg_id)).toEqual([
      twice[1]?.leg_id,
      twice[0]?.leg_id,
      twice[1]?.leg_id,
    ]);

    const blocked = await drained(
      failedCall({
        legs: [inbound, out(desk, '+882123456', 1)].join(','),
        sip_code: '403',
        blocked_reason: 'rateBlocked',
      }),
    );
    expect(blocked.map(({ disposition, blocked_reason }) => [disposition, blocked_reason])).toEqual([
      ['failed', null],
      ['blocked', 'rateBlocked'],
    ]);
  });

  it('that nobody pays is whose it was: who called, or whose trunk it came from', async () => {
    const unknown = leg({ type: 'inbound', number: '+31858889999' });
    const trunk = failedCall({
      legs: unknown,
      trunk_customer_id: tree.sub.uuid,
      sip_code: '404',
      blocked_reason: 'numberUnknown',
    });
    expect(await drained(trunk)).toMatchObject([
      {
        customer_id: tree.sub.uuid,
        user_id: null,
        direction: 'inbound',
        disposition: 'blocked',
        blocked_reason: 'numberUnknown',
      },
    ]);
    const undecided = failedCall({ auth_user_id: desk, auth_customer_id: tree.acme.uuid, sip_code: '503' });
    expect(await drained(undecided)).toMatchObject([
      {
        user_id: desk,
        direction: 'outbound',
        to: '0201234567',
        disposition: 'congestion',
        blocked_reason: null,
      },
    ]);
  });

  it('for help is free also where only a customer above has a country', async () => {
    const help = leg({ type: 'emergency', ...by(), number: '112' });
    await tree.domain.deps.db.rows('update customer set country = null where parent_id is not null');
    const records = await drained(engineCall({ legs: help, dialed: '112' }));
    expect(records).toMatchObject([{ direction: 'outbound', to: '112', emergency: true }]);
    expect((await chargesOf(tree, records[0]?.record_key ?? ''))[0]).toMatchObject({ status: 'zero' });
  });

  it('that cannot be read, or names nobody, is kept in quarantine and stops no other', async () => {
    const good = engineCall({ legs: outbound() });
    const nobody = leg({
      type: 'outbound',
      user: '00000000-0000-7000-8000-000000000000',
      number: '+31201234567',
    });
    const broken = [
      engineCall({ legs: outbound(), setup_ts: 'soon', src_ip: 'elsewhere' }),
      engineCall({ legs: 'outbound|x' }),
      engineCall({ legs: nobody, user_agent: '%E0%A4%A' }),
    ];
    await writeCalls(tree.domain, [...broken, good]);
    expect(await drainEngineCalls(tree.domain.deps)).toBe(4);
    expect(await recordsOf(good)).toHaveLength(1);
    const kept = await tree.domain.deps.db.rows<{ reason: string; detail: string }>(
      'select reason, detail from quarantined_record order by detail',
    );
    expect(kept).toMatchObject([
      { reason: 'unattributed', detail: expect.stringContaining('accountCode names nobody') },
      { reason: 'invalid', detail: expect.stringContaining('sourceIp') },
      { reason: 'invalid', detail: expect.stringContaining('startedAt') },
    ]);
  });
});

describe('the drain', () => {
  const count = async (of: string) =>
    (await tree.domain.deps.db.rows<{ count: number }>(`select count(*)::int as count from ${of}`))[0]
      ?.count ?? 0;

  it('takes a call once, whoever tells of it again, and the first one wins', async () => {
    const call = engineCall({ legs: outbound() });
    const [first] = await drained(call);
    // A dialog that came back after a restart ends later.
    expect(await drained({ ...call, duration: 500 })).toEqual([first]);
    await tree.domain.deps.db.rows('update kam.acc_cdrs set drained_at = null');
    const before = await count('call_record');
    await drainEngineCalls(tree.domain.deps);
    expect(await count('call_record')).toBe(before);
  });

  it('gives each call to one of several workers, waits for none, and loses none', async () => {
    const { deps } = tree.domain;
    const calls = Array.from({ length: 1_200 }, () => engineCall({ legs: outbound() }));
    await writeCalls(tree.domain, calls);
    const before = await count('call_record');
    await deps.db.transaction(async ({ rows }) => {
      await rows('select from kam.acc_cdrs where drained_at is null order by id limit 500 for update');
      expect(await drainEngineCalls(deps)).toBe(700);
    });
    expect(await count('call_record')).toBe(before + 700);
    const workers = [1, 2].map(() => createDb(deps.db.url));
    try {
      const drainedBy = await Promise.all(workers.map((db) => drainEngineCalls({ ...deps, db })));
      expect(drainedBy.reduce((sum, some) => sum + some)).toBe(500);
      expect(await count('call_record')).toBe(before + calls.length);
      expect(await count('kam.acc_cdrs where drained_at is null')).toBe(0);
    } finally {
      await Promise.all(workers.map((db) => db.close()));
    }
  });

  it('leaves calls where they are while the source is disabled', async () => {
    const setEnabled = (enabled: boolean) =>
      tree.domain.deps.db.rows(`update call_record_source set enabled = $1 where name = 'kamailio'`, [
        enabled,
      ]);
    const call = engineCall({ legs: outbound() });
    await setEnabled(false);
    await writeCalls(tree.domain, [call]);
    expect(await drainEngineCalls(tree.domain.deps)).toBe(0);
    await expect(reconcileEngineLog(tree.domain.deps, lines(logLine(call)))).rejects.toThrow('is disabled');
    await setEnabled(true);
    expect(await drainEngineCalls(tree.domain.deps)).toBe(1);
    expect(await recordsOf(call)).toHaveLength(1);
  });
});

describe('the log of the engine', () => {
  it('gives what the table has lost, once, and nothing that a phone has put into it', async () => {
    const known = engineCall({ legs: outbound() });
    await drained(known);
    const lost = engineCall({ legs: outbound(), answer_ts: after(20) });
    const syslog = logLine(lost, 'Nov 25 10:00:05 edge1 /usr/sbin/kamailio[812]: NOTICE: ');
    const forged = engineCall({ legs: outbound() });
    const log = () =>
      lines(
        logLine(known),
        ' 3(55) ERROR: <core> [core/parser/msg_parser.c:700]: parse_msg(): ERROR in SIP message',
        `${' 3(55) ERROR: <core> [core/parser/parse_via.c:2]: bad char in ['}${logLine(forged)}`,
        `${syslog}\n`,
        syslog.slice(0, 400),
      );
    expect(await reconcileEngineLog(tree.domain.deps, log())).toEqual({
      calls: 2,
      accepted: 1,
      duplicate: 1,
      quarantined: 0,
      cutLines: [5],
    });
    expect(await recordsOf(lost)).toMatchObject([
      { user_agent: 'Phone/1.0; x', answered_at: new Date('2026-11-25T10:00:20Z') },
    ]);
    expect(await recordsOf(forged)).toEqual([]);
    expect(await reconcileEngineLog(tree.domain.deps, log())).toMatchObject({ accepted: 0, duplicate: 2 });
    // The row that comes after all is known as well.
    await drained(lost);
    expect(await recordsOf(lost)).toHaveLength(1);
  });
});
