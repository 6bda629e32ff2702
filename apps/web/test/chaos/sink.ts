import { createHash, createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Answer,
  type ReceivedWebhook,
  startWebhookReceiver,
  type WebhookReceiver,
} from '@strowger/testing/webhook-receiver';

export const misbehaviours = [
  'slow',
  'endless',
  'error500',
  'redirect302',
  'gone410',
  'tooLarge413',
  'busy429',
  'reset',
  'hangup',
  'garbage',
  'silence',
  'dead',
] as const;
export type Mood = 'well' | (typeof misbehaviours)[number];

/** A record as it came: the index of its call, and what its level pays and takes for it. */
export type SunkRecord = { index: number; startedAt: string; cost: string | null; revenue: string | null };

export type Manifest = {
  requestId: string;
  batchCount: number;
  recordCount: number;
  batches: { id: string; sequence: number; recordCount: number; sha256: string }[];
};

/** What a receiver keeps of a message: not its bytes, which would be too many. */
export type Message = {
  id: string;
  type: string;
  requestId: string | null;
  sha256: string;
  records: SunkRecord[];
  manifest: Manifest | null;
  /** Whether it was ever answered 2xx: else the receiver has thrown it away. */
  isHeld: boolean;
  times: number;
};

/** A secret, and between which times (ms) a message may be signed by it. */
export type Secret = { secret: string; from: number; until: number };
type Signed = { id: string; timestamp: number; by: Secret[]; body?: Buffer; header: string };

const TOO_LARGE_RECORDS = 50;
const NOTHING = Buffer.alloc(0);

/** A consumer's receiver: keeps what it gets in short, and behaves as its mood is. */
export class Sink {
  readonly messages = new Map<string, Message>();
  readonly secrets: Secret[] = [];
  readonly signed: Signed[] = [];
  readonly answered: Record<string, number> = {};
  readonly name: string;
  /** Texts that must never arrive here. */
  readonly forbidden: string[] = [];
  consumerId = '';
  owner: 'a' | 'child' | 'b' = 'a';
  mood: Mood = 'well';
  #receiver!: WebhookReceiver;
  readonly #faults: string[];

  constructor(name: string, faults: string[]) {
    this.name = name;
    this.#faults = faults;
  }

  async open(): Promise<string> {
    const port = this.#receiver ? Number(new URL(this.#receiver.url).port) : 0;
    this.#receiver = await startWebhookReceiver((received) => this.#take(received), { port });
    return `${this.#receiver.url}/cdr`;
  }

  close = (): Promise<void> => this.#receiver.close();

  async behave(mood: Mood): Promise<void> {
    if (this.mood === 'dead' && mood !== 'dead') await this.open();
    if (this.mood !== 'dead' && mood === 'dead') await this.close();
    this.mood = mood;
  }

  async #take(received: ReceivedWebhook): Promise<Answer> {
    const { body, signed, headers } = received;
    // Kept in short only.
    received.body = NOTHING;
    // A verification says what it is in its body only.
    const type = String(headers['strowger-type'] ?? JSON.parse(body.toString()).type);
    this.#noteSignature(signed, body);
    if (type === 'consumer.verification')
      return { body: JSON.stringify({ challenge: JSON.parse(body.toString()).data.challenge }) };
    const message = this.#note(signed['webhook-id'] as string, type, body, received);
    const mood = this.mood;
    const answer = answerOf(mood, message);
    this.answered[mood] = (this.answered[mood] ?? 0) + 1;
    if (mood === 'slow') await sleep(300 + (message.sha256.charCodeAt(0) % 7) * 200);
    if ((answer.status ?? 200) < 300 && (!answer.instead || answer.instead === 'endless'))
      message.isHeld = true;
    return answer;
  }

  #note(id: string, type: string, body: Buffer, { headers }: ReceivedWebhook): Message {
    const sha256 = createHash('sha256').update(body).digest('hex');
    const known = this.messages.get(id);
    if (known) {
      known.times++;
      if (known.sha256 !== sha256) this.#faults.push(`${this.name}: ${id} came again with other bytes`);
      return known;
    }
    const text = body.toString();
    for (const word of this.forbidden)
      if (text.includes(word)) this.#faults.push(`${this.name}: ${id} holds ${word}, which is an ancestor's`);
    const isJson = String(headers['content-type']).startsWith('application/json');
    const message: Message = {
      id,
      type,
      requestId: (headers['strowger-request-id'] as string | undefined) ?? null,
      sha256,
      records: isBatch(type) ? recordsOf(text, isJson) : [],
      manifest: type === 'call_records.completed' ? JSON.parse(text).data : null,
      isHeld: false,
      times: 1,
    };
    const said = headers['strowger-record-count'];
    if (isBatch(type) && Number(said) !== message.records.length)
      this.#faults.push(`${this.name}: ${id} says ${said} records and holds ${message.records.length}`);
    this.messages.set(id, message);
    return message;
  }

  /** The secret that signed it may be known only later: its answer may be under way. */
  #noteSignature(signed: Record<string, string>, body: Buffer): void {
    const entry: Signed = {
      id: signed['webhook-id'] as string,
      timestamp: Number(signed['webhook-timestamp']) * 1000,
      by: [],
      header: signed['webhook-signature'] as string,
    };
    entry.by = this.#signersOf(entry, body);
    if (entry.by.length === 0) entry.body = body;
    this.signed.push(entry);
  }

  #signersOf({ id, timestamp, header }: Signed, body: Buffer): Secret[] {
    const given = header.split(' ');
    return this.secrets.filter(({ secret }) => {
      const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
      const mac = createHmac('sha256', key)
        .update(`${id}.${timestamp / 1000}.`)
        .update(body)
        .digest('base64');
      return given.includes(`v1,${mac}`);
    });
  }

  /** Whether each message was signed by a secret that counted when it was sent. */
  checkSignatures(): void {
    for (const entry of this.signed) {
      const by = entry.body ? this.#signersOf(entry, entry.body) : entry.by;
      // Timestamps are cut to seconds.
      const counted = by.some(
        ({ from, until }) => from - 1_000 <= entry.timestamp && entry.timestamp <= until,
      );
      if (!counted)
        this.#faults.push(
          `${this.name}: ${entry.id} is signed by ${by.length ? 'a secret of another time' : 'no secret'}`,
        );
    }
  }
}

export const isBatch = (type: string): boolean =>
  type === 'call_records.batch' || type === 'call_record.created';

type WireRecord = {
  recordKey: string;
  startedAt: string;
  cost: { amount: string | null };
  revenue: { amount: string | null };
};

function recordsOf(text: string, isJson: boolean): SunkRecord[] {
  const records: WireRecord[] = isJson
    ? JSON.parse(text).data.records
    : text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
  return records.map(({ recordKey, startedAt, cost, revenue }) => ({
    index: Number(recordKey.replace('call-', '')),
    startedAt,
    cost: cost.amount,
    revenue: revenue.amount,
  }));
}

function answerOf(mood: Mood, { records }: Message): Answer {
  if (mood === 'endless' || mood === 'reset' || mood === 'hangup' || mood === 'garbage' || mood === 'silence')
    return { instead: mood };
  if (mood === 'error500') return { status: 500, body: 'out of order' };
  if (mood === 'redirect302') return { status: 302, headers: { location: 'http://127.0.0.1:9/' } };
  if (mood === 'gone410') return { status: 410 };
  if (mood === 'busy429') return { status: 429, headers: { 'retry-after': '1' } };
  if (mood === 'tooLarge413' && records.length > TOO_LARGE_RECORDS) return { status: 413 };
  return {};
}
