import { Asset, AssetAddress, AssetTag } from './asset.entity';
import { Exclusion } from './exclusion.entity';
import { NetworkRequestRow } from './network-request.entity';
import { Network } from './network.entity';

/** What this room keeps in the ledger. */
export const assetsEntities = [Network, NetworkRequestRow, Asset, AssetAddress, AssetTag, Exclusion];

export { canonicalAddress } from './address';
export { AssetSync, type InventoryMachine, type SyncOutcome } from './asset-sync';
export { Assets } from './assets';
export { AssetsModule } from './assets.module';
export { Networks, type NetworkRecord, type NetworkRequest } from './networks';
export { addressesFrom, countAddresses, rangesContain, type AddressRange } from './ranges';
export { excludedAddress, MOST_ADDRESSES, resolveTargets, type ResolvedTargets, type Scope } from './scope';
export {
  NO_TARGETS,
  type Excluded,
  type LeftOut,
  type LeftTarget,
  type PinnedName,
  type Resolution,
  type TagSelection,
  type TargetSelection,
} from './selection';
export { exclusionExpiring, Exclusions } from './exclusions';
export { NameResolver } from './name-resolver';
export { Targets } from './targets';
