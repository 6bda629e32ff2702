import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { findWebPort, localUrl } from '../serve/find-web-port.ts';

async function squat(port: number) {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, [Symbol.dispose]: () => server.close() };
}

test('a port that was asked for and is in use is an error in words', async () => {
  using taken = await squat(0);
  await expect(findWebPort(taken.port, '127.0.0.1')).rejects.toThrow(
    `Port ${taken.port} on 127.0.0.1 is in use`,
  );
});

test('a host that this machine does not have is an error in words', async () => {
  await expect(findWebPort(undefined, '192.0.2.1')).rejects.toThrow('set HOST to another');
});

test('without a wish it is the first free port from 3000 on', async () => {
  const first = await findWebPort(undefined, '127.0.0.1');
  expect(first).toBeGreaterThanOrEqual(3000);
  using taken = await squat(first);
  expect(await findWebPort(undefined, '127.0.0.1')).toBeGreaterThan(taken.port);
});

test('an address that means every one is shown as localhost, and one of version 6 in brackets', () => {
  expect(localUrl('0.0.0.0', 3000)).toBe('http://localhost:3000');
  expect(localUrl('::1', 3000)).toBe('http://[::1]:3000');
});
