import { setTimeout as sleep } from 'node:timers/promises';
import type { CrashableServer } from '@strowger/testing/database';
import type { Random } from '@strowger/testing/demo';
import { ApiProblem } from 'strowger';
import type { Period } from './calls.ts';
import type { PlanName } from './prices.ts';
import type { Supervised } from './processes.ts';
import { type Mood, misbehaviours, type Sink } from './sink.ts';
import { addRate, type World } from './world.ts';

export type Order = { id: string; sink: Sink; from: number; to: number; placedAt: number };

export type Stage = {
  world: World;
  database: CrashableServer;
  webs: Supervised[];
  workers: Supervised[];
  period: Period;
  random: Random;
  /** The longest that a receiver misbehaves. */
  moodMsMax: number;
  orders: Order[];
  /** How often rates are to change: each change begins later than those before it. */
  rateChanges: number;
};

/** How often each happens: [in a minute, in ten]. */
export const events = {
  killWorker: { times: [5, 40], run: async ({ random, workers }: Stage) => random.pick(workers).kill() },
  killWeb: { times: [4, 30], run: async ({ random, webs }: Stage) => random.pick(webs).kill() },
  crashDatabase: { times: [1, 8], run: async ({ database }: Stage) => database.restart('crash') },
  restartDatabase: { times: [1, 6], run: async ({ database }: Stage) => database.restart('fast') },
  order: { times: [10, 40], run: (stage: Stage) => placeOrder(stage) },
  changeRate: { times: [5, 20], run: changeRate },
  rerate: { times: [3, 16], run: rerate },
  rotateSecret: { times: [4, 25], run: rotateSecret },
  pay: { times: [2, 15], run: pay },
  enable: { times: [4, 30], run: ({ world }: Stage) => enableConsumers(world) },
} satisfies Record<string, { times: [number, number]; run: (stage: Stage) => Promise<void> }>;

/** How often each misbehaviour comes: [in a minute, in ten]. */
const moodTimes = [1, 6] as const;

type Planned = { at: number; what: string; run: (stage: Stage) => Promise<void> };

/** Every event as often as it should, in an order and at times that the seed decides. */
export function schedule(random: Random, isLong: boolean, durationMs: number): Planned[] {
  const which = isLong ? 1 : 0;
  const planned = Object.entries(events).flatMap(([what, { times, run }]) =>
    Array.from({ length: times[which] }, () => ({ at: random.next() * durationMs, what, run })),
  );
  const moods = misbehaviours.flatMap((mood) =>
    Array.from({ length: moodTimes[which] }, () => ({
      at: random.next() * durationMs,
      what: mood,
      run: (stage: Stage) => misbehave(stage, mood),
    })),
  );
  return [...planned, ...moods].sort((x, y) => x.at - y.at);
}

/** With an order on its way to it, or nobody would notice. */
async function misbehave(stage: Stage, mood: Mood): Promise<void> {
  const { random, world, moodMsMax } = stage;
  const sink = random.pick(world.sinks);
  const duration = (0.3 + 0.7 * random.next()) * moodMsMax;
  await sink.behave(mood);
  await Promise.all([sleep(duration), placeOrder(stage, sink)]);
  if (sink.mood === mood) await sink.behave('well');
}

async function placeOrder({ random, world, period, orders }: Stage, to?: Sink): Promise<void> {
  const sink = to ?? random.pick(world.sinks);
  const length = period.to - period.from;
  const from = Math.round(period.from + random.next() * 0.8 * length);
  const end = Math.round(Math.min(period.to, from + (0.05 + random.next() * 0.3) * length));
  orders.push(await order(world, sink, from, end));
}

/** Of a consumer that the platform takes out of use meanwhile, an operator enables it and orders again. */
export async function order(world: World, sink: Sink, from: number, to: number): Promise<Order> {
  for (let tries = 1; ; tries++) {
    const placedAt = Date.now();
    try {
      const { id } = await world.apis[sink.owner].call('getCallRecords', {
        consumer: sink.consumerId,
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
      });
      return { id, sink, from, to, placedAt };
    } catch (error) {
      const isDisabled = error instanceof ApiProblem && /verified consumer/.test(error.message);
      if (!isDisabled || tries === 20) throw error;
      await enableConsumers(world);
    }
  }
}

/** A prefix is added, or gets another price from some time of the past on: charges made so far are of another mind. */
async function changeRate(stage: Stage): Promise<void> {
  const { random, world, period } = stage;
  const change = world.prices.rates.length;
  const plan = random.pick(['platform', 'a', 'child', 'b', 'child', 'b'] satisfies PlanName[]);
  const missing = plan !== 'platform' && !world.prices.has(plan, '1');
  const prefix = missing
    ? '1'
    : random.pick(['31', '3120', '31101', '44', '4420', '49', '4989', '1', '1212']);
  const step = (period.to - period.from) / (stage.rateChanges + 40);
  await addRate(world, {
    plan,
    prefix,
    from: missing ? period.from - 1_000 : Math.round(period.from + change * step),
    fee: Math.floor(random.next() * 3) * 50,
    perMinute: 50 + Math.floor(random.next() * 900),
    initialSeconds: random.pick([0, 30, 60]),
    incrementSeconds: random.pick([1, 6, 60]),
  });
}

const sellers = ['root', 'a', 'child', 'b'] as const;

async function rerate({ random, world, period }: Stage): Promise<void> {
  await orderRerating(world, random.pick(sellers), period);
}

export async function orderRerating(
  world: World,
  seller: (typeof sellers)[number],
  period: Period,
): Promise<string> {
  const made = await world.apis.root.call('rerateCallRecords', {
    customerId: world[seller].id,
    from: new Date(period.from - 60_000).toISOString(),
    to: new Date(period.to + 60_000).toISOString(),
  });
  return made.id;
}

/** What a message may be signed by while those who read the secret before the change are still sending. */
const TURN_MS = 20_000;

async function rotateSecret({ random, world }: Stage): Promise<void> {
  const sink = random.pick(world.sinks);
  const overlapSeconds = random.pick([3_600, 0]);
  const from = Date.now();
  const made = await world.apis[sink.owner].call('rotateConsumerSecret', {
    consumerId: sink.consumerId,
    overlapSeconds,
  });
  const newest = sink.secrets.at(-1);
  for (const known of sink.secrets)
    if (known !== newest || overlapSeconds === 0) known.until = Math.min(known.until, Date.now() + TURN_MS);
  sink.secrets.push({ secret: made.secret as string, from, until: Number.POSITIVE_INFINITY });
}

async function pay({ random, world }: Stage): Promise<void> {
  await world.apis.root.call('createLedgerEntry', {
    customerId: world[random.pick(['a', 'child', 'b'] as const)].id,
    kind: 'payment',
    amount: '10.00',
  });
}

/** As an operator does who looks at what the platform has taken out of use. */
export async function enableConsumers({ apis, sinks }: World): Promise<void> {
  for (const { owner, consumerId } of sinks) {
    const { status } = await apis[owner].call('getConsumer', { consumerId });
    if (status === 'disabled') await apis[owner].call('updateConsumer', { consumerId, status: 'verified' });
  }
}
