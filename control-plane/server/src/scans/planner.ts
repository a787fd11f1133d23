/**
 * How a scan is cut into slices. Pure: addresses in, slices out.
 *
 * nmap works through silent hosts one after another, so a slice holds no more than the pool's free tool
 * slots leave over, and at most 16 addresses: that is also what an interruption repeats at most.
 */
export const MOST_TARGETS_PER_SLICE = 16;

/** min(16, targets / free tool slots of the pool), at least 1. Without a free slot: 16. */
export function sliceSize(targets: number, freeSlots: number): number {
  if (freeSlots <= 0) return MOST_TARGETS_PER_SLICE;
  return Math.max(1, Math.min(MOST_TARGETS_PER_SLICE, Math.ceil(targets / freeSlots)));
}

/** Cuts addresses, in order, into slices of one address family each (nmap cannot mix them in one run). */
export function cut(addresses: Iterable<string>, size: number): string[][] {
  const slices: string[][] = [];
  let current: string[] = [];
  let family = '';
  for (const address of addresses) {
    const itsFamily = address.includes(':') ? 'IPv6' : 'IPv4';
    if (current.length === size || (current.length > 0 && itsFamily !== family)) {
      slices.push(current);
      current = [];
    }
    family = itsFamily;
    current.push(address);
  }
  if (current.length > 0) slices.push(current);
  return slices;
}
