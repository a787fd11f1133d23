import { Inject, Injectable } from '@nestjs/common';
import { Agents, Pools } from '../fleet';
import { Bell, Clock, CONFIG, Log, Sweeper, type Config } from '../platform';
import { SliceLists, SliceQueue, type QueuedSlice, type SliceUse } from '../scans';
import { freePlaces, whyWaiting, type FleetAgent } from './capacity';
import { fairShare } from './fair-share';

const ROUND_MS = 1_000;

/**
 * Rings bells: as many as the pool can use now, chosen by fair share, and again for those that nobody
 * answered. Every replica makes the same rounds; a bell is reserved by a conditional update, so two replicas
 * do not ring for the same slice at once. A bell moves nothing: losing all of them costs time, never work.
 */
@Injectable()
export class Dispatcher {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
    @Inject(SliceLists) private readonly slices: SliceLists,
    @Inject(SliceQueue) queue: SliceQueue,
    @Inject(Agents) private readonly agents: Agents,
    @Inject(Pools) private readonly pools: Pools,
    @Inject(Bell) private readonly bell: Bell,
    @Inject(Log) private readonly log: Log,
  ) {
    queue.onQueued(() => this.nudge());
  }

  start(): void {
    this.sweeper.every('dispatcher', ROUND_MS, () => this.round());
  }

  /** Something may be possible that was not a moment ago: slices queued, an agent ready, a slot free. */
  nudge(): void {
    this.sweeper.nudge('dispatcher');
  }

  async round(): Promise<void> {
    for (const poolId of await this.slices.waitingPools()) await this.serve(poolId);
  }

  /** Whether an agent of the pool should claim without a bell: something waits that no bell will bring soon. */
  async workWaiting(poolId: string, engines: ReadonlySet<string>): Promise<boolean> {
    const waiting = await this.slices.queued(poolId);
    const stale = this.clock.now().getTime() - this.config.timings.bell / 2;
    return waiting.some(
      (slice) =>
        engines.has(slice.engine) &&
        (!this.bell.connected || (slice.rungAt !== null && slice.rungAt.getTime() < stale)),
    );
  }

  /** The slices that fair share would ring for this agent next, for a claim without a bell. */
  async choose(poolId: string, agentId: string, engines: ReadonlySet<string>): Promise<QueuedSlice[]> {
    const [waiting, use] = await Promise.all([
      this.slices.queued(poolId),
      this.slices.inUse(poolId, this.bellsSince()),
    ]);
    const possible = waiting.filter(
      (slice) => engines.has(slice.engine) && (slice.pinnedAgentId ?? agentId) === agentId,
    );
    return fairShare(possible, usePerTenant(use), 4);
  }

  private bellsSince(): Date {
    return new Date(this.clock.now().getTime() - this.config.timings.bell);
  }

  private async serve(poolId: string): Promise<void> {
    const [waiting, use, agents] = await Promise.all([
      this.slices.queued(poolId, this.bellsSince()),
      this.slices.inUse(poolId, this.bellsSince()),
      this.agents.forDispatch(poolId),
    ]);
    const places = freePlaces(agents, use);
    const left = new Map(places);
    const possible = waiting.filter((slice) => (left.get(slice.engine) ?? 0) > 0);
    const most = Math.max(0, ...places.values());
    const chosen = fairShare(possible, usePerTenant(use), most).filter((slice) => {
      const free = left.get(slice.engine) ?? 0;
      left.set(slice.engine, free - 1);
      return free > 0;
    });
    await Promise.all(chosen.map((slice) => this.ring(slice)));
    const rung = new Set(chosen.map((slice) => slice.id));
    await this.explain(
      poolId,
      waiting.filter((slice) => !rung.has(slice.id)),
      agents,
    );
  }

  private async ring(slice: QueuedSlice): Promise<void> {
    if (!(await this.slices.reserveRing(slice))) return;
    const ring = slice.ring + 1;
    // The bell before this one would only lead to a refused claim.
    if (slice.bellSeq !== null) await this.bell.remove(slice.poolId, Number(slice.bellSeq));
    const sequence = await this.bell.ring({
      poolId: slice.poolId,
      engine: slice.engine,
      ...(slice.pinnedAgentId ? { pinnedAgentId: slice.pinnedAgentId } : {}),
      sliceId: slice.id,
      epoch: slice.epoch,
      ring,
    });
    if (sequence === undefined) {
      this.log.warn({ sliceId: slice.id }, 'bell could not be rung');
      await this.slices.forgetRing(slice.id, slice.epoch, ring);
    } else if (!(await this.slices.recordRing(slice.id, slice.epoch, ring, sequence))) {
      await this.bell.remove(slice.poolId, sequence);
    }
  }

  private async explain(
    poolId: string,
    waiting: readonly QueuedSlice[],
    agents: readonly FleetAgent[],
  ): Promise<void> {
    const byEngine = new Map<string, Set<string>>();
    for (const slice of waiting) {
      const scans = byEngine.get(slice.engine) ?? new Set();
      scans.add(slice.scanId);
      byEngine.set(slice.engine, scans);
    }
    if (byEngine.size === 0) return;
    const pool = await this.pools.find(poolId);
    for (const [engine, scans] of byEngine) {
      const { reason } = whyWaiting(pool?.name ?? poolId, engine, agents);
      await this.slices.noteWaiting([...scans], reason);
    }
  }
}

function usePerTenant(use: readonly SliceUse[]): Map<string, number> {
  const tenants = new Map<string, number>();
  for (const { tenantId, n } of use) tenants.set(tenantId, (tenants.get(tenantId) ?? 0) + Number(n));
  return tenants;
}
