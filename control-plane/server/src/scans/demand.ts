import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../platform';
import { exhausted } from './rates';

/** What a pool's work asks of its hosts. */
@Injectable()
export class Demand {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * Slices that wait in the pool for whichever agent, by engine; those of scans of whose rate limit nothing is left are
   * left out, as more agents would not help them, and so are those of scans that choose their agents.
   */
  async waiting(poolId: string): Promise<ReadonlyMap<string, number>> {
    const without = [...(await exhausted(this.database, poolId)).keys()];
    const rows = await this.database.rows<{ engine: string; n: string }>(
      `SELECT engine, COUNT(*) n FROM slices
        WHERE state = 'Queued' AND pool_id = ? AND pinned_agent_id IS NULL AND chosen = 0
          ${without.length > 0 ? 'AND scan_id NOT IN (?)' : ''} GROUP BY engine`,
      without.length > 0 ? [poolId, without] : [poolId],
    );
    return new Map(rows.map(({ engine, n }) => [engine, Number(n)]));
  }

  /** How many slices each of these agents holds; those that hold none are left out. */
  async held(agentIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (agentIds.length === 0) return new Map();
    const rows = await this.database.rows<{ agentId: string; n: string }>(
      `SELECT owner_agent_id agentId, COUNT(*) n FROM slices
        WHERE state IN ('Running', 'Stopping') AND owner_agent_id IN (?) GROUP BY owner_agent_id`,
      [agentIds],
    );
    return new Map(rows.map(({ agentId, n }) => [agentId, Number(n)]));
  }
}
