import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, Database, Log, type Config } from '../platform';
import { desiredSize, type DesiredSize } from './desired-size';
import { Fleet } from './fleet';
import { SERVING_HOST_STATES } from './host.machine';
import { HostMoves } from './host-moves';
import { HostSteps, type Surroundings } from './host-steps';
import { Hosts, type LivingHost } from './hosts';
import { PoolSettingsBook } from './pool-settings';

const MINUTE_MS = 60_000;

/** Makes a pool's hosts as many as are wanted. It takes only hosts that have nothing to do, and has them drained first. */
@Injectable()
export class Scaling {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Log) private readonly log: Log,
    @Inject(Hosts) private readonly hosts: Hosts,
    @Inject(HostMoves) private readonly moves: HostMoves,
    @Inject(PoolSettingsBook) private readonly pools: PoolSettingsBook,
    @Inject(Fleet) private readonly fleet: Fleet,
    @Inject(HostSteps) private readonly steps: HostSteps,
  ) {}

  async round(living: readonly LivingHost[], around: Surroundings): Promise<void> {
    const { pool } = around;
    const serving = living.filter(({ state }) => SERVING_HOST_STATES.includes(state));
    const desired = await this.desired(serving, around);
    await this.pools.noteDesired(pool.poolId, desired);
    await this.shrink(serving, serving.length - desired.size, around);
    const missing = desired.size - serving.length - (await this.notReplaced(around));
    for (let n = 0; n < missing; n++)
      await this.database.transaction((tx) => this.moves.want(tx, pool, 'scaling'));
    await this.createRequested(around);
  }

  private async desired(serving: readonly LivingHost[], around: Surroundings): Promise<DesiredSize> {
    const { pool, held } = around;
    const waiting = await this.fleet.demand.waiting(pool.poolId);
    // What its machines turned out not to have, more of them would not have either.
    const usable = [...waiting].filter(([engine]) => pool.engines?.includes(engine) ?? true);
    const own = new Set(serving.flatMap(({ agentId }) => agentId ?? []));
    const agents = await this.fleet.agents.forDispatch(pool.poolId);
    const others = agents.filter(({ id, ready }) => ready && !own.has(id));
    return desiredSize(pool, {
      waiting: usable.reduce((sum, [, n]) => sum + n, 0),
      running: [...own].reduce((sum, id) => sum + (held.get(id) ?? 0), 0),
      hosts: serving.length,
      otherPlaces: others.reduce((sum, { freeSlots }) => sum + freeSlots, 0),
      fresh: this.isFresh(serving, around),
    });
  }

  /**
   * Stale: not one of the agents that should be here has been heard of for longer than a lease, as after an outage of
   * ours. Then it is we who know nothing, rather than they who have nothing to do.
   */
  private isFresh(serving: readonly LivingHost[], { agents }: Surroundings): boolean {
    const since = this.clock.now().getTime() - this.config.timings.lease;
    const expected = serving.filter(({ state }) => state === 'ready' || state === 'busy');
    const heard = expected.filter(({ agentId }) => {
      const seen = agentId === null ? undefined : agents.get(agentId)?.lastSeenAt;
      return (seen?.getTime() ?? 0) >= since;
    });
    return expected.length === 0 || heard.length > 0;
  }

  /** In a pool of fixed size, a host that served and was taken out is not replaced: whoever took it out meant it. */
  private async notReplaced({ pool }: Surroundings): Promise<number> {
    if (pool.onDemand) return 0;
    const draining = (await this.hosts.living(pool.poolId)).filter(
      ({ state, readyAt }) => !SERVING_HOST_STATES.includes(state) && readyAt !== null,
    );
    return draining.length + (await this.hosts.servedSince(pool.poolId, pool.savedAt));
  }

  /** Those not asked for yet go at once; then those that have been idle for long enough, the longest first. */
  private async shrink(
    serving: readonly LivingHost[],
    surplus: number,
    { pool }: Surroundings,
  ): Promise<void> {
    if (surplus <= 0) return;
    const requested = serving.filter(({ state }) => state === 'requested').reverse();
    for (const host of requested.slice(0, surplus))
      await this.database.transaction((tx) =>
        this.moves.move(tx, host, 'gone', 'not wanted any more', 'scaling'),
      );
    const idleSince = this.clock.now().getTime() - (pool.onDemand ? pool.idleMs : 0);
    const idle = serving
      .filter(({ state, stateSince }) => state === 'ready' && stateSince.getTime() <= idleSince)
      .sort((a, b) => a.stateSince.getTime() - b.stateSince.getTime());
    for (const host of idle.slice(0, Math.max(0, surplus - requested.length))) await this.drain(host);
  }

  /** From the commit on its agent gets nothing new: what it may have got until then, it ends. */
  private async drain(host: LivingHost): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (!(await this.moves.move(tx, host, 'draining', 'drained', 'scaling', { reason: 'idle' }))) return;
      if (host.agentId !== null)
        await this.fleet.operations.move(host.agentId, 'drained', 'provisioner', { reason: 'idle' });
    });
  }

  private async createRequested(around: Surroundings): Promise<void> {
    const { pool, place } = around;
    const now = this.clock.now();
    const requested = (await this.hosts.living(pool.poolId)).filter(({ state }) => state === 'requested');
    if (requested.length === 0) return;
    if (pool.quarantinedUntil !== null && pool.quarantinedUntil > now) {
      const reason = `no host is made until ${pool.quarantinedUntil.toISOString()}: ${pool.quarantineReason}`;
      return this.explain(requested, reason);
    }
    const asked = await this.hosts.askedSince(pool.poolId, new Date(now.getTime() - MINUTE_MS));
    const due = requested.filter(({ againAt }) => againAt === null || againAt <= now);
    const may = due.slice(0, Math.max(0, pool.createsAMinute - asked));
    await Promise.all(
      may.map((host) =>
        this.steps.create(host, around).catch((error: unknown) => {
          this.log.error(
            { err: error, hostId: host.id, place: place.name },
            'scanner host not created, again later',
          );
        }),
      ),
    );
    await this.explain(due.slice(may.length), `at most ${pool.createsAMinute} hosts are made a minute`);
  }

  private async explain(hosts: readonly LivingHost[], reason: string): Promise<void> {
    for (const host of hosts.filter((one) => one.reason !== reason))
      await this.database.transaction((tx) => this.moves.note(tx, host, { reason }));
  }
}
