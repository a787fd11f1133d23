import { Inject, Injectable } from '@nestjs/common';
import { isRefusal, Refusal, type Result } from '../platform';
import { Networks } from './networks';
import type { AddressRange } from './ranges';
import { resolveTargets } from './scope';

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

/** Turns what a job says of its targets into addresses: the one way from words to what agents are told. */
@Injectable()
export class Targets {
  constructor(@Inject(Networks) private readonly networks: Networks) {}

  /** Refusals: `no-such-network` (422), those of resolveTargets. */
  async resolve(
    tenantId: string,
    networkId: string,
    selection: TargetSelection,
  ): Promise<Result<Resolution>> {
    const network = await this.networks.find(tenantId, networkId);
    if (isRefusal(network)) {
      const reason = 'There is no such network.';
      return new Refusal('no-such-network', 422, reason, [
        { path: '/networkId', code: 'no-such-network', reason },
      ]);
    }
    const resolved = resolveTargets(selection.targets, network);
    if (isRefusal(resolved)) return resolved;
    return { poolId: network.poolId, ...resolved, left: [], names: [] };
  }
}
