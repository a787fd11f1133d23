import { NetworkInventory } from './network-inventory.entity';

/** What this room keeps in the ledger. */
export const inventoriesEntities = [NetworkInventory];

export { InventoriesModule } from './inventories.module';
export { NetworkInventories } from './network-inventories';
