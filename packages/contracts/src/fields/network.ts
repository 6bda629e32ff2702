import { z } from 'zod';
import { fqdn } from './text.ts';

/** Whether no bit stands behind the prefix length, so that a network is written in one way only. */
function isNetwork(text: string): boolean {
  const [address = '', bits = ''] = text.split('/');
  const isV6 = address.includes(':');
  const width = isV6 ? 128n : 32n;
  const value = isV6 ? v6Value(address) : v4Value(address);
  return value % (1n << (width - BigInt(bits))) === 0n;
}

const v4Value = (address: string): bigint =>
  address.split('.').reduce((value, byte) => value * 256n + BigInt(byte), 0n);

function v6Value(address: string): bigint {
  const embedded = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  const v4 = embedded ? v4Value(embedded[2] as string) : 0n;
  const text = embedded
    ? `${embedded[1]}${(v4 >> 16n).toString(16)}:${(v4 & 0xffffn).toString(16)}`
    : address;
  const [head = '', tail] = text.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right];
  return groups.reduce((value, group) => value * 65_536n + BigInt(`0x${group}`), 0n);
}

const message = 'must be a network like 198.51.100.0/24 or 2001:db8::/32, with no bits behind its length';

/** A CIDR, IPv4 or IPv6. */
export const cidr = z
  .union([z.cidrv4(), z.cidrv6()], { error: message })
  .refine(isNetwork, message)
  .meta({ examples: ['198.51.100.0/24'] });

/** One address. */
export const ipAddress = z
  .union([z.ipv4(), z.ipv6()], { error: 'must be an address like 198.51.100.7 or 2001:db8::7' })
  .meta({ examples: ['198.51.100.7'] });

/** Where SIP is sent: a name or an address. */
export const sipHost = z
  .union([z.ipv4(), z.ipv6(), fqdn], {
    error: 'must be a lower-case name like sip.example.com, or an IP address',
  })
  .meta({ examples: ['sip.example.com'] });

export const port = z
  .int('must be a port from 1 to 65535')
  .min(1, 'must be at least 1')
  .max(65_535, 'must be at most 65535');
