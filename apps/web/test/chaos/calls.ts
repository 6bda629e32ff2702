import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '@strowger/testing/demo';
import type { Call } from './prices.ts';

export const DAY_MS = 86_400_000;
const DAYS = 3;
const ANSWER_MS = 4_000;
const beginnings = ['+31201', '+31101', '+31201', '+44201', '+49301', '+49891', '+12125'];

export type Period = { from: number; to: number };

export const periodBefore = (now: number): Period => {
  const to = Math.floor(now / 3_600_000) * 3_600_000 - 3_600_000;
  return { from: to - DAYS * DAY_MS, to };
};

/** Calls of the period, in no order of time, as switches hand them in. */
export function makeCalls(seed: number, count: number, payers: readonly string[], period: Period): Call[] {
  const random = new Random(seed);
  const below = (bound: number) => Math.floor(random.next() * bound);
  return Array.from({ length: count }, (_, index) => ({
    index,
    payer: random.pick(payers),
    to: `${random.pick(beginnings)}${String(below(1_000_000)).padStart(6, '0')}`,
    startedAt: period.from + below(period.to - period.from),
    talkMs: random.chance(0.2) ? null : 1 + below(400_000),
  }));
}

const time = (ms: number) => new Date(ms).toISOString();

/** A native record of it. The payer is named by its user. */
export function lineOf({ index, payer, to, startedAt, talkMs }: Call): string {
  const answered = startedAt + ANSWER_MS;
  return JSON.stringify({
    recordKey: `call-${index}`,
    authUser: `${payer}@sip.chaos.example`,
    direction: 'outbound',
    from: '+31517410010',
    to,
    startedAt: time(startedAt),
    ...(talkMs !== null && { answeredAt: time(answered) }),
    endedAt: time(answered + (talkMs ?? 0)),
    disposition: talkMs === null ? 'busy' : 'answered',
  });
}

export type Feed = {
  /** When each call was first answered for, by its index; infinity where it was not yet. */
  acknowledgedAt: Float64Array;
  /** How often each answer came. */
  answers: Record<string, number>;
};

type FeedOptions = {
  calls: readonly Call[];
  chunkSize: number;
  durationMs: number;
  senders: number;
  doors: readonly string[];
  key: string;
  seed: number;
  faults: string[];
};

/** Hands the calls in at both doors in turn, over the time given. What was not answered 200 is sent again, whole. */
export async function feed(options: FeedOptions, seen: Feed): Promise<void> {
  const { calls, chunkSize, durationMs, senders } = options;
  const random = new Random(options.seed);
  const chunks = Array.from({ length: Math.ceil(calls.length / chunkSize) }, (_, i) =>
    calls.slice(i * chunkSize, (i + 1) * chunkSize),
  );
  const begun = Date.now();
  let next = 0;
  const send = async () => {
    while (next < chunks.length) {
      const number = next++;
      await sleep(Math.max(0, begun + (durationMs * number) / chunks.length - Date.now()));
      const chunk = chunks[number] as Call[];
      // Some are handed in at both doors at once, as by a switch that lost patience.
      const copies = random.chance(0.1) ? 2 : 1;
      await Promise.all(
        Array.from({ length: copies }, (_, copy) => sendUntilTaken(options, seen, chunk, number + copy)),
      );
    }
  };
  await Promise.all(Array.from({ length: senders }, send));
}

async function sendUntilTaken(
  { doors, key, faults }: FeedOptions,
  seen: Feed,
  chunk: readonly Call[],
  first: number,
): Promise<void> {
  const body = chunk.map((call) => `${lineOf(call)}\n`).join('');
  for (let attempt = 0; ; attempt++) {
    const answer = await post(doors[(first + attempt) % doors.length] as string, key, body);
    seen.answers[answer.what] = (seen.answers[answer.what] ?? 0) + 1;
    if (answer.result) {
      const { accepted, duplicate, quarantined } = answer.result;
      if (accepted + duplicate !== chunk.length || quarantined !== 0)
        faults.push(`a chunk of ${chunk.length} was answered ${JSON.stringify(answer.result)}`);
      const now = Date.now();
      for (const { index } of chunk)
        seen.acknowledgedAt[index] = Math.min(seen.acknowledgedAt[index] as number, now);
      return;
    }
    if (/^4/.test(answer.what)) faults.push(`a chunk was answered ${answer.what}: ${answer.detail}`);
    if (attempt > 300)
      throw new Error(`a chunk was not taken in 300 attempts: ${answer.what} ${answer.detail}`);
    await sleep(200);
  }
}

type Counts = { accepted: number; duplicate: number; quarantined: number };

async function post(
  door: string,
  key: string,
  body: string,
): Promise<{ what: string; detail?: string; result?: Counts }> {
  try {
    const response = await fetch(`${door}/v1/call-records/ingest?source=core`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
      body,
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    if (response.status !== 200) return { what: String(response.status), detail: text.slice(0, 400) };
    return { what: '200', result: (JSON.parse(text) as Counts[])[0] as Counts };
  } catch (error) {
    const { name, cause } = error as { name: string; cause?: { code?: string } };
    return { what: cause?.code ?? name, detail: String(error) };
  }
}
