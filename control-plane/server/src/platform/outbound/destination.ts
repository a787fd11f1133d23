import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Refusal, type Result } from '../errors';

/** Address ranges that the operator lets be reached although they are not public; http is allowed there too. */
export type AllowedRanges = readonly (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[];

/** @throws Error naming the first text that is no CIDR. */
export function allowedRanges(cidrs: readonly string[]): AllowedRanges {
  return cidrs.map((cidr) => {
    if (!ipaddr.isValidCIDR(cidr)) throw new Error(`${cidr} is no CIDR`);
    return ipaddr.parseCIDR(cidr);
  });
}

/** What may be done at an address. */
export type Reach = 'public' | 'allowed' | 'denied';

const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number];

/**
 * Whether a tenant's URL may lead to an address. Public is what the special-purpose registries (RFC 6890) leave: no loopback, private,
 * link-local, shared, multicast, documentation or reserved range, and for IPv6 only 2000::/3 without the ranges that
 * carry an IPv4 address inside (6to4, Teredo). An IPv4-mapped address is its IPv4 address.
 */
export function reachOf(address: string, allowed: AllowedRanges): Reach {
  if (isIP(address) === 0) return 'denied';
  const parsed = ipaddr.process(address);
  const isAllowed = allowed.some(
    ([range, bits]) => parsed.kind() === range.kind() && parsed.match(range, bits),
  );
  if (isAllowed) return 'allowed';
  if (parsed.range() !== 'unicast') return 'denied';
  if (parsed.kind() === 'ipv6' && !parsed.match(GLOBAL_IPV6)) return 'denied';
  return 'public';
}

/** The host of a URL without the brackets around an IPv6 address. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/**
 * A tenant's URL as it is kept. What a name resolves to is looked at whenever it is used; an address is judged at
 * once. `who`: what goes there, for people. Refused (422): no URL, another scheme than https (http only towards allowed ranges, which for a name shows when it
 * is sent), user and password in it, a fragment, an address that is not public.
 */
export function destinationOf(text: string, allowed: AllowedRanges, who = 'Webhooks'): Result<URL> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return refused('malformed-url', 'Give an https URL.');
  if (url.username || url.password) return refused('url-with-password', 'Leave user and password out.');
  if (url.hash) return refused('malformed-url', 'Leave the fragment (#) out.');
  if (url.protocol === 'http:' && allowed.length === 0)
    return refused('https-required', `${who} go to https URLs only.`);
  const host = hostOf(url);
  if (isIP(host) === 0) return url;
  const reach = reachOf(host, allowed);
  if (reach === 'denied') return refused('address-not-public', `${who} go to public addresses only.`);
  if (url.protocol === 'http:' && reach !== 'allowed')
    return refused('https-required', `${who} go to https URLs only.`);
  return url;
}

const refused = (code: string, reason: string): Refusal =>
  new Refusal(code, 422, reason, [{ path: '/url', code, reason }]);
