import type { Problem } from '@strowger/contracts';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { BulkOperation, BulkStep } from '../src/lib/bulk/bulk-kind.ts';
import { BulkRun, type RunLine } from '../src/lib/bulk/bulk-run.ts';
import { BusyError } from '../src/lib/retry-after.ts';

type Call = { operation: BulkOperation; wire: Record<string, unknown>; key: string };
type Answer = { id: string } | Error;

const step = (operation: BulkOperation, noun: string): BulkStep => ({
  operation,
  noun,
  schema: z.any(),
  wire: ({ ids, secret }) => ({ of: ids[0], secret }),
  columns: {},
});
const user = step('createUser', 'user');
const number = step('createExtension', 'number');

const line = (at: number, steps: BulkStep[] = [user]): RunLine => ({
  line: at,
  cells: [],
  values: {},
  name: `desk-${at}`,
  steps,
  keys: steps.map((_, place) => `key-${at}-${place}`),
  secret: `secret-${at}`,
  made: [],
  state: 'waiting',
  error: undefined,
});

const refusal = (code: Problem['code'], data: object = {}) =>
  Object.assign(new Error(code), { data: { problem: { code, detail: code }, ...data } });
const lost = new Error('Failed to fetch');

/** Runs lines against a server that answers as told. Time passes only while it is waited for. */
function serve(lines: RunLine[], answer: (call: Call, at: number) => Answer | Promise<Answer>) {
  const calls: Call[] = [];
  const waits: number[] = [];
  let now = 0;
  const run = new BulkRun(lines, {
    send: async (operation, wire, key) => {
      calls.push({ operation, wire, key });
      const given = await answer({ operation, wire, key }, calls.length);
      if (given instanceof Error) throw given;
      return given;
    },
    wait: async (ms) => {
      waits.push(ms);
      now += ms;
    },
    now: () => now,
    onChange: () => {},
  });
  return { run, calls, waits, states: () => lines.map(({ state }) => state) };
}

describe('a run over lines', () => {
  test('makes each once, a few at a time, and gives what was made before to the next step', async () => {
    let open = 0;
    let most = 0;
    const lines = Array.from({ length: 20 }, (_, at) => line(at, [user, number]));
    const { run, calls, states } = serve(lines, async ({ key }) => {
      most = Math.max(most, ++open);
      await Promise.resolve();
      open--;
      return { id: `made-by-${key}` };
    });
    await run.go();
    expect(new Set(states())).toEqual(new Set(['created']));
    expect(new Set(calls.map(({ key }) => key)).size).toBe(40);
    expect(calls).toHaveLength(40);
    expect(most).toBe(4);
    const second = calls.find(({ key }) => key === 'key-7-1');
    expect(second).toMatchObject({
      operation: 'createExtension',
      wire: { of: 'made-by-key-7-0', secret: 'secret-7' },
    });
  });

  test('tells what was refused, goes on with the rest, and tries again where it failed', async () => {
    let isAllotted = false;
    const lines = [line(1, [user, number]), line(2), line(3)];
    const { run, calls, states } = serve(lines, ({ operation, key }) => {
      if (key === 'key-2-0') return refusal('inUse');
      if (operation === 'createExtension' && !isAllotted) return refusal('validation');
      return { id: key };
    });
    await run.go();
    expect(states()).toEqual(['refused', 'refused', 'created']);
    expect(lines[0]?.made).toEqual(['key-1-0']);
    isAllotted = true;
    calls.length = 0;
    await run.go();
    expect(states()).toEqual(['created', 'refused', 'created']);
    expect(calls.map(({ key }) => key).toSorted()).toEqual(['key-1-1', 'key-2-0']);
    expect(run.stopReason).toBeUndefined();
  });

  test('waits as long as the server asks to, with all lines, and goes on', async () => {
    const lines = [line(1), line(2)];
    const { run, waits, states } = serve(lines, (_, at) =>
      at === 1 ? refusal('tooManyRequests', { retryAfterSeconds: 7 }) : { id: 'x' },
    );
    await run.go();
    expect(states()).toEqual(['created', 'created']);
    expect(waits).toContain(7000);
    expect(run.pausedUntil).toBeUndefined();
  });

  test('waits for what stands before the server too', async () => {
    const limited = new Error('429', { cause: new BusyError(3) });
    const { run, waits, states } = serve([line(1)], (_, at) => (at === 1 ? limited : { id: 'x' }));
    await run.go();
    expect(states()).toEqual(['created']);
    expect(waits).toEqual([3000]);
  });

  test('sends again by the same key what was not answered, and stops where nothing is', async () => {
    const { run, calls, states } = serve([line(1)], (_, at) => (at === 1 ? lost : { id: 'x' }));
    await run.go();
    expect(states()).toEqual(['created']);
    expect(calls.map(({ key }) => key)).toEqual(['key-1-0', 'key-1-0']);

    const many = Array.from({ length: 50 }, (_, at) => line(at));
    const dead = serve(many, () => lost);
    await dead.run.go();
    expect(dead.run.stopReason).toBe('unreachable');
    expect(dead.states().filter((state) => state === 'unanswered').length).toBeLessThanOrEqual(4);
    expect(dead.states().filter((state) => state === 'notTried').length).toBeGreaterThanOrEqual(46);
  });

  test.each([
    ['unauthorized', 'signedOut'],
    ['missingRole', 'forbidden'],
    ['customerSuspended', 'forbidden'],
  ] as const)('stops at %s, which would be said to every line', async (code, reason) => {
    const lines = Array.from({ length: 50 }, (_, at) => line(at));
    const { run, calls, states } = serve(lines, () => refusal(code));
    await run.go();
    expect(run.stopReason).toBe(reason);
    expect(calls.length).toBeLessThanOrEqual(4);
    expect(states().filter((state) => state === 'notTried').length).toBeGreaterThanOrEqual(46);
  });

  test('ends what was sent where it is stopped, and can go on later', async () => {
    const lines = Array.from({ length: 50 }, (_, at) => line(at));
    const { run, calls, states } = serve(lines, (_, at) => {
      if (at === 10) run.stop();
      return { id: 'x' };
    });
    await run.go();
    expect(run.stopReason).toBe('asked');
    const created = states().filter((state) => state === 'created').length;
    expect(created).toBe(calls.length);
    expect(states().filter((state) => state === 'notTried')).toHaveLength(50 - created);
    await run.go();
    expect(new Set(states())).toEqual(new Set(['created']));
    expect(calls).toHaveLength(50);
  });
});
