import { Network } from './network.entity';

/** What this room keeps in the ledger. */
export const assetsEntities = [Network];
