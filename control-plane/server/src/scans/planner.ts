/**
 * How a scan is cut into slices. Pure: addresses in, slices out.
 *
 * nmap works through silent hosts one after another, so a slice holds no more than the pool's free tool slots leave
 * over; and no more than about a minute's work, so that a slow one can be relieved and a lost one costs little. Agents
 * run at most 16 targets at a time, which is what an interruption repeats at most.
 */
export const MOST_TARGETS_PER_SLICE = 256;
/** Where nothing was measured: one run of the tool. */
const UNMEASURED_TARGETS = 16;
const SLICE_MS = 60_000;

/** `targetMs`: what a target costs here, as measured; null when nobody knows. */
export function sliceSize(targets: number, freeSlots: number, targetMs: number | null = null): number {
  const minute = targetMs === null ? UNMEASURED_TARGETS : Math.floor(SLICE_MS / Math.max(1, targetMs));
  const share = freeSlots > 0 ? Math.ceil(targets / freeSlots) : MOST_TARGETS_PER_SLICE;
  return Math.max(1, Math.min(MOST_TARGETS_PER_SLICE, minute, share));
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
