import type { Served } from '@strowger/domain';
import { describe, expect, test } from 'vitest';
import { ConsumerLines } from '../src/consumer-lines.ts';

const idle: Served = { outcome: 'idle', wakeAt: null };

/** Lines whose servings end when they are told. */
function makeLines(slots: number, turnMs?: number) {
  const served: string[] = [];
  const ends = new Map<string, (served: Served) => void>();
  const faults: string[] = [];
  const stops = new Map<string, AbortSignal>();
  const lines = new ConsumerLines({
    slots,
    ...(turnMs !== undefined && { turnMs }),
    serve: (consumerId, stop) => {
      served.push(consumerId);
      stops.set(consumerId, stop);
      return new Promise((end, fail) => {
        ends.set(consumerId, (outcome) => (outcome === undefined ? fail(new Error('fault')) : end(outcome)));
      });
    },
    onFault: (consumerId) => faults.push(consumerId),
  });
  const settle = () => new Promise<void>((done) => setImmediate(done));
  return {
    lines,
    served,
    faults,
    isTold: (consumerId: string) => stops.get(consumerId)?.aborted,
    settle,
    wake: (...names: string[]) =>
      lines.wake(names.map((consumerId) => ({ consumerId, tenantId: consumerId[0] as string }))),
    end: async (consumerId: string, outcome: Served = idle) => {
      ends.get(consumerId)?.(outcome);
      await settle();
    },
    fail: async (consumerId: string) => {
      ends.get(consumerId)?.(undefined as never);
      await settle();
    },
  };
}

describe('consumers in line', () => {
  test('are served as many at once as there are slots; the others are told that they wait', async () => {
    const { wake, served, settle, end } = makeLines(2);
    expect(wake('a1', 'b1', 'c1')).toEqual(['c1']);
    await settle();
    expect(served).toEqual(['a1', 'b1']);
    await end('a1');
    expect(served).toEqual(['a1', 'b1', 'c1']);
  });

  test('of a reseller that has fewer being served come first, however many of another wait longer', async () => {
    const { wake, served, settle, end } = makeLines(4);
    wake('a1', 'a2', 'a3', 'a4', 'b1', 'c1');
    await settle();
    expect(served).toEqual(['a1', 'b1', 'c1', 'a2']);
    wake('b2');
    await end('c1');
    expect(served.at(-1)).toBe('b2');
  });

  test('of one reseller take half of the slots at the most', async () => {
    const { wake, served, settle, end } = makeLines(4);
    wake('a1', 'a2', 'a3');
    await settle();
    expect(served).toEqual(['a1', 'a2']);
    wake('b1');
    await settle();
    expect(served).toEqual(['a1', 'a2', 'b1']);
    await end('a1');
    expect(served.at(-1)).toBe('a3');
  });

  test('end a turn that takes long where others wait, and come again behind them', async () => {
    const { wake, served, settle, end, isTold } = makeLines(2, 0);
    wake('a1', 'b1');
    await settle();
    expect(isTold('a1')).toBe(false);
    wake('c1');
    await settle();
    expect([isTold('a1'), isTold('b1')]).toEqual([true, false]);
    await end('a1', { outcome: 'stopped' });
    expect(served).toEqual(['a1', 'b1', 'c1']);
    await end('b1');
    expect(served.at(-1)).toBe('a1');
  });

  test('of one reseller give way to each other only, while there is room for the rest', async () => {
    const { wake, settle, isTold } = makeLines(4, 0);
    wake('b1');
    await settle();
    wake('a1', 'a2');
    await settle();
    wake('a3');
    await settle();
    expect([isTold('b1'), isTold('a1'), isTold('a2')]).toEqual([false, true, false]);
  });

  test('are not served twice at once, and again at once where something came meanwhile', async () => {
    const { wake, served, settle, end } = makeLines(4);
    wake('a1');
    await settle();
    expect(wake('a1')).toEqual(['a1']);
    await settle();
    expect(served).toEqual(['a1']);
    await end('a1');
    expect(served).toEqual(['a1', 'a1']);
    await end('a1');
    expect(served).toHaveLength(2);
  });

  test('are woken when their next retry is due', async () => {
    const { wake, served, settle, end } = makeLines(1);
    wake('a1');
    await settle();
    await end('a1', { outcome: 'idle', wakeAt: new Date(Date.now() + 30) });
    expect(served).toHaveLength(1);
    await expect.poll(() => served.length).toBe(2);
  });

  test('are left alone for a while after a fault', async () => {
    const { wake, served, settle, fail, faults } = makeLines(1);
    wake('a1');
    await settle();
    await fail('a1');
    expect(faults).toEqual(['a1']);
    expect(wake('a1')).toEqual([]);
    await settle();
    expect(served).toHaveLength(1);
  });

  test('are waited for at the end, and none is begun any more', async () => {
    const { lines, wake, served, settle, end } = makeLines(1);
    wake('a1', 'b1');
    await settle();
    let stopped = false;
    const stopping = lines.stop().then(() => {
      stopped = true;
    });
    await settle();
    expect(stopped).toBe(false);
    await end('a1', { outcome: 'stopped' });
    await stopping;
    wake('c1');
    await settle();
    expect(served).toEqual(['a1']);
  });
});
