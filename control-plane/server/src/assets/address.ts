import { isIPv6 } from 'node:net';

/**
 * IP addresses as text and as numbers. Text in, strictly: dotted decimal without leading zeros, or IPv6
 * without a zone and without an embedded IPv4 address. Text out, canonically: RFC 5952 for IPv6.
 */
export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** Why a text is not an address, range or CIDR. */
export interface Malformed {
  readonly code: string;
  readonly reason: string;
}

export const malformed = (reason: string, code = 'malformed-target'): Malformed => ({ code, reason });

export const isMalformed = (value: object): value is Malformed => 'code' in value;

/** Bits of an address of the family. */
export const bitsOf = (family: 4 | 6): number => (family === 4 ? 32 : 128);

/**
 * Refuses what is none with `malformed-target`, and what some programs would read as another address than a person
 * means, with `ambiguous-address`: octal and hexadecimal parts, short forms, IPv4 within IPv6.
 */
export function parseAddress(text: string): Address | Malformed {
  if (!text.includes(':')) return parseIPv4(text);
  if (text.includes('%')) return malformed('A zone id means something to one machine only; leave it out.');
  if (!isIPv6(text)) return malformed('Not an IPv6 address.');
  if (text.includes('.'))
    return ambiguous('Write an IPv6 address in hexadecimal, or the IPv4 address alone.');
  const value = ipv6Value(text);
  if (value >> 32n === 0xffffn) return ambiguous('An IPv4-mapped address; write the IPv4 address.');
  return { family: 6, value };
}

const ambiguous = (reason: string): Malformed => malformed(reason, 'ambiguous-address');

/** What inet_aton would take: one to four numbers, each decimal, octal or hexadecimal. */
const LOOSE_IPV4 = /^(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}$/i;

function parseIPv4(text: string): Address | Malformed {
  const parts = text.split('.');
  if (!/^[0-9.]+$/.test(text) || parts.length !== 4) {
    return LOOSE_IPV4.test(text)
      ? ambiguous('Write all four parts of an IPv4 address, in decimal.')
      : malformed('Not an IP address.');
  }
  let value = 0n;
  for (const part of parts) {
    if (/^0\d/.test(part)) return ambiguous('A part with a leading zero could be read as octal.');
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255)
      return malformed('Each part of an IPv4 address is 0 to 255.');
    value = (value << 8n) | BigInt(part);
  }
  return { family: 4, value };
}

/** Of a text that is IPv6 for certain and holds no dot. */
function ipv6Value(text: string): bigint {
  const [head = '', tail] = text.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const front = groups(head);
  const back = tail === undefined ? [] : groups(tail);
  const zeros = Array<string>(8 - front.length - back.length).fill('0');
  return [...front, ...zeros, ...back].reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

export function formatAddress({ family, value }: Address): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  const run = longestZeroRun(groups);
  if (!run) return groups.join(':');
  return `${groups.slice(0, run.start).join(':')}::${groups.slice(run.start + run.length).join(':')}`;
}

/** The first longest run of at least two zero groups (RFC 5952 §4.2). */
function longestZeroRun(groups: readonly string[]): { start: number; length: number } | undefined {
  let best: { start: number; length: number } | undefined;
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === '0') length++;
    if (length >= 2 && length > (best?.length ?? 0)) best = { start, length };
    start += length;
  }
  return best;
}

/** The address's canonical text, or undefined when it is none. */
export function canonicalAddress(text: string): string | undefined {
  const address = parseAddress(text);
  return isMalformed(address) ? undefined : formatAddress(address);
}
