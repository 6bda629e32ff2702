import ipaddr from 'ipaddr.js';

const globalUnicast = ipaddr.IPv6.parse('2000::');

/**
 * Whether an address is public unicast: what may be dialled for somebody else. Everything that carries another
 * address inside it (mapped, NAT64, 6to4, Teredo) is refused with the special ranges.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return !(address instanceof ipaddr.IPv6) || address.match(globalUnicast, 3);
}

/** Whether an address lies in one of the CIDRs. An IPv4 address that is mapped into IPv6 counts as the IPv4 one. */
export function isWithinCidrs(text: string, cidrs: readonly string[]): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  return cidrs.some((cidr) => {
    const [network, bits] = ipaddr.parseCIDR(cidr);
    return network.kind() === address.kind() && address.match(network, bits);
  });
}
