import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { clientAddress } from '../src/client-address.ts';

const from = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as IncomingMessage;
const proxies = ['10.0.0.0/8'];

it.each([
  ['the socket’s where no proxy is trusted', from('192.0.2.1', '203.0.113.9'), [], '192.0.2.1'],
  [
    'the socket’s where it is no proxy, whatever it claims',
    from('192.0.2.1', '203.0.113.9'),
    proxies,
    '192.0.2.1',
  ],
  ['what a trusted proxy says', from('10.0.0.2', '203.0.113.9'), proxies, '203.0.113.9'],
  [
    'behind two proxies, and not what the client claimed',
    from('10.0.0.2', '1.1.1.1, 203.0.113.9, 10.0.0.7'),
    proxies,
    '203.0.113.9',
  ],
  ['the proxy’s own where it says nothing', from('10.0.0.2'), proxies, '10.0.0.2'],
])('the address is %s', (_name, request, trusted, expected) => {
  expect(clientAddress(request, trusted)).toBe(expected);
});
