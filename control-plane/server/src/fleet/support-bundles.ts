import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, newId, notFound, Refusal, type Result } from '../platform';
import { Agents } from './agents';
import { ASKED_FOR_MS } from './support-bundle.entity';

export interface SupportBundleRecord {
  readonly id: string;
  readonly askedAt: Date;
  readonly askedBy: string;
  /** Null: the agent has not sent it yet. */
  readonly madeAt: Date | null;
  readonly bytes: number | null;
}

export const MOST_BUNDLE_BYTES = 900 * 1024;

/** What agents say of themselves for whoever looks into a trouble with them. */
@Injectable()
export class SupportBundles {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Agents) private readonly agents: Agents,
  ) {}

  /** The agent hears of it within seconds; the one before is forgotten. Refusal `not-found`. */
  async ask(agentId: string, by: string): Promise<Result<SupportBundleRecord>> {
    if (!(await this.agents.find(agentId))) return notFound('agent');
    await this.database.transaction((tx) =>
      tx.change(
        `INSERT INTO agent_support_bundles (agent_id, id, asked_at, asked_by) VALUES (?, ?, ?, ?)
           ON DUPLICATE KEY UPDATE id = VALUES(id), asked_at = VALUES(asked_at), asked_by = VALUES(asked_by), made_at = NULL, data = NULL`,
        [agentId, newId(), this.clock.now(), by],
      ),
    );
    return this.find(agentId);
  }

  async find(agentId: string): Promise<Result<SupportBundleRecord>> {
    const [row] = await this.database.rows<SupportBundleRecord>(
      `SELECT id, asked_at askedAt, asked_by askedBy, made_at madeAt, LENGTH(data) bytes FROM agent_support_bundles WHERE agent_id = ?`,
      [agentId],
    );
    return row ?? notFound('support bundle');
  }

  /** Gzipped JSON. Refusals `not-found`, `bundle-not-there` (409) while the agent has not sent it. */
  async content(agentId: string): Promise<Result<Buffer>> {
    const [row] = await this.database.rows<{ data: Buffer | null }>(
      'SELECT data FROM agent_support_bundles WHERE agent_id = ?',
      [agentId],
    );
    if (!row) return notFound('support bundle');
    return row.data ?? new Refusal('bundle-not-there', 409, 'The agent has not sent it yet.');
  }

  /** What the agent sent. False: it is not the one that it was asked for, was sent before, or is too large. */
  async take(agentId: string, bundleId: string, data: Uint8Array): Promise<boolean> {
    if (data.length === 0 || data.length > MOST_BUNDLE_BYTES) return false;
    const now = this.clock.now();
    const { affectedRows } = await this.database.transaction((tx) =>
      tx.change(
        `UPDATE agent_support_bundles SET made_at = ?, data = ?
          WHERE agent_id = ? AND id = ? AND made_at IS NULL AND asked_at > ?`,
        [now, data, agentId, bundleId, new Date(now.getTime() - ASKED_FOR_MS)],
      ),
    );
    return affectedRows > 0;
  }
}
