import { type AddressInfo, createServer, type Server } from 'node:net';
import { type DnsServer, startDnsServer } from '@strowger/testing/dns-server';
import { selfSigned } from '@strowger/testing/self-signed';
import { startWebhookReceiver } from '@strowger/testing/webhook-receiver';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTransport, type WebhookTransport } from '../src/delivery/transport.ts';
import { createDeliveryTree, makeConsumer, order, readDeliveries, serve } from './fixtures/delivery-tree.ts';

/**
 * Everything that is not public unicast, as a literal and as what a name resolves to, by a real DNS server. Traps listen on
 * this machine's own addresses, on the port that would be dialled: nothing may ever arrive there.
 */
const FORBIDDEN_V4 = [
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.254',
  '192.0.0.8',
  '192.0.2.1',
  '192.168.0.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
];
const FORBIDDEN_V6 = [
  '::1',
  '::',
  '::ffff:7f00:1',
  '::ffff:a9fe:a9fe',
  '::7f00:1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::7f00:1',
  '2002:7f00:1::1',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  '2001:db8::1',
  '3fff::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  '100::1',
];
const OTHER_SPELLINGS = [
  '127.1',
  '127.0.1',
  '0x7f.1',
  '0x7f000001',
  '0177.0.0.1',
  '2130706433',
  '１２７.０.０.１',
  '127。0。0。1',
  '0',
  '[::ffff:127.0.0.1]',
  '[::127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  'localhost',
  'localhost.',
  'LOCALHOST',
  'a.localhost',
  'metadata.google.internal',
  'metadata.google.internal.',
  'printer.local',
  'db',
];
const PUBLIC_V4 = '93.184.215.14';
const PUBLIC_V6 = '2606:2800:21f:cb07:6820:80da:af6b:8b2c';

let dns: DnsServer;
const traps: Server[] = [];
let trapPort: number;
let trapped = 0;
let transport: WebhookTransport | undefined;

beforeAll(async () => {
  dns = await startDnsServer();
  trapPort = await setTrap('127.0.0.1', 0);
  for (const address of ['127.255.255.254', '::1']) await setTrap(address, trapPort);
});
afterAll(async () => {
  await dns.close();
  for (const trap of traps) trap.close();
});
afterEach(() => {
  transport?.close();
  transport = undefined;
});

async function setTrap(host: string, port: number): Promise<number> {
  const trap = createServer((socket) => {
    trapped += 1;
    socket.destroy();
  });
  traps.push(trap);
  await new Promise<void>((done) => trap.listen({ port, host }, done));
  return (trap.address() as AddressInfo).port;
}

const closed = () => ({ allowCidrs: [], ports: [trapPort] });
const post = (url: string, policy: { allowCidrs: string[]; ports: number[] } = closed()) => {
  transport ??= createTransport({
    policy,
    dnsServers: [dns.address],
    connectTimeoutMs: 5_000,
    timeoutMs: 5_000,
  });
  return transport.post({ url, headers: {}, body: Buffer.from('{}') });
};

async function expectRefused(url: string): Promise<void> {
  const before = trapped;
  const reply = await post(url);
  expect(reply).toEqual({ status: null, error: expect.stringMatching(/^Refused: the target must be /) });
  await new Promise((done) => setTimeout(done, 5));
  expect(trapped).toBe(before);
}

describe('a literal that is not public', () => {
  test.each([...FORBIDDEN_V4, ...FORBIDDEN_V6.map((text) => `[${text}]`), ...OTHER_SPELLINGS])(
    '%s is refused without a look at the DNS',
    async (host) => {
      const before = dns.asked.length;
      await expectRefused(`https://${host}:${trapPort}/`);
      expect(dns.asked).toHaveLength(before);
    },
  );
});

describe('a name of the public DNS', () => {
  test.each([...FORBIDDEN_V4, ...FORBIDDEN_V6])(
    'that is %s is refused once it was asked for',
    async (address) => {
      dns.answer(() => [address]);
      const before = dns.asked.length;
      await expectRefused(`https://hooks.example.com:${trapPort}/`);
      expect(dns.asked.length).toBeGreaterThan(before);
    },
  );

  test.each<[string, string[]]>([
    ['a public and a private one', [PUBLIC_V4, '127.0.0.1']],
    ['a private and a public one', ['10.0.0.1', PUBLIC_V4]],
    ['a public IPv4 and a private IPv6 one', [PUBLIC_V4, '::1']],
    ['a public IPv6 and a private IPv4 one', [PUBLIC_V6, '192.168.0.1']],
    ['one private one among many', [PUBLIC_V4, '93.184.215.15', '93.184.215.16', PUBLIC_V6, 'fd00::1']],
  ])('that has %s is refused', async (_, addresses) => {
    dns.answer(() => addresses);
    await expectRefused(`https://hooks.example.com:${trapPort}/`);
  });

  test('that has no address, or no server that answers, is a fault in plain words', async () => {
    dns.answer(() => []);
    expect(await post(`https://hooks.example.com:${trapPort}/`)).toEqual({
      status: null,
      error: 'The name has no address.',
    });
  });
});

describe('a name that changes its mind', () => {
  /** What stands for the public here: only this address may be dialled. */
  const open = { allowCidrs: ['127.0.0.1/32'], ports: [] };

  test('is judged by the answer that is dialled: one look-up a connection, and the next connection is judged anew', async () => {
    const receiver = await startWebhookReceiver(() => ({ headers: { connection: 'close' } }));
    const port = new URL(receiver.url).port;
    const private_ = await startWebhookReceiver(() => ({}), { host: '127.0.0.2', port: Number(port) });
    let asked = 0;
    dns.answer((_, type) => (type === 'A' ? [['127.0.0.1', '127.0.0.2'][asked++] ?? '127.0.0.2'] : []));
    const url = `http://rebind.example.com:${port}/`;
    expect(await post(url, open)).toMatchObject({ status: 200 });
    expect(asked).toBe(1);
    expect(await post(url, open)).toEqual({
      status: null,
      error: 'Refused: the target must be on the public internet.',
    });
    expect([receiver.received.length, private_.received.length, asked]).toEqual([1, 0, 2]);
    await receiver.close();
    await private_.close();
  });

  test('between two attempts of a batch is refused in the delivery log, and nothing arrives', async () => {
    const receiver = await startWebhookReceiver(() => ({ status: 500, headers: { connection: 'close' } }));
    const { port } = new URL(receiver.url);
    let address = '127.0.0.1';
    dns.answer((_, type) => (type === 'A' ? [address] : []));
    const tree = await createDeliveryTree({ dnsServers: [dns.address] });
    const consumer = await makeConsumer(tree, { url: `http://rebind.example.com:${port}/` });
    const { id } = await order(tree, consumer.id);
    await serve(tree, consumer.uuid);
    expect(receiver.received).toHaveLength(1);
    address = '169.254.169.254';
    tree.domain.clock.advanceSeconds(5);
    await serve(tree, consumer.uuid);
    expect(receiver.received).toHaveLength(1);
    const [manifest] = await readDeliveries(tree, id);
    expect(manifest).toMatchObject({
      attempts: 2,
      lastResponseStatus: null,
      lastError: 'Refused: the target must be on the public internet.',
    });
    await tree.close();
    await receiver.close();
  });

  test('is dialled at the port of its URL only, and over https unless it is for development', async () => {
    dns.answer((_, type) => (type === 'A' ? [PUBLIC_V4] : []));
    for (const url of [
      'http://hooks.example.com/',
      'https://hooks.example.com:22/',
      'https://u:p@hooks.example.com/',
    ])
      expect(await post(url)).toEqual({ status: null, error: expect.stringMatching(/^Refused: /) });
  });
});

test('a certificate that nobody has vouched for is refused, by name and issuer', async () => {
  const receiver = await startWebhookReceiver(() => ({}), { tls: selfSigned });
  const { port } = new URL(receiver.url);
  dns.answer((_, type) => (type === 'A' ? ['127.0.0.1'] : []));
  const reply = await post(`https://hooks.example.test:${port}/`, {
    allowCidrs: ['127.0.0.1/32'],
    ports: [],
  });
  expect(reply).toEqual({ status: null, error: 'The certificate is self-signed.' });
  expect(receiver.received).toHaveLength(0);
  await receiver.close();
});
