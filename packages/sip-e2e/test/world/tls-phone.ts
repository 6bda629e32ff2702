import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import { type Credentials, digestFor } from './digest.ts';

const WAIT_MS = 30_000;
const SDP =
  'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 8\r\n';

const headersOf = (message: string, name: string): string[] =>
  [...message.matchAll(new RegExp(`^${name}: *(.*?)\\r?$`, 'gim'))].map(([, value]) => value as string);
const isFinal = (message: string): boolean => /^SIP\/2\.0 [2-6]/.test(message);

/**
 * A phone over TLS that calls once, which SIPp of Debian cannot. While the call is on it answers whoever asks whether it is
 * there, and a BYE.
 */
export class TlsPhone {
  readonly callId = randomUUID();
  /** Resolves when the engine has sent a BYE. */
  readonly toldToEnd: Promise<void>;
  readonly #socket: TLSSocket;
  readonly #messages = new EventEmitter();
  readonly #credentials: Credentials;
  readonly #tag = randomUUID().slice(0, 8);
  #buffer = '';
  #cseq = 0;
  /** Where requests within the call go, and by which way. */
  #target = '';
  #routes: string[] = [];
  #to = '';

  private constructor(socket: TLSSocket, credentials: Credentials) {
    this.#socket = socket;
    this.#credentials = credentials;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.toldToEnd = promise;
    this.#messages.on('request', (message: string) => {
      this.#send(['SIP/2.0 200 OK', ...echoOf(message), 'Content-Length: 0', '', ''].join('\r\n'));
      if (message.startsWith('BYE')) resolve();
    });
    socket.on('error', () => {});
    socket.on('data', (part: Buffer) => this.#take(part.toString('latin1')));
  }

  static async connect(port: number, credentials: Credentials): Promise<TlsPhone> {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    return new TlsPhone(socket, credentials);
  }

  /** Calls, with credentials once it is challenged. @returns the status line of the answer */
  async call(dialed: string): Promise<string> {
    const uri = `sip:${dialed}@${this.#credentials.domain}`;
    this.#target = uri;
    this.#to = `<${uri}>`;
    const challenge = await this.#ask('INVITE', SDP);
    this.#acknowledge(challenge);
    const digest = digestFor(challenge, this.#credentials, 'INVITE', uri);
    const answer = await this.#ask('INVITE', SDP, [`Proxy-Authorization: ${digest}`]);
    this.#routes = headersOf(answer, 'Record-Route')
      .flatMap((value) => value.split(/, *(?=<)/))
      .reverse();
    this.#target = /<([^>]+)>/.exec(headersOf(answer, 'Contact')[0] ?? '')?.[1] ?? uri;
    this.#acknowledge(answer);
    return answer.split('\r\n')[0] as string;
  }

  async hangUp(): Promise<string> {
    const answer = await this.#ask('BYE');
    return answer.split('\r\n')[0] as string;
  }

  /** As if it had lost power: nothing is said. */
  vanish(): void {
    this.#socket.destroy();
  }

  async #ask(method: string, body = '', headers: string[] = []): Promise<string> {
    this.#cseq += 1;
    const mine = this.#cseq;
    const answered = new Promise<string>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`No answer to ${method}`)), WAIT_MS);
      const look = (message: string) => {
        if (!isFinal(message) || headersOf(message, 'CSeq')[0] !== `${mine} ${method}`) return;
        clearTimeout(late);
        this.#messages.off('answer', look);
        resolve(message);
      };
      this.#messages.on('answer', look);
    });
    this.#request(method, mine, body, headers);
    return answered;
  }

  /** Of a refusal and of an answer alike: over TLS nothing is sent twice. */
  #acknowledge(answer: string): void {
    const [to = ''] = headersOf(answer, 'To');
    const isRefusal = !answer.startsWith('SIP/2.0 2');
    const [via = ''] = headersOf(answer, 'Via');
    const invited = this.#to;
    this.#to = to;
    this.#request('ACK', this.#cseq, '', [], isRefusal ? via : undefined);
    if (isRefusal) this.#to = invited;
  }

  #request(method: string, cseq: number, body: string, headers: string[], via?: string): void {
    const { user, domain } = this.#credentials;
    const own = `127.0.0.1:${this.#socket.localPort}`;
    const lines = [
      `${method} ${this.#target} SIP/2.0`,
      `Via: ${via ?? `SIP/2.0/TLS ${own};branch=z9hG4bK${randomUUID()};rport`}`,
      ...this.#routes.map((route) => `Route: ${route}`),
      'Max-Forwards: 70',
      `From: <sip:${user}@${domain}>;tag=${this.#tag}`,
      `To: ${this.#to}`,
      `Call-ID: ${this.callId}`,
      `CSeq: ${cseq} ${method}`,
      `Contact: <sip:${user}@${own};transport=tls>`,
      ...headers,
      ...(body === '' ? [] : ['Content-Type: application/sdp']),
      `Content-Length: ${body.length}`,
    ];
    this.#send(`${lines.join('\r\n')}\r\n\r\n${body}`);
  }

  #send(text: string): void {
    this.#socket.write(text);
  }

  #take(part: string): void {
    this.#buffer += part;
    for (;;) {
      const end = this.#buffer.indexOf('\r\n\r\n');
      const length = end < 0 ? 0 : Number(headersOf(this.#buffer.slice(0, end), 'Content-Length')[0] ?? 0);
      if (end < 0 || this.#buffer.length < end + 4 + length) return;
      const message = this.#buffer.slice(0, end + 4 + length);
      this.#buffer = this.#buffer.slice(message.length);
      this.#messages.emit(message.startsWith('SIP/2.0 ') ? 'answer' : 'request', message);
    }
  }
}

/** What an answer repeats of the request. */
const echoOf = (request: string): string[] =>
  ['Via', 'From', 'To', 'Call-ID', 'CSeq'].flatMap((name) =>
    headersOf(request, name).map((value) => `${name}: ${value}`),
  );
