import { SocketAddress, isIPv4, isIPv6 } from 'node:net';

/**
 * The one way to write an address: IPv4 in dotted decimal, IPv6 as RFC 5952 has it (lower case, the longest run
 * of zeros shortened). Null for anything else: names, ranges, zones (`fe80::1%eth0`), octal or short IPv4.
 */
export function canonicalAddress(text: string): string | null {
  if (isIPv4(text)) return text;
  if (!isIPv6(text) || text.includes('%')) return null;
  return new SocketAddress({ address: text, family: 'ipv6' }).address;
}
