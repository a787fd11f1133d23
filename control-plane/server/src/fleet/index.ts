import { Agent } from './agent.entity';
import { JoinToken } from './join-token.entity';
import { Pool } from './pool.entity';

/** What this room keeps in the ledger. */
export const fleetEntities = [Agent, JoinToken, Pool];
