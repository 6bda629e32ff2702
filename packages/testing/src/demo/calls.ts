import type { NativeCallRecord } from '@strowger/contracts';
import type { Random } from './random.ts';
import { destinations } from './rates.ts';

export type DemoUser = { address: string; number: string; customer: string };

const DAY_MS = 86_400_000;
const outcomes: [NativeCallRecord['disposition'], sipCode: number, q850: number, weight: number][] = [
  ['answered', 200, 16, 68],
  ['noAnswer', 480, 19, 14],
  ['busy', 486, 17, 8],
  ['cancelled', 487, 16, 7],
  ['failed', 404, 1, 2],
  ['congestion', 503, 34, 1],
];
const agents = [
  'Yealink SIP-T54W 96.86.0.100',
  'Grandstream GXP2170 1.0.11.79',
  'snomD785/10.1.175.16',
  'Linphone/5.2.5',
];

/** Calls of the `days` before `now`, most in office hours, in the order of their start. */
export function demoCalls(
  random: Random,
  users: DemoUser[],
  count: number,
  now: Date,
  days: number,
): NativeCallRecord[] {
  const calls = Array.from({ length: count }, (_, index) => demoCall(random, users, index, now, days));
  return calls.sort((a, b) => a.startedAt.localeCompare(b.startedAt));
}

function demoCall(
  random: Random,
  users: DemoUser[],
  index: number,
  now: Date,
  days: number,
): NativeCallRecord {
  const user = random.pick(users);
  const inbound = random.chance(0.28);
  const other = dialled(random);
  const startedAt = startOf(random, now, days);
  const [disposition, sipCode, q850Cause] = random.weighted(outcomes, (outcome) => outcome[3]);
  const ringMs = 900 + Math.floor(random.next() * (disposition === 'answered' ? 9_000 : 24_000));
  const talkMs = disposition === 'answered' ? 1_000 + Math.floor(-Math.log(1 - random.next()) * 160_000) : 0;
  const at = (ms: number) => new Date(startedAt.getTime() + ms).toISOString();
  return {
    recordKey: `demo-${String(index).padStart(6, '0')}`,
    callId: `${random.hex(16)}@core-1`,
    authUser: user.address,
    direction: inbound ? 'inbound' : 'outbound',
    from: inbound ? other : user.number,
    to: inbound ? user.number : other,
    startedAt: at(0),
    ringingAt: disposition === 'failed' || disposition === 'congestion' ? null : at(350),
    answeredAt: disposition === 'answered' ? at(ringMs) : null,
    endedAt: at(ringMs + talkMs),
    disposition,
    sipCode,
    q850Cause,
    hangupBy: disposition === 'answered' ? random.pick(['caller', 'callee'] as const) : null,
    sourceIp: `198.51.100.${1 + Math.floor(random.next() * 200)}`,
    userAgent: random.pick(agents),
    codec: random.pick(['PCMA', 'G722', 'OPUS']),
  };
}

function dialled(random: Random): string {
  const [prefix] = random.weighted(destinations, (destination) => destination[4]);
  let digits = prefix;
  while (digits.length < 11) digits += Math.floor(random.next() * 10);
  return `+${digits}`;
}

/** Nine in ten between 8 and 18 UTC, and few at week-ends. */
function startOf(random: Random, now: Date, days: number): Date {
  for (;;) {
    const day = new Date(now.getTime() - Math.floor(random.next() * days) * DAY_MS);
    const weekend = [0, 6].includes(day.getUTCDay());
    if (weekend && random.chance(0.75)) continue;
    const hour = random.chance(0.9) ? 8 + random.next() * 10 : random.next() * 24;
    day.setUTCHours(0, 0, 0, Math.floor(hour * 3_600_000));
    if (day.getTime() < now.getTime() - 3_600_000) return day;
  }
}
