import { Inject, Injectable } from '@nestjs/common';
import { Agents, Pools } from '../fleet';
import { Bell, Clock, CONFIG, Database, isRefusal, type Config, type Result } from '../platform';
import { ScanReads, SliceLists } from '../scans';
import { whyChosenWaits, withoutPlace } from './choices';
import { fairShare } from './fair-share';
import { usePerTenant } from './use-per-tenant';
import { rateLimited, waitingReasons, waitsAsAWhole, type WaitingReason } from './waiting';

/** Of each line, when a scan's place is looked for. */
const LOOKED_AT = 100;

/** Why a tenant's scan waits, asked now. Reads only. */
@Injectable()
export class WaitingReads {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(ScanReads) private readonly scans: ScanReads,
    @Inject(SliceLists) private readonly slices: SliceLists,
    @Inject(Agents) private readonly agents: Agents,
    @Inject(Pools) private readonly pools: Pools,
    @Inject(Bell) private readonly bell: Pick<Bell, 'connected'>,
  ) {}

  async of(tenantId: string, scanId: string): Promise<Result<WaitingReason[]>> {
    const scan = await this.scans.find(tenantId, scanId);
    if (isRefusal(scan)) return scan;
    const told = waitsAsAWhole(scan);
    if (told) return [told];
    const waiting = await this.database.rows<{ engine: string; poolId: string }>(
      `SELECT DISTINCT engine, pool_id poolId FROM slices
        WHERE tenant_id = ? AND scan_id = ? AND state = 'Queued' ORDER BY engine`,
      [tenantId, scanId],
    );
    const poolId = waiting[0]?.poolId;
    if (poolId === undefined) return [];
    const exhausted = await this.slices.exhausted(poolId);
    const whose = exhausted.get(scanId);
    if (whose) return [rateLimited(whose)];
    const choices = await this.slices.choices(poolId);
    const since = new Date(this.clock.now().getTime() - this.config.timings.bell);
    const [pool, agents, use] = await Promise.all([
      this.pools.find(poolId),
      this.agents.forDispatch(poolId),
      this.slices.inUse(poolId, since),
    ]);
    const choice = choices.get(scanId);
    const placeless = withoutPlace(choices, agents, use);
    if (choice && placeless.includes(scanId)) return [whyChosenWaits(choice, agents)];
    const without = [...exhausted.keys(), ...placeless];
    const lines = await this.slices.lines(poolId, without);
    const engines = [];
    for (const { engine } of waiting) {
      const heads = await this.slices.queued(
        poolId,
        lines.filter((line) => line.engine === engine),
        LOOKED_AT,
        { without },
      );
      const order = fairShare(heads, usePerTenant(use), heads.length);
      const at = order.findIndex((slice) => slice.scanId === scanId);
      engines.push({ engine, position: at < 0 ? null : at + 1 });
    }
    return waitingReasons({
      poolName: pool?.name ?? poolId,
      agents,
      use,
      heard: this.bell.connected,
      engines,
    });
  }
}
