import { Network } from './network.entity';

/** What this room keeps in the ledger. */
export const assetsEntities = [Network];

export { canonicalAddress } from './address';
export { AssetsModule } from './assets.module';
export { Networks, type NetworkRecord, type NetworkRequest } from './networks';
export { addressesFrom, countAddresses, rangesContain, type AddressRange } from './ranges';
export { MOST_ADDRESSES, resolveTargets, type ResolvedTargets, type Scope } from './scope';
export {
  NO_TARGETS,
  Targets,
  type LeftOut,
  type LeftTarget,
  type PinnedName,
  type Resolution,
  type TagSelection,
  type TargetSelection,
} from './targets';
