import {
  bitsOf,
  formatAddress,
  isMalformed,
  malformed,
  parseAddress,
  type Address,
  type Malformed,
} from './address';

/** Inclusive, of one family, first not above last. In the ledger and between rooms: canonical text. */
export interface AddressRange {
  readonly first: string;
  readonly last: string;
}

/** The same as numbers. */
export interface Span {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

export const spanSize = ({ first, last }: Span): bigint => last - first + 1n;

/** An address, `first-last`, `a.b.c.d-e` (e in the last part), or a CIDR without host bits. */
export function parseSpan(text: string): Span | Malformed {
  if (text.length > 100) return malformed('Too long for an address, range or CIDR.');
  if (text.includes('/')) return parseCidr(text);
  if (text.includes('-')) return parseDashed(text);
  const address = parseAddress(text);
  return isMalformed(address)
    ? address
    : { family: address.family, first: address.value, last: address.value };
}

/** `address/bits`, the address with no bit set behind the prefix. */
export function parseCidr(text: string): Span | Malformed {
  const [base = '', bits = '', ...rest] = text.split('/');
  if (rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(bits))
    return malformed('A CIDR is an address, a slash and a number of bits.');
  const address = parseAddress(base);
  if (isMalformed(address)) return address;
  const width = bitsOf(address.family);
  const host = width - Number(bits);
  if (host < 0) return malformed(`An IPv${address.family} prefix has at most ${width} bits.`);
  const size = 1n << BigInt(host);
  const first = address.value - (address.value % size);
  if (first !== address.value) {
    const canonical = `${formatAddress({ family: address.family, value: first })}/${bits}`;
    return malformed(`Bits are set behind the prefix; the network is ${canonical}.`, 'host-bits-set');
  }
  return { family: address.family, first, last: first + size - 1n };
}

function parseDashed(text: string): Span | Malformed {
  const [from = '', to = '', ...rest] = text.split('-');
  if (rest.length > 0) return malformed('A range is two addresses with one dash between them.');
  const first = parseAddress(from);
  if (isMalformed(first)) return first;
  const last = first.family === 4 && /^\d{1,3}$/.test(to) ? lastPart(first, to) : parseAddress(to);
  if (isMalformed(last)) return last;
  if (last.family !== first.family) return malformed('Both ends of a range are of one family.');
  if (last.value < first.value) return malformed('The range ends before it begins.');
  return { family: first.family, first: first.value, last: last.value };
}

function lastPart(first: Address, text: string): Address | Malformed {
  if (Number(text) > 255 || (text.length > 1 && text.startsWith('0')))
    return malformed('The end of the range is 0 to 255, without leading zeros.');
  return { family: 4, value: ((first.value >> 8n) << 8n) | BigInt(text) };
}

export const rangeOf = ({ family, first, last }: Span): AddressRange => ({
  first: formatAddress({ family, value: first }),
  last: formatAddress({ family, value: last }),
});

/** Of a range that this room made. @throws Error for any other. */
export function spanOf({ first, last }: AddressRange): Span {
  const span = parseDashed(`${first}-${last}`);
  if (isMalformed(span)) throw new Error(`not a range: ${first} to ${last}`);
  return span;
}

/** The CIDR's canonical text. */
export function formatCidr(span: Span): string {
  const host = (span.last - span.first + 1n).toString(2).length - 1;
  return `${formatAddress({ family: span.family, value: span.first })}/${bitsOf(span.family) - host}`;
}

/** Sorted (IPv4 first), overlapping and touching ones made one. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort(inOrder)) {
    const before = merged.at(-1);
    if (before && before.family === span.family && span.first <= before.last + 1n) {
      if (span.last > before.last) merged[merged.length - 1] = { ...before, last: span.last };
    } else merged.push(span);
  }
  return merged;
}

const inOrder = (a: Span, b: Span): number =>
  a.family - b.family || compare(a.first, b.first) || compare(a.last, b.last);

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether one of the merged spans holds the whole of `inner`. */
export const containsSpan = (merged: readonly Span[], inner: Span): boolean =>
  merged.some((span) => span.family === inner.family && span.first <= inner.first && inner.last <= span.last);

/** What of `span` lies outside every one of `others`. */
export function subtractSpans(span: Span, others: readonly Span[]): Span[] {
  let left: Span[] = [span];
  for (const other of others) {
    left = left.flatMap((part) => {
      if (other.family !== part.family || other.last < part.first || other.first > part.last) return [part];
      const rest: Span[] = [];
      if (part.first < other.first) rest.push({ ...part, last: other.first - 1n });
      if (part.last > other.last) rest.push({ ...part, first: other.last + 1n });
      return rest;
    });
  }
  return left;
}

/** The part of `a` that is also in `b`. */
export function overlap(a: Span, b: Span): Span | undefined {
  if (a.family !== b.family) return undefined;
  const first = a.first > b.first ? a.first : b.first;
  const last = a.last < b.last ? a.last : b.last;
  return first <= last ? { family: a.family, first, last } : undefined;
}

/** How many addresses the ranges hold; they do not overlap. */
export const countAddresses = (ranges: readonly AddressRange[]): bigint =>
  ranges.reduce((sum, range) => sum + spanSize(spanOf(range)), 0n);

/** Whether the address (any spelling that parseAddress takes) is in one of the ranges. */
export function rangesContain(ranges: readonly AddressRange[], address: string): boolean {
  const span = parseSpan(address);
  return !isMalformed(span) && containsSpan(ranges.map(spanOf), span);
}

/**
 * The canonical addresses of the ranges in order, from position `offset` (0 is the first address), at most
 * `most` of them. Lazy: a range of a million costs nothing until it is walked.
 */
export function* addressesFrom(
  ranges: readonly AddressRange[],
  offset: number,
  most = Number.POSITIVE_INFINITY,
): Generator<string, void, undefined> {
  let skip = BigInt(offset);
  let left = most;
  for (const range of ranges) {
    const span = spanOf(range);
    const size = spanSize(span);
    if (skip >= size) {
      skip -= size;
      continue;
    }
    for (let value = span.first + skip; value <= span.last && left > 0; value++, left--) {
      yield formatAddress({ family: span.family, value });
    }
    skip = 0n;
    if (left <= 0) return;
  }
}
