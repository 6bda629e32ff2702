import { setTimeout as sleep } from 'node:timers/promises';
import type { OperationWireInput } from '@strowger/contracts';
import { pruneLimits, settleUsage } from '@strowger/domain';
import { makeUser } from '@strowger/testing/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { subscribe } from './fixtures/events.ts';
import { createIngestTree, type IngestTree, nativeCall, ndjson, sendTo } from './fixtures/ingest-tree.ts';

let tree: IngestTree;
let serial = 0;
beforeAll(async () => {
  tree = await createIngestTree();
});
afterAll(() => tree.domain.close());
beforeEach(async () => {
  await tree.domain.deps.db.rows('truncate call_record, charge, usage_delta, limit_delta');
  await tree.domain.deps.db.rows('delete from delivery');
  await tree.domain.deps.db.rows('delete from "limit"');
  setNow('2026-11-25T12:00:00Z');
});

/** The tree's clock stands there. */
function setNow(text: string) {
  const { clock } = tree.domain;
  clock.advanceSeconds((Date.parse(text) - clock.now().getTime()) / 1000);
}

type Create = Omit<OperationWireInput<'createLimit'>, 'customerId' | 'userId'>;
const limitOf = (fields: Create, owner: { customerId?: string; userId?: string } = {}) =>
  tree.domain.run(tree.domain.platform, 'createLimit', {
    ...(owner.userId ? owner : { customerId: tree.acme.id, ...owner }),
    ...fields,
  });
const read = (limitId: string) => tree.domain.run(tree.domain.platform, 'getLimit', { limitId });
const value = async ({ id }: { id: string }) => (await read(id)).currentValue;
const settle = () => settleUsage(tree.domain.deps);

/** An answered call that began then, of 90.25 s unless told otherwise: 0.09 for acme. */
const call = (startedAt: string, fields: Record<string, unknown> = {}, talkSeconds = 90.25) => {
  const answeredAt = new Date(Date.parse(startedAt) + 5_000);
  return nativeCall({
    recordKey: `limit-${++serial}`,
    startedAt,
    ringingAt: null,
    answeredAt: answeredAt.toISOString(),
    endedAt: new Date(answeredAt.getTime() + talkSeconds * 1000).toISOString(),
    ...fields,
  });
};
const ingest = (...calls: object[]) => sendTo(tree, 'switch-1', ndjson(calls));

describe('windows', () => {
  it.each([
    // period, window, zone, now -> from, to
    [
      'hour',
      'calendar',
      'Europe/Amsterdam',
      '2026-11-25T12:34:56Z',
      '2026-11-25T12:00:00Z',
      '2026-11-25T13:00:00Z',
    ],
    [
      'hour',
      'calendar',
      'Asia/Kolkata',
      '2026-11-25T12:34:56Z',
      '2026-11-25T12:30:00Z',
      '2026-11-25T13:30:00Z',
    ],
    ['day', 'calendar', 'UTC', '2026-11-25T12:34:56Z', '2026-11-25T00:00:00Z', '2026-11-26T00:00:00Z'],
    [
      'day',
      'calendar',
      'Asia/Kathmandu',
      '2026-11-25T12:34:56Z',
      '2026-11-24T18:15:00Z',
      '2026-11-25T18:15:00Z',
    ],
    [
      'day',
      'calendar',
      'America/Los_Angeles',
      '2026-11-25T05:00:00Z',
      '2026-11-24T08:00:00Z',
      '2026-11-25T08:00:00Z',
    ],
    // The clock goes forward: a day of 23 hours. And back: one of 25, in which an hour comes twice.
    [
      'day',
      'calendar',
      'Europe/Amsterdam',
      '2026-03-29T12:00:00Z',
      '2026-03-28T23:00:00Z',
      '2026-03-29T22:00:00Z',
    ],
    [
      'day',
      'calendar',
      'Europe/Amsterdam',
      '2026-10-25T12:00:00Z',
      '2026-10-24T22:00:00Z',
      '2026-10-25T23:00:00Z',
    ],
    [
      'hour',
      'calendar',
      'Europe/Amsterdam',
      '2026-10-25T00:30:00Z',
      '2026-10-25T00:00:00Z',
      '2026-10-25T01:00:00Z',
    ],
    [
      'hour',
      'calendar',
      'Europe/Amsterdam',
      '2026-10-25T01:30:00Z',
      '2026-10-25T01:00:00Z',
      '2026-10-25T02:00:00Z',
    ],
    // Midnight is left out there: the day begins at one o'clock.
    [
      'day',
      'calendar',
      'Africa/Cairo',
      '2026-04-24T12:00:00Z',
      '2026-04-23T22:00:00Z',
      '2026-04-24T21:00:00Z',
    ],
    [
      'month',
      'calendar',
      'Europe/Amsterdam',
      '2026-03-15T12:00:00Z',
      '2026-02-28T23:00:00Z',
      '2026-03-31T22:00:00Z',
    ],
    ['month', 'calendar', 'UTC', '2028-02-29T23:59:59Z', '2028-02-01T00:00:00Z', '2028-03-01T00:00:00Z'],
    ['hour', 'rolling', 'UTC', '2026-11-25T12:34:56Z', '2026-11-25T11:34:56Z', null],
    ['day', 'rolling', 'Europe/Amsterdam', '2026-03-29T12:00:00Z', '2026-03-28T12:00:00Z', null],
    ['month', 'rolling', 'UTC', '2026-03-15T00:00:00Z', '2026-02-13T00:00:00Z', null],
  ] as const)('%s %s in %s at %s', async (period, window, timeZone, now, from, to) => {
    setNow(now);
    const { id } = await limitOf({ type: 'callAttempts', threshold: '5', period, window, timeZone });
    expect(await read(id)).toMatchObject({
      windowStartedAt: new Date(from).toISOString(),
      resetsAt: to && new Date(to).toISOString(),
    });
    // The first moment of the window counts, the last before it and the first behind it do not.
    if (window === 'rolling') return;
    await settle();
    setNow(new Date(Date.parse(to ?? '') - 60_000).toISOString());
    const at = (text: string, ms: number) => new Date(Date.parse(text) + ms).toISOString();
    await ingest(call(at(from, -1)), call(at(from, 0)), call(at(to ?? '', -1)), call(at(to ?? '', 0)));
    expect(await value({ id })).toBe('2');
    await settle();
    expect(await value({ id })).toBe('2');
    setNow(to ?? '');
    expect(await read(id)).toMatchObject({
      currentValue: '1',
      windowStartedAt: new Date(to ?? '').toISOString(),
    });
  });

  it('take the time zone of the customer where the limit has none', async () => {
    const { id } = await limitOf({ type: 'spend', threshold: '5', period: 'day' });
    expect(await read(id)).toMatchObject({ windowStartedAt: '2026-11-24T23:00:00.000Z' });
  });
});

describe('counters', () => {
  it('count minutes, money, attempts and numbers at every level of the path and for the user', async () => {
    const other = await makeUser(tree.domain, tree.acme);
    const of = (type: Create['type'], owner = {}, fields: Partial<Create> = {}) =>
      limitOf({ type, threshold: '1000', period: 'day', ...fields }, owner);
    const limits = {
      minutes: await of('minutes'),
      spend: await of('spend'),
      spendAbove: await of('spend', { customerId: tree.sub.id }),
      spendOfPlatform: await of('spend', { customerId: tree.platform.id }),
      attempts: await of('callAttempts', { customerId: tree.platform.id }),
      numbers: await of('distinctNumbers', { customerId: tree.reseller.id }),
      user: await of('spend', { userId: tree.desk.id }),
      otherUser: await of('callAttempts', { userId: other.id }),
      inbound: await of('callAttempts', {}, { direction: 'inbound' }),
      toCountry: await of('callAttempts', {}, { countries: ['GB'], prefixes: ['316'] }),
      disabled: await of('callAttempts', {}, { enabled: false }),
    };
    await settle();
    await ingest(
      call('2026-11-25T10:00:00Z'),
      call('2026-11-25T10:20:00Z', { to: '+442071234567' }, 20),
      call('2026-11-25T10:40:00Z', { to: '+31611111111', direction: 'forwarded' }),
      call('2026-11-25T10:40:00Z', { direction: 'inbound', to: '+31201234567' }, 10),
      call('2026-11-25T10:50:00Z', { authUser: null, accountCode: 'acme-main', to: '0201234567' }),
      call('2026-11-25T11:00:00Z', { disposition: 'busy', answeredAt: null }),
      call('2026-11-25T11:00:00Z', { disposition: 'blocked', answeredAt: null, blockedReason: 'limit' }),
      call('2026-11-25T11:00:00Z', { direction: 'internal', to: '102' }),
    );
    const right = {
      minutes: String(Math.trunc(((91 * 3 + 20 + 10) / 60) * 10_000) / 10_000),
      spend: '0.271', // 3 · 0.09, 10 · 0.0001, and one that has no rate
      spendAbove: '0.064', // 2 · 0.02 and 0.024, and two that have none
      spendOfPlatform: '0',
      attempts: '6',
      numbers: '3',
      user: '0.181',
      otherUser: '0',
      inbound: '1',
      toCountry: '2',
      disabled: null,
    };
    const values = async () =>
      Object.fromEntries(
        await Promise.all(Object.entries(limits).map(async ([name, limit]) => [name, await value(limit)])),
      );
    const first = await values();
    expect(first).toEqual(right);
    await settle();
    expect(await values()).toEqual(first);
    // Counted anew from the records it is the same.
    await tree.domain.deps.db.rows('update limit_state set recount = true');
    expect(await value(limits.spend)).toBe(null);
    await settle();
    expect(await values()).toEqual(first);
  });

  it('of a limit that is made or changed within the window begin with the records before it', async () => {
    await ingest(
      call('2026-11-25T10:00:00Z'),
      call('2026-11-25T10:00:00Z', { to: '+442071234567' }),
      call('2026-11-25T10:00:00Z', { to: '112' }),
      call('2026-11-24T10:00:00Z'),
    );
    const limit = await limitOf({ type: 'callAttempts', threshold: '10' });
    expect(limit.currentValue).toBe(null);
    await ingest(call('2026-11-25T11:00:00Z'), call('2026-11-25T11:00:00Z', { to: '112' }));
    await settle();
    expect(await value(limit)).toBe('3');
    await tree.domain.run(tree.domain.platform, 'updateLimit', { limitId: limit.id, countries: ['GB'] });
    expect(await value(limit)).toBe(null);
    await settle();
    expect(await value(limit)).toBe('1');
    await tree.domain.run(tree.domain.platform, 'updateLimit', {
      limitId: limit.id,
      countries: [],
      period: 'month',
    });
    await settle();
    expect(await value(limit)).toBe('4');
  });

  it('wait for a batch that began before the limit was there', async () => {
    const { pool, rows } = tree.domain.deps.db;
    const brake = await pool.connect();
    await brake.query('begin; lock table quarantined_record in exclusive mode');
    const arriving = ingest(call('2026-11-25T11:00:00Z'), call('2026-11-25T11:00:00Z'));
    // It has counted, for no limit, and waits for its end.
    const waits = `select 1 from pg_locks where relation = 'quarantined_record'::regclass and not granted`;
    while ((await rows(waits)).length === 0) await sleep(10);
    const limit = await limitOf({ type: 'callAttempts', threshold: '10' });
    const settled = settle();
    await Promise.race([settled, sleep(300)]);
    expect(await value(limit)).toBe(null);
    await brake.query('commit');
    brake.release();
    await Promise.all([arriving, settled]);
    expect(await value(limit)).toBe('2');
  });

  it('are right whenever a limit is made while records arrive', async () => {
    const made: { id: string }[] = [];
    let running = true;
    const send = async () => {
      for (let body = 0; body < 12; body++) {
        const calls = Array.from({ length: 300 }, () => call('2026-11-25T11:00:00Z'));
        await ingest(...calls, ...calls.slice(0, 50));
      }
    };
    const whileRunning = async (work: () => Promise<unknown>) => {
      while (running) await work();
    };
    const others = [
      whileRunning(async () => {
        made.push(await limitOf({ type: 'callAttempts', threshold: '1000000' }));
        made.push(await limitOf({ type: 'spend', threshold: '1000000' }, { customerId: tree.sub.id }));
      }),
      whileRunning(settle),
      whileRunning(settle),
    ];
    await Promise.all([send(), send(), send()]);
    running = false;
    await Promise.all(others);
    await settle();
    expect(made.length).toBeGreaterThan(10);
    const values = await Promise.all(made.map(value));
    expect(new Set(values)).toEqual(new Set(['10800', '216']));
  }, 60_000);

  it('count a late record in the window in which its call began, and a replay nowhere', async () => {
    const limit = await limitOf({ type: 'callAttempts', threshold: '10', period: 'hour' });
    await settle();
    const now = call('2026-11-25T12:00:00Z');
    await ingest(call('2026-11-25T11:59:59Z'), now);
    await ingest(now);
    await settle();
    expect(await value(limit)).toBe('1');
  });

  it('let a rolling window go on', async () => {
    const limit = await limitOf({ type: 'callAttempts', threshold: '10', period: 'hour', window: 'rolling' });
    const numbers = await limitOf({
      type: 'distinctNumbers',
      threshold: '10',
      period: 'hour',
      window: 'rolling',
    });
    await settle();
    await ingest(
      call('2026-11-25T11:00:30Z'),
      call('2026-11-25T11:30:00Z'),
      call('2026-11-25T11:40:00Z', { to: '+4930123456' }),
    );
    const both = async () => [await value(limit), await value(numbers)];
    expect(await both()).toEqual(['3', '2']);
    await settle();
    expect(await both()).toEqual(['3', '2']);
    setNow('2026-11-25T12:01:00Z');
    expect(await both()).toEqual(['2', '2']);
    setNow('2026-11-25T12:31:00Z');
    expect(await both()).toEqual(['1', '1']);
    setNow('2026-11-25T12:41:00Z');
    expect(await both()).toEqual(['0', '0']);
    await pruneLimits(tree.domain.deps);
    expect(
      await tree.domain.deps.db.rows(
        'select limit_id from limit_slot union select limit_id from limit_number',
      ),
    ).toEqual([]);
  });

  it('of limits that judge one call are null, and of calls at once tell those under way', async () => {
    const values = { callsPerSecond: null, callDuration: null, pricePerMinute: null, concurrentCalls: '0' };
    for (const [type, currentValue] of Object.entries(values)) {
      const limit = await limitOf({ type: type as keyof typeof values, threshold: '10' });
      expect(limit).toMatchObject({
        currentValue,
        windowStartedAt: null,
        resetsAt: null,
        triggeredAt: null,
      });
    }
  });

  it('cannot be written', async () => {
    await expect(limitOf({ type: 'spend', threshold: '1', currentValue: '5' } as never)).rejects.toThrow(
      /currentValue/,
    );
  });
});

describe('events', () => {
  it('tell each percent and the threshold once a window, whoever looks at the same time', async () => {
    const { told, id } = await subscribe(tree.domain, tree.sub, ['limit.warning', 'limit.triggered']);
    expect(id).toMatch(/^con_/);
    const limit = await limitOf({
      type: 'callAttempts',
      threshold: '4',
      warnPercent: [50, 75],
      period: 'day',
    });
    await settle();
    const step = async (...calls: object[]) => {
      await ingest(...calls);
      await Promise.all([settle(), settle(), settle()]);
      const events = (await told()).map(({ type, data }) => [type, data.percent, data.currentValue]);
      await tree.domain.deps.db.rows('delete from delivery');
      return events;
    };
    const at = '2026-11-25T11:00:00Z';
    expect(await step(call(at))).toEqual([]);
    expect(await step(call(at))).toEqual([['limit.warning', 50, '2']]);
    expect((await read(limit.id)).triggeredAt).toBe(null);
    expect(await step(call(at), call(at))).toEqual([
      ['limit.warning', 75, '4'],
      ['limit.triggered', 100, '4'],
    ]);
    expect(await read(limit.id)).toMatchObject({
      currentValue: '4',
      triggeredAt: '2026-11-25T12:00:00.000Z',
    });
    setNow('2026-11-25T12:30:00Z');
    expect(await step(call(at))).toEqual([]);
    expect((await read(limit.id)).triggeredAt).toBe('2026-11-25T12:00:00.000Z');
    // The next day begins, and is told anew.
    setNow('2026-11-25T23:30:00Z');
    expect(await read(limit.id)).toMatchObject({ currentValue: '0', triggeredAt: null });
    const tomorrow = '2026-11-25T23:10:00Z';
    expect(await step(call(tomorrow), call(tomorrow))).toEqual([['limit.warning', 50, '2']]);
    // Raised and lowered, it follows.
    await tree.domain.run(tree.domain.platform, 'updateLimit', { limitId: limit.id, threshold: '2' });
    expect(await step()).toEqual([
      ['limit.warning', 75, '2'],
      ['limit.triggered', 100, '2'],
    ]);
    await tree.domain.run(tree.domain.platform, 'updateLimit', { limitId: limit.id, threshold: '100' });
    expect(await step()).toEqual([]);
    expect((await read(limit.id)).triggeredAt).toBe(null);
  });

  it('say what has come together, to the consumer that the limit names as well', async () => {
    const { told, id } = await subscribe(tree.domain, tree.acme, []);
    await tree.domain.deps.db.rows(`delete from consumer where customer_id = $1 and events <> '{}'`, [
      tree.acme.uuid,
    ]);
    const limit = await limitOf({
      type: 'minutes',
      threshold: '3',
      period: 'day',
      window: 'rolling',
      action: 'terminate',
      consumerId: id,
    });
    await settle();
    await ingest(call('2026-11-25T11:00:00Z'), call('2026-11-25T11:00:00Z'));
    await settle();
    expect(await told()).toEqual([
      {
        type: 'limit.triggered',
        timestamp: '2026-11-25T12:00:00.000Z',
        data: {
          limitId: limit.id,
          customerId: tree.acme.id,
          userId: null,
          type: 'minutes',
          direction: null,
          action: 'terminate',
          threshold: '3',
          currentValue: '3.0333',
          percent: 101,
          windowStartedAt: '2026-11-24T12:00:00.000Z',
          resetsAt: null,
        },
      },
    ]);
    // A rolling window lets go of the calls by itself.
    setNow('2026-11-26T11:20:00Z');
    await settle();
    expect(await read(limit.id)).toMatchObject({ currentValue: '0', triggeredAt: null });
  });

  it('of a threshold of nothing are told at once', async () => {
    const limit = await limitOf({ type: 'spend', threshold: '0', warnPercent: [50] });
    await settle();
    expect((await read(limit.id)).triggeredAt).toBe('2026-11-25T12:00:00.000Z');
  });
});
