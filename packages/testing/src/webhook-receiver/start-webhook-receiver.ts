import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';

/** One POST as it arrived, whatever was answered. */
export type ReceivedWebhook = {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** As it was before it was compressed. */
  body: Buffer;
  /** As it came over the line. */
  sentBytes: number;
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
  /** Sent before the answer. */
  informational?: (100 | 102 | 103)[];
  /**
   * reset: the connection is broken without an answer; hangup: it is closed without one; silence: it is held open and nothing
   * comes; garbage: what comes is not HTTP; endless: the answer begins, and its body never ends; dribble: that comes byte
   * by byte.
   */
  instead?: 'reset' | 'hangup' | 'silence' | 'garbage' | 'endless' | 'dribble';
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

export type ReceiverOptions = {
  /** PEM: it speaks https then. */
  tls?: { key: string; cert: string };
  /** Where it listens; 127.0.0.1, on a free port. */
  host?: string;
  port?: number;
};

/** A real HTTP server on a free port of 127.0.0.1 that keeps what it gets and answers as it is told. */
export async function startWebhookReceiver(
  first: Script = () => ({}),
  { tls, host = '127.0.0.1', port = 0 }: ReceiverOptions = {},
): Promise<WebhookReceiver> {
  let script = first;
  let underWay = 0;
  let most = 0;
  const received: ReceivedWebhook[] = [];

  const take = async (request: IncomingMessage, response: ServerResponse) => {
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
    const sent = Buffer.concat(parts);
    const entry: ReceivedWebhook = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent,
      sentBytes: sent.byteLength,
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
  };
  const server: Server = tls ? createTlsServer(tls, take) : createServer(take);
  server.keepAliveTimeout = 2_000;
  await new Promise<void>((done) => server.listen(port, host, done));

  return {
    url: `${tls ? 'https' : 'http'}://${host}:${(server.address() as AddressInfo).port}`,
    received,
    accepted: () =>
      received.filter(({ answeredStatus: status }) => status !== null && status >= 200 && status < 300),
    answer: (next) => {
      script = next;
    },
    concurrencySeen: () => most,
    arrived: async (count, withinMs = 20_000) => {
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
  const { status = 200, headers = {}, body = '', afterMs = 0, informational = [], instead } = answer;
  if (afterMs > 0) await sleep(afterMs);
  for (const code of informational) inform(response, code);
  if (instead === 'silence') return;
  if (instead === 'reset' || response.destroyed) return void response.socket?.resetAndDestroy();
  if (instead === 'hangup') return void response.socket?.end();
  if (instead === 'garbage') return void response.socket?.end('SSH-2.0-OpenSSH_9.9\r\n');
  entry.answeredStatus = status;
  response.writeHead(status, headers);
  if (instead === 'endless') await writeOn(response, Buffer.alloc(16_384, 'x'), 0);
  else if (instead === 'dribble') await writeOn(response, Buffer.from('x'), 20);
  else response.end(body);
}

function inform(response: ServerResponse, code: 100 | 102 | 103): void {
  if (code === 100) response.writeContinue();
  else if (code === 102) response.writeProcessing();
  else response.writeEarlyHints({ link: '</style.css>; rel=preload' });
}

async function writeOn(response: ServerResponse, part: Buffer, everyMs: number): Promise<void> {
  while (!response.destroyed) {
    response.write(part);
    await sleep(everyMs);
  }
}
