import { setTimeout as sleep } from 'node:timers/promises';
import { openQueue } from '@strowger/db';
import { startCrashableServer } from '@strowger/testing/database';
import { Random } from '@strowger/testing/demo';
import { createTestDomain } from '@strowger/testing/domain';
import { freePort, processEnv } from '@strowger/testing/processes';
import { expect, onTestFinished, test } from 'vitest';
import { type Feed, feed, makeCalls, periodBefore } from './chaos/calls.ts';
import { checkBooks, checkNothingLeft } from './chaos/check-books.ts';
import { checkCharges } from './chaos/check-charges.ts';
import { checkAmounts, checkLive, checkOrder } from './chaos/check-deliveries.ts';
import { events, type Stage, schedule } from './chaos/events.ts';
import { type Supervised, supervise } from './chaos/processes.ts';
import { settle } from './chaos/settle.ts';
import { makeWorld } from './chaos/world.ts';

const isLong = process.env.STROWGER_LONG === '1';
const seed = Number(process.env.STROWGER_SEED ?? Math.floor(Math.random() * 2 ** 31));
const CALLS = Number(process.env.STROWGER_CHAOS_CALLS ?? (isLong ? 200_000 : 20_000));
const STORM_MS = 1000 * Number(process.env.STROWGER_CHAOS_SECONDS ?? (isLong ? 600 : 30));
const SETTLE_MS = isLong ? 600_000 : 120_000;
const FAULTS_SHOWN = 20;

test(
  'nothing is lost while processes and the database are killed and receivers misbehave',
  async () => {
    console.log(`chaos: STROWGER_SEED=${seed}, ${CALLS} calls in ${STORM_MS / 1000} s`);
    const faults: string[] = [];
    const supervised: Supervised[] = [];
    onTestFinished(async () => void (await Promise.all(supervised.map((process) => process.stop()))), 60_000);
    const database = await startCrashableServer();
    onTestFinished(() => database.stop(), 60_000);
    process.env.STROWGER_TEST_TEMPLATE_URL = database.templateUrl;
    const domain = await createTestDomain();
    const { db } = domain.deps;
    const queue = await openQueue(db.url, { works: false, onError: () => {} });
    Object.assign(domain.deps, { queue, clock: { now: () => new Date() } });
    const ports = [await freePort(), await freePort()];
    const doors = ports.map((port) => `http://127.0.0.1:${port}`);
    const start = (kind: 'web' | 'worker', i: number) => {
      const env = processEnv(db.url, doors[0] as string, ports[i]);
      const made = supervise(kind, `${kind} ${i + 1}`, env, faults);
      supervised.push(made);
      return made;
    };
    const webs = [start('web', 0), start('web', 1)];
    const workers = [start('worker', 0), start('worker', 1)];
    await Promise.all(supervised.map((process) => process.ready()));
    const world = await makeWorld(domain, doors, faults);

    const period = periodBefore(Date.now());
    const random = new Random(seed);
    const calls = makeCalls(seed + 1, CALLS, Object.keys(world.levels), period);
    const seen: Feed = {
      acknowledgedAt: new Float64Array(CALLS).fill(Number.POSITIVE_INFINITY),
      answers: {},
    };
    const stage: Stage = {
      world,
      database,
      webs,
      workers,
      period,
      random,
      moodMsMax: isLong ? 12_000 : 4_000,
      orders: [],
      rateChanges: events.changeRate.times[isLong ? 1 : 0],
    };
    const feeding = feed(
      {
        calls,
        chunkSize: 250,
        durationMs: STORM_MS,
        senders: 4,
        doors,
        key: world.rootKey,
        seed: seed + 2,
        faults,
      },
      seen,
    );
    await Promise.all([feeding, storm(stage, faults)]);
    await Promise.all(supervised.map((process) => process.ready()));
    const last = await settle(stage, db, SETTLE_MS);

    const checking = { db, world, calls, acknowledgedAt: seen.acknowledgedAt, faults };
    await checkCharges(db, world, calls, period, faults);
    await checkBooks(db, faults);
    for (const order of [...stage.orders, ...last]) await checkOrder(checking, order);
    for (const order of last) checkAmounts(checking, order);
    for (const sink of world.sinks) {
      sink.checkSignatures();
      if (sink.name === 'B, live') checkLive(checking, sink);
    }
    await Promise.all(supervised.map((process) => process.stop()));
    await queue.stop();
    await checkNothingLeft(db, faults);
    console.log(
      JSON.stringify({
        answers: seen.answers,
        orders: stage.orders.length + last.length,
        rates: world.prices.rates.length,
        messages: world.sinks.map(({ name, messages, signed, answered }) => ({
          name,
          messages: messages.size,
          arrivals: signed.length,
          answered,
        })),
      }),
    );
    for (const sink of world.sinks) await sink.close();
    await domain.close();
    expect(faults.slice(0, FAULTS_SHOWN), `${faults.length} faults with STROWGER_SEED=${seed}`).toEqual([]);
  },
  STORM_MS + 3 * SETTLE_MS + 180_000,
);

/** What was planned, at its time. The database is away one event at a time; all else may overlap. */
async function storm(stage: Stage, faults: string[]): Promise<void> {
  const begun = Date.now();
  const running: Promise<void>[] = [];
  let restarting = Promise.resolve();
  for (const { at, what, run } of schedule(stage.random, isLong, STORM_MS)) {
    await sleep(Math.max(0, begun + at - Date.now()));
    const turn = /Database/.test(what) ? restarting.then(() => run(stage)) : run(stage);
    if (/Database/.test(what)) restarting = turn.catch(() => {});
    running.push(turn.catch((error: unknown) => void faults.push(`${what} failed: ${String(error)}`)));
  }
  await Promise.all(running);
}
