import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Kamailio, startKamailio } from '../src/index.ts';
import { answers } from '../test/sipp/called.ts';
import { callerScenario } from '../test/sipp/caller.ts';
import { runSipp } from '../test/sipp/run-sipp.ts';
import { freeUdpPorts } from '../test/stack/free-ports.ts';
import { startStack } from '../test/stack/start-stack.ts';
import { PASSWORD, World } from '../test/world/make-world.ts';

/**
 * Calls a second through the engine, each with digest, decision at four levels and call record, beside a Kamailio that
 * sends every call to one address and writes its record too. Alternating rounds in one run; the median counts.
 */
const CALLS = Number(process.env.BENCH_CALLS ?? 6_000);
const AT_ONCE = Number(process.env.BENCH_AT_ONCE ?? 150);
/** Long enough for an ACK that a BYE would overtake in another process of the engine. */
const TALK_MS = 60;
const ROUNDS = 3;
const FAILED_MAX = 0.01;
const CARRIER = '127.0.2.2';
/** Processes of the engine overtake each other: what comes out of turn is no fault, and comes again. */
const IGNORANT = ['-default_behaviors', 'all,-abortunexp'];
const STATIC = fileURLToPath(new URL('static.cfg', import.meta.url));

type Engine = { kamailio: Kamailio; sip: string; rates: number[] };

const stack = await startStack(['web']);
const closings: (() => Promise<void>)[] = [];
try {
  const world = await World.make(stack);
  closings.push(() => world.close());
  const [port = 0] = await freeUdpPorts(1, CARRIER);
  const carrier = await runSipp({
    scenario: answers(),
    host: CARRIER,
    port,
    traces: false,
    args: IGNORANT,
  });
  closings.push(carrier.close);
  const { id } = await world.api.call('createDestination', {
    customerId: world.root,
    name: 'Bench',
    host: CARRIER,
    port,
  });
  await world.outbound('+3198.', id);
  const alice = await world.user();
  const engines = {
    'static routing, call record': await engine({ STROWGER_SIP_STATIC_TO: `${CARRIER}:${port}` }, STATIC),
    'digest, decision, call record': await engine({}),
    'the same, calls in the database': await engine({ STROWGER_SIP_DIALOGS: '1' }),
  };
  const plan = { from: alice.address, to: '+31981234567', holdMs: TALK_MS };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, one] of Object.entries(engines)) {
      const password = name.startsWith('static') ? {} : { password: PASSWORD };
      one.rates.push(await callsPerSecond(one.sip, callerScenario({ ...plan, ...password })));
    }
  }
  const [peer = Number.NaN] = Object.values(engines).map(({ rates }) => median(rates));
  console.log(`${cpus().length} cores, ${AT_ONCE} calls at once, ${ROUNDS} rounds of ${CALLS} calls`);
  console.table(
    Object.entries(engines).map(([measure, { rates }], at) => ({
      measure,
      'calls/s': Math.round(median(rates)),
      ratio: (median(rates) / peer).toFixed(2),
      goal: at === 1 ? '>= 0.45' : '',
    })),
  );
} finally {
  for (const close of closings.reverse()) await close();
  await stack.close();
}

async function engine(settings: Record<string, string>, config?: string): Promise<Engine> {
  const [port = 0] = await freeUdpPorts(1);
  const kamailio = await startKamailio({
    databaseUrl: stack.engineUrl,
    listen: [`udp:127.0.0.1:${port}`],
    sharedMb: 512,
    settings: { STROWGER_SIP_DIALOGS: '0', STROWGER_SIP_DEBUG: '0', ...settings },
    ...(config !== undefined && { config }),
  });
  closings.push(kamailio.close);
  return { kamailio, sip: `127.0.0.1:${port}`, rates: [] };
}

/** As many at once as there may be, each one followed by the next. @throws Error if more than 1 % of them failed */
async function callsPerSecond(sip: string, scenario: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'strowger-bench-'));
  const statistics = join(folder, 'statistics.csv');
  const started = performance.now();
  const sipp = await runSipp({
    scenario,
    to: sip,
    host: '127.0.0.1',
    traces: false,
    args: [
      ...['-m', String(CALLS), '-l', String(AT_ONCE), '-r', '20000', '-timeout', '120s'],
      ...IGNORANT,
      ...['-trace_stat', '-stf', statistics],
    ],
  });
  try {
    await sipp.exit;
    const seconds = (performance.now() - started) / 1000;
    const done = countDone(await readFile(statistics, 'utf8'));
    if (done < CALLS * (1 - FAILED_MAX))
      throw new Error(
        `Of ${CALLS} calls by ${sip} ${done} got through: ${(await sipp.errors()).slice(0, 1_500)}`,
      );
    return done / seconds;
  } finally {
    await sipp.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The successful calls of SIPp's statistics: its last line has the sums. */
function countDone(csv: string): number {
  const lines = csv.trim().split('\n');
  const at = (lines[0] as string).split(';').indexOf('SuccessfulCall(C)');
  return Number((lines.at(-1) as string).split(';')[at]);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
