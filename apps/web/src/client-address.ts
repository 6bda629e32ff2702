import type { IncomingMessage } from 'node:http';
import { isWithinCidrs } from '@strowger/domain';

/**
 * Where a request comes from: the socket's address, or what trusted proxies say of it. X-Forwarded-For is read from its
 * end, as each proxy adds who asked it: the last entry that no trusted proxy wrote about itself is the client.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: readonly string[]): string {
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',');
  const chain = forwarded.split(',').flatMap((entry) => entry.trim() || []);
  let address = request.socket.remoteAddress ?? '';
  while (chain.length > 0 && isWithinCidrs(address, trustedProxies)) address = chain.pop() ?? address;
  return address;
}
