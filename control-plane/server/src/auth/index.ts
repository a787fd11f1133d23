import { Tenant } from './tenant.entity';
import { ApiToken } from './token.entity';

/** What this room keeps in the ledger. */
export const authEntities = [Tenant, ApiToken];
