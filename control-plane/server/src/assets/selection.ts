import type { AddressRange, Span } from './ranges';

/** What a job says of its targets. All of it together: the union of the first three, without the last. */
export interface TargetSelection {
  /** Addresses, ranges, CIDRs, host names. */
  readonly targets: readonly string[];
  readonly assetIds: readonly string[];
  readonly assetTags: TagSelection | null;
  /** Addresses, ranges, CIDRs that this job never touches. */
  readonly exclusions: readonly string[];
}

/** Assets with every tag of `all`, at least one of `any` (where it names some), and none of `none`. */
export interface TagSelection {
  readonly all: readonly string[];
  readonly any: readonly string[];
  readonly none: readonly string[];
}

export const NO_TARGETS: TargetSelection = { targets: [], assetIds: [], assetTags: null, exclusions: [] };

/** What becomes of a target that is not scanned at all (R3). */
export type LeftOut = 'excluded' | 'out of scope' | 'unresolved' | 'powered off';

/** What a selection comes to in its network, now. */
export interface Resolution {
  readonly poolId: string;
  /** To be scanned: sorted, without overlap, in scope, without exclusions. */
  readonly ranges: readonly AddressRange[];
  readonly total: number;
  /** Not to be scanned, each with why. Never silently left out. */
  readonly left: readonly LeftTarget[];
  /** Names as they were resolved, once: the scan goes to these addresses whatever the name says later. */
  readonly names: readonly PinnedName[];
}

export interface LeftTarget {
  /** An address, a range `first-last`, a host name, or an asset's name where it has no address. */
  readonly target: string;
  readonly disposition: LeftOut;
  readonly reason: string;
}

export interface PinnedName {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly assetId: string | null;
}

/** Addresses that are not scanned, and why in words. */
export interface Excluded {
  readonly span: Span;
  readonly reason: string;
}
