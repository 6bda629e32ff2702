import { Resolver, lookup as systemLookup } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { WebhookPolicy } from '../core/context.ts';
import { ForbiddenTargetError, hostOf, requireAddresses, targetFault } from './target.ts';

export type Address = { address: string; family: number };
/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<Address[]>;

export type WebhookRequest = {
  url: string;
  headers: Record<string, string>;
  body: Uint8Array;
  /** Called once the request is written and before an answer is read. */
  onWritten?: (() => Promise<void> | void) | undefined;
};

/** What came back, or why nothing did. `reply` is the head of the body. */
export type WebhookReply =
  | { status: number; headers: http.IncomingHttpHeaders; reply: string }
  | { status: null; error: string };

export type WebhookTransport = { post(request: WebhookRequest): Promise<WebhookReply>; close(): void };

export type TransportOptions = {
  policy: WebhookPolicy;
  resolve?: Resolve;
  /** `address:port` of those that are asked for names; else those of the machine. */
  dnsServers?: readonly string[];
  connectTimeoutMs?: number;
  timeoutMs?: number;
  replyBytesMax?: number;
};

const KEPT_SOCKETS = 8;

/**
 * POSTs to consumers. Each new connection resolves the name, checks every address that comes back, and dials one of
 * those very addresses. A redirect is an answer like any other, never followed; no proxy is used.
 */
export function createTransport(options: TransportOptions): WebhookTransport {
  const { policy, connectTimeoutMs = 5_000, timeoutMs = 15_000, replyBytesMax = 64 * 1024 } = options;
  const byDns = resolveByDns(options.dnsServers);
  const isOpen = policy.allowCidrs.length > 0 && !options.dnsServers;
  const resolve = options.resolve ?? (isOpen ? resolveAsThisMachine : byDns);
  const kept = { keepAlive: true, maxFreeSockets: KEPT_SOCKETS, timeout: 60_000 };
  const agents = { 'http:': new http.Agent(kept), 'https:': new https.Agent(kept) };

  const lookup =
    (url: URL): LookupFunction =>
    (hostname, { all }, done) => {
      resolve(hostname)
        .then((found) => requireAddresses(url, found, policy))
        .then(
          ([first, ...rest]) =>
            all ? done(null, [first, ...rest] as Address[]) : done(null, first?.address ?? '', first?.family),
          (error: Error) => done(error, '', 0),
        );
    };

  async function post(request: WebhookRequest): Promise<WebhookReply> {
    const url = new URL(request.url);
    const fault = targetFault(url, policy);
    if (fault) return { status: null, error: `Refused: the target ${fault}.` };
    // A kept connection may be closed by the other side just as it is used again: that is no fault of the consumer.
    const first = await exchange(url, request, agents);
    return first === 'staleConnection' ? ((await exchange(url, request, undefined)) as WebhookReply) : first;
  }

  function exchange(
    url: URL,
    request: WebhookRequest,
    pool: typeof agents | undefined,
  ): Promise<WebhookReply | 'staleConnection'> {
    const { protocol } = url;
    if (protocol !== 'http:' && protocol !== 'https:')
      throw new ForbiddenTargetError('the target must be https');
    return new Promise((settle) => {
      const sent = (protocol === 'https:' ? https : http).request(url, {
        method: 'POST',
        agent: pool ? pool[protocol] : false,
        headers: { ...request.headers, 'content-length': request.body.byteLength },
        lookup: lookup(url),
        ...(protocol === 'https:' && isIP(hostOf(url)) === 0 && { servername: hostOf(url) }),
      });
      const giveUp = (ms: number, what: string) => setTimeout(() => sent.destroy(new Error(what)), ms);
      const connecting = giveUp(connectTimeoutMs, `no connection within ${connectTimeoutMs / 1000} s`);
      const whole = giveUp(timeoutMs, `no answer within ${timeoutMs / 1000} s`);
      const end = (outcome: WebhookReply | 'staleConnection') => {
        clearTimeout(connecting);
        clearTimeout(whole);
        settle(outcome);
      };
      sent.on('socket', (socket) => {
        const connected = () => clearTimeout(connecting);
        if (!socket.connecting && sent.reusedSocket) connected();
        else socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', connected);
      });
      let observed: Promise<void> | undefined;
      sent.once('finish', () => {
        observed = Promise.resolve(request.onWritten?.());
      });
      let answered = false;
      sent.on('response', async (response) => {
        answered = true;
        await observed;
        const reply = await readHead(response, replyBytesMax);
        end({ status: response.statusCode ?? 0, headers: response.headers, reply });
      });
      sent.on(
        'close',
        () => answered || end({ status: null, error: 'The connection was closed without an answer.' }),
      );
      sent.on('error', (error: NodeJS.ErrnoException) => {
        if (answered) return;
        const stale = sent.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
        end(stale ? 'staleConnection' : { status: null, error: explain(error) });
      });
      sent.end(request.body);
    });
  }

  return {
    post,
    close: () => {
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
}

/** Reads so much of a reply and no more; what is too long, or breaks off, is cut there: the status has been given. */
function readHead(response: http.IncomingMessage, bytesMax: number): Promise<string> {
  return new Promise((settle) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    const end = () => settle(Buffer.concat(parts).subarray(0, bytesMax).toString('utf8'));
    response.on('data', (part: Buffer) => {
      parts.push(part);
      bytes += part.length;
      if (bytes < bytesMax) return;
      response.destroy();
      end();
    });
    response.on('end', end);
    response.on('error', end);
    response.on('close', end);
  });
}

/** An error in words that show nothing of our own network. */
function explain(error: NodeJS.ErrnoException): string {
  if (error instanceof ForbiddenTargetError) return `Refused: ${error.message}.`;
  const known: Record<string, string> = {
    ECONNREFUSED: 'The connection was refused.',
    ECONNRESET: 'The connection was reset.',
    EPIPE: 'The connection was reset.',
    ENOTFOUND: 'The name has no address.',
    ENODATA: 'The name has no address.',
    ETIMEOUT: 'The name was not resolved in time.',
    ESERVFAIL: 'The name cannot be resolved.',
    EHOSTUNREACH: 'The host is not reachable.',
    ENETUNREACH: 'The host is not reachable.',
    CERT_HAS_EXPIRED: 'The certificate has expired.',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate is self-signed.',
    HPE_HEADER_OVERFLOW: 'The headers of the answer were too large.',
    ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate is for another name.',
  };
  const words = known[error.code ?? ''];
  if (!words && error.code?.startsWith('HPE_')) return 'The answer was not HTTP.';
  return words ?? (error.code ? `The connection failed: ${error.code}.` : `There was ${error.message}.`);
}

/** Names of the public DNS. Node's own lookup blocks one of four threads that everything shares until it ends. */
const resolveByDns =
  (servers: readonly string[] | undefined): Resolve =>
  async (hostname) => {
    const resolver = new Resolver({ timeout: 1_500, tries: 2 });
    if (servers) resolver.setServers(servers);
    const [v4, v6] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    const found = [
      ...(v4.status === 'fulfilled' ? v4.value.map((address) => ({ address, family: 4 })) : []),
      ...(v6.status === 'fulfilled' ? v6.value.map((address) => ({ address, family: 6 })) : []),
    ];
    if (found.length === 0 && v4.status === 'rejected') throw v4.reason;
    return found;
  };

/** For development: names of /etc/hosts and of container networks too. */
const resolveAsThisMachine: Resolve = (hostname) => systemLookup(hostname, { all: true });
