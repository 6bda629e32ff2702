import { type AddressInfo, createServer, type Socket } from 'node:net';
import { startWebhookReceiver, type WebhookReceiver } from '@strowger/testing/webhook-receiver';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createTransport,
  type Resolve,
  type TransportOptions,
  type WebhookTransport,
} from '../src/delivery/transport.ts';

const body = Buffer.from('{"hello":"wörld"}');
let receiver: WebhookReceiver;
let transport: WebhookTransport;
const open = (options: Partial<TransportOptions> = {}) => {
  transport = createTransport({ policy: { allowCidrs: ['127.0.0.1/32'], ports: [] }, ...options });
  return transport;
};
const post = (url: string, headers: Record<string, string> = {}) => transport.post({ url, headers, body });
const portOf = (url: string) => new URL(url).port;

beforeEach(async () => {
  receiver = await startWebhookReceiver();
});
afterEach(async () => {
  transport.close();
  await receiver.close();
});

describe('a POST', () => {
  test('arrives with its headers and bytes, and the answer comes back', async () => {
    receiver.answer(() => ({ status: 202, headers: { 'x-seen': 'yes' }, body: 'thanks' }));
    open();
    const reply = await post(`${receiver.url}/hook?x=1`, {
      'content-type': 'application/json',
      'webhook-id': 'dlv_1',
    });
    expect(reply).toMatchObject({ status: 202, headers: { 'x-seen': 'yes' }, reply: 'thanks' });
    expect(receiver.received[0]).toMatchObject({ method: 'POST', path: '/hook?x=1', body });
    expect(receiver.received[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': 'dlv_1',
    });
  });

  test('a redirect is an answer and is not followed', async () => {
    const other = await startWebhookReceiver();
    receiver.answer(() => ({ status: 307, headers: { location: `${other.url}/elsewhere` } }));
    open();
    expect(await post(receiver.url)).toMatchObject({ status: 307 });
    expect(other.received).toHaveLength(0);
    await other.close();
  });

  test('no answer in time is a fault, and the connection is let go', async () => {
    receiver.answer(() => ({ instead: 'silence' }));
    open({ timeoutMs: 150 });
    expect(await post(receiver.url)).toEqual({ status: null, error: 'There was no answer within 0.15 s.' });
  });

  test('a host that takes no connection is a fault within the time for connecting', async () => {
    const resolve: Resolve = () => new Promise(() => {});
    open({ resolve, connectTimeoutMs: 100, timeoutMs: 20_000 });
    const reply = await post('http://hooks.example.com:9/');
    expect(reply).toEqual({ status: null, error: 'There was no connection within 0.1 s.' });
  });

  test('a reply without an end is read to its limit only', async () => {
    receiver.answer(() => ({ body: Buffer.alloc(300_000, 'x') }));
    open({ replyBytesMax: 1000 });
    const reply = await post(receiver.url);
    expect(reply.status).toBe(200);
    expect(reply.status !== null && reply.reply).toBe('x'.repeat(1000));
  });

  test('a reply that never ends does not take the success away', async () => {
    receiver.answer(() => ({ headers: { 'content-length': '100' }, body: 'half' }));
    open({ timeoutMs: 2_000 });
    expect(await post(receiver.url)).toMatchObject({ status: 200, reply: 'half' });
  });

  test('a broken connection is a fault in plain words', async () => {
    receiver.answer(() => ({ instead: 'reset' }));
    open();
    const reply = await post(receiver.url);
    expect(reply).toMatchObject({ status: null, error: expect.stringMatching(/reset|closed/) });
  });

  test('an answer that is not HTTP is a fault', async () => {
    const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    open();
    expect(await post(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)).toMatchObject({
      status: null,
    });
    server.close();
  });

  test('an early answer to a large body is taken', async () => {
    const server = createServer((socket) => {
      socket.once('data', () =>
        socket.end('HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n'),
      );
      socket.on('error', () => {});
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    open({ timeoutMs: 20_000 });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const reply = await transport.post({ url, headers: {}, body: Buffer.alloc(20_000_000) });
    expect([413, null]).toContain(reply.status);
    server.close();
  });

  test('a kept connection that the consumer closed meanwhile costs no attempt', async () => {
    const sockets: Socket[] = [];
    let perConnection = 0;
    const server = createServer((socket) => {
      sockets.push(socket);
      let answered = false;
      socket.on('error', () => {});
      socket.on('data', () => {
        if (answered) return void socket.resetAndDestroy();
        answered = true;
        perConnection += 1;
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    open();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    for (let i = 0; i < 5; i++) expect(await post(url)).toMatchObject({ status: 200 });
    expect(sockets).toHaveLength(5);
    expect(perConnection).toBe(5);
    for (const socket of sockets) socket.destroy();
    server.close();
  });
});

describe('the address that is dialled', () => {
  test('is one that was checked, with the name in the Host header', async () => {
    open({ resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
    const port = portOf(receiver.url);
    expect(await post(`http://hooks.example.com:${port}/`)).toMatchObject({ status: 200 });
    expect(receiver.received[0]?.headers.host).toBe(`hooks.example.com:${port}`);
  });

  test('is none where one answer of several is private', async () => {
    const mixed = ['127.0.0.1', '10.0.0.1'].map((address) => ({ address, family: 4 }));
    open({ resolve: async () => mixed });
    const reply = await post(`http://hooks.example.com:${portOf(receiver.url)}/`);
    expect(reply).toEqual({ status: null, error: 'Refused: the target must be on the public internet.' });
    expect(receiver.received).toHaveLength(0);
  });

  test('is none once a name turns from an allowed address to a private one', async () => {
    const answers = ['127.0.0.1', '127.0.0.2'];
    let asked = 0;
    open({ resolve: async () => [{ address: answers[asked++] ?? '127.0.0.2', family: 4 }] });
    receiver.answer(() => ({ headers: { connection: 'close' } }));
    const url = `http://hooks.example.com:${portOf(receiver.url)}/`;
    expect(await post(url)).toMatchObject({ status: 200 });
    expect(await post(url)).toMatchObject({ status: null, error: expect.stringContaining('Refused') });
    expect(receiver.received).toHaveLength(1);
    expect(asked).toBe(2);
  });

  test.each(['http://127.0.0.2', 'http://[::1]', 'http://2130706434', 'http://169.254.169.254'])(
    'is none for the literal %s outside of the allowed range',
    async (origin) => {
      open();
      expect(await post(`${origin}:${portOf(receiver.url)}/`)).toMatchObject({
        status: null,
        error: expect.stringContaining('Refused'),
      });
      expect(receiver.received).toHaveLength(0);
    },
  );

  test('is none of this machine where nothing is allowed', async () => {
    open({
      policy: { allowCidrs: [], ports: [] },
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    });
    expect(await post('https://hooks.example.com/')).toEqual({
      status: null,
      error: 'Refused: the target must be on the public internet.',
    });
    expect(await post(receiver.url)).toMatchObject({
      status: null,
      error: expect.stringContaining('Refused'),
    });
  });
});
