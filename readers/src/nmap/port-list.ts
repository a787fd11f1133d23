import type { PortRange, PortRanges } from './observation';
import { wholeNumber } from './value';

/** Ranges of one list; nmap's own lists have some hundreds. */
const MOST_RANGES = 8_192;
const LONGEST_LIST = 128 * 1024;

/**
 * Ports as nmap writes them in `scaninfo` and `extrareasons`: numbers and ranges with commas between (`1,3-4`). Sorted,
 * without overlap. Empty for anything else: then nobody knows which ports they were.
 */
export function portList(text: string | undefined): PortRange[] {
  if (!text || text.length > LONGEST_LIST) return [];
  const ranges: PortRange[] = [];
  for (const piece of text.split(',', MOST_RANGES + 1)) {
    const range = rangeOf(piece);
    if (!range || ranges.length === MOST_RANGES) return [];
    ranges.push(range);
  }
  return merged(ranges);
}

/** The list with its protocol; none when either cannot be used. */
export function portRanges(protocol: string | undefined, text: string | undefined): PortRanges[] {
  const ranges = portList(text);
  return protocol && /^(tcp|udp|sctp|ip)$/.test(protocol) && ranges.length > 0 ? [{ protocol, ranges }] : [];
}

function rangeOf(text: string): PortRange | null {
  const dash = text.indexOf('-');
  const first = wholeNumber(dash < 0 ? text : text.slice(0, dash), 0, 65_535);
  const last = dash < 0 ? first : wholeNumber(text.slice(dash + 1), 0, 65_535);
  return first !== null && last !== null && first <= last ? { first, last } : null;
}

function merged(ranges: readonly PortRange[]): PortRange[] {
  const result: PortRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
    const before = result.at(-1);
    if (before && range.first <= before.last + 1) before.last = Math.max(before.last, range.last);
    else result.push({ ...range });
  }
  return result;
}
