import { isIP } from 'node:net';
import type { WebhookPolicy } from '../core/context.ts';
import { invalid } from '../core/domain-error.ts';
import { isPublicAddress, isWithinCidrs } from './public-address.ts';

/** Names that stand for this machine or for a network of its own, whatever they resolve to. */
export const privateNames =
  /^(localhost|.+\.(localhost|localdomain|local|internal|intranet|lan|corp|home|home\.arpa))$/;

/** What a webhook is refused for, before anything is dialled. */
export class ForbiddenTargetError extends Error {
  override readonly name = 'ForbiddenTargetError';
}

/**
 * The URL in the form that is dialled (WHATWG: 127.1, 0x7f.1 and full-width digits are 127.0.0.1 in it).
 * @throws DomainError 422 on `url`, in the same words for everything that lies inside our own network
 */
export function requireTarget(text: string, policy: WebhookPolicy): string {
  const url = new URL(text);
  const fault = targetFault(url, policy);
  if (fault) throw invalid('url', fault, 'forbiddenTarget');
  return url.href;
}

/** Why the URL must not be dialled, as far as it can be told without resolving its name. */
export function targetFault(url: URL, policy: WebhookPolicy): string | undefined {
  if (url.username !== '' || url.password !== '') return 'must not hold user info';
  const host = hostOf(url);
  if (isIP(host) !== 0) return addressFault(url, host, policy);
  const open = policy.allowCidrs.length > 0;
  if (!open && (privateNames.test(host) || !host.includes('.'))) return 'must be on the public internet';
  return open ? undefined : portFault(url, policy);
}

/**
 * The addresses that may be dialled for the URL: those that were resolved, if each of them may.
 * @throws ForbiddenTargetError
 */
export function requireAddresses<A extends { address: string }>(
  url: URL,
  found: readonly A[],
  policy: WebhookPolicy,
): A[] {
  if (found.length === 0) throw new ForbiddenTargetError('the name has no address');
  for (const { address } of found) {
    const fault = addressFault(url, address, policy);
    if (fault) throw new ForbiddenTargetError(`the target ${fault}`);
  }
  return [...found];
}

/** The host without the brackets of an IPv6 address and without the dot that ends an absolute name. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

/** For development, addresses of the allowed CIDRs may be dialled by http and on any port. */
function addressFault(url: URL, address: string, policy: WebhookPolicy): string | undefined {
  if (isWithinCidrs(address, policy.allowCidrs)) return undefined;
  if (!isPublicAddress(address)) return 'must be on the public internet';
  return portFault(url, policy);
}

function portFault(url: URL, policy: WebhookPolicy): string | undefined {
  if (url.protocol !== 'https:') return 'must be https';
  const port = url.port === '' ? 443 : Number(url.port);
  if (port === 443 || policy.ports.includes(port)) return undefined;
  return `must be on port ${[...new Set([443, ...policy.ports])].join(' or ')}`;
}
