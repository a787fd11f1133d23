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

export function parseAddress(text: string): Address | Malformed {
  if (/^[0-9.]+$/.test(text)) return parseIPv4(text);
  if (!text.includes(':')) return malformed('Not an IP address.');
  if (text.includes('%')) return malformed('A zone id means something to one machine only; leave it out.');
  if (text.includes('.') || !isIPv6(text)) {
    return malformed(
      text.includes('.') && isIPv6(text)
        ? 'Write an IPv6 address in hexadecimal, or the IPv4 address alone.'
        : 'Not an IPv6 address.',
    );
  }
  const value = ipv6Value(text);
  if (value >> 32n === 0xffffn) return malformed('An IPv4-mapped address; write the IPv4 address.');
  return { family: 6, value };
}

function parseIPv4(text: string): Address | Malformed {
  const parts = text.split('.');
  if (parts.length !== 4) return malformed('An IPv4 address has four parts.');
  let value = 0n;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255)
      return malformed('Each part of an IPv4 address is 0 to 255.');
    if (part.length > 1 && part.startsWith('0'))
      return malformed('A part with a leading zero could be read as octal.');
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
