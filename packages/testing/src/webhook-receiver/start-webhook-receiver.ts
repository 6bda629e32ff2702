import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One POST as it arrived, whatever was answered. */
export type ReceivedWebhook = {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The Standard Webhooks headers by name, for a verifier. */
  signed: Record<string, string>;
  /** What was answered; null where the connection was broken or never answered. */
  answeredStatus: number | null;
};

/** What the receiver does with a POST: 200 at once where nothing is said. */
export type Answer = {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Milliseconds until the answer begins. */
  afterMs?: number;
  /** reset: the connection is broken without an answer; silence: it is held open and nothing comes. */
  instead?: 'reset' | 'silence';
};
export type Script = (received: ReceivedWebhook, index: number) => Answer | Promise<Answer>;

export type WebhookReceiver = {
  url: string;
  /** All that arrived, in order of arrival. */
  received: ReceivedWebhook[];
  /** Those that were answered 2xx. */
  accepted(): ReceivedWebhook[];
  /** Replaces what is answered from now on. */
  answer(script: Script): void;
  /** The most requests that were under way at once. */
  concurrencySeen(): number;
  /** Resolves once so many have arrived in all. */
  arrived(count: number, withinMs?: number): Promise<void>;
  close(): Promise<void>;
};

/** A real HTTP server on a free port of 127.0.0.1 that keeps what it gets and answers as it is told. */
export async function startWebhookReceiver(first: Script = () => ({})): Promise<WebhookReceiver> {
  let script = first;
  let underWay = 0;
  let most = 0;
  const received: ReceivedWebhook[] = [];

  const server = createServer(async (request, response) => {
    underWay += 1;
    most = Math.max(most, underWay);
    response.once('close', () => {
      underWay -= 1;
    });
    const parts: Buffer[] = [];
    try {
      for await (const part of request) parts.push(part as Buffer);
    } catch {
      return;
    }
    const entry: ReceivedWebhook = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(parts),
      signed: Object.fromEntries(
        ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [
          name,
          String(request.headers[name] ?? ''),
        ]),
      ),
      answeredStatus: null,
    };
    received.push(entry);
    await reply(entry, response, await script(entry, received.length - 1));
  });
  server.keepAliveTimeout = 2_000;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    accepted: () =>
      received.filter(({ answeredStatus: status }) => status !== null && status >= 200 && status < 300),
    answer: (next) => {
      script = next;
    },
    concurrencySeen: () => most,
    arrived: async (count, withinMs = 10_000) => {
      const until = Date.now() + withinMs;
      while (received.length < count) {
        if (Date.now() > until)
          throw new Error(`${received.length} of ${count} webhooks arrived within ${withinMs} ms`);
        await sleep(5);
      }
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function reply(entry: ReceivedWebhook, response: ServerResponse, answer: Answer): Promise<void> {
  const { status = 200, headers = {}, body = '', afterMs = 0, instead } = answer;
  if (afterMs > 0) await sleep(afterMs);
  if (instead === 'silence') return;
  if (instead === 'reset' || response.destroyed) {
    response.destroy();
    return;
  }
  entry.answeredStatus = status;
  response.writeHead(status, headers).end(body);
}
