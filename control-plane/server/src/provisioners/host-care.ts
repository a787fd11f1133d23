import { Inject, Injectable } from '@nestjs/common';
import { Clock, Log } from '../platform';
import { ScanBirths, type HostStage } from '../scans';
import { Fleet } from './fleet';
import { HostSteps, type Surroundings } from './host-steps';
import { Hosts, type LivingHost } from './hosts';
import type { NamedProvisioner } from './places';
import type { ProvisionedPool } from './pool-settings';
import { hostName } from './provisioner';
import { Scaling } from './scaling';

/** Steps of one host in one round. */
const MOST_STEPS = 4;
/** A scan whose turn does not come within this of its host's being ready waits like any other. */
const TURN_MS = 15_000;

/** One pool's round. */
@Injectable()
export class HostCare {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
    @Inject(Hosts) private readonly hosts: Hosts,
    @Inject(HostSteps) private readonly steps: HostSteps,
    @Inject(Scaling) private readonly scaling: Scaling,
    @Inject(Fleet) private readonly fleet: Fleet,
    @Inject(ScanBirths) private readonly births: ScanBirths,
  ) {}

  /** `refresh` reads the pool anew; undefined: the round is not ours any more. */
  async serve(place: NamedProvisioner, refresh: () => Promise<ProvisionedPool | undefined>): Promise<void> {
    for (let n = 0; n < MOST_STEPS; n++) {
      const pool = await refresh();
      if (!pool) return;
      const living = await this.hosts.living(pool.poolId);
      const around = await this.surroundings(pool, place, living);
      const moved = await Promise.all(living.map((host) => this.step(host, around)));
      if (!moved.includes(true)) break;
    }
    // A boot that has just failed may have put it in quarantine.
    const pool = await refresh();
    if (!pool) return;
    const living = await this.hosts.living(pool.poolId);
    await this.scaling.round(living, await this.surroundings(pool, place, living));
    await this.show(pool);
  }

  private async step(host: LivingHost, around: Surroundings): Promise<boolean> {
    try {
      return await this.steps.step(host, around);
    } catch (error) {
      this.log.error(
        { err: error, hostId: host.id, state: host.state },
        'scanner host not looked after, again later',
      );
      await this.steps.postpone(host, error);
      return false;
    }
  }

  private async surroundings(
    pool: ProvisionedPool,
    place: NamedProvisioner,
    living: readonly LivingHost[],
  ): Promise<Surroundings> {
    const booting = living.filter(({ state }) => state === 'booting').map(({ id }) => id);
    const enrolled = await this.fleet.pools.agentsOfHosts(booting);
    const ids = living.flatMap(({ agentId }) => agentId ?? []);
    const [agents, held] = await Promise.all([this.fleet.agents.findAll(ids), this.fleet.demand.held(ids)]);
    return { pool, place, enrolled, agents, held };
  }

  /** What the pool's waiting scans show of it: the host that is furthest, as long as no agent is ready. */
  private async show(pool: ProvisionedPool): Promise<void> {
    const { poolId } = pool;
    const agents = await this.fleet.agents.forDispatch(poolId);
    const living = await this.hosts.living(poolId);
    if (agents.some(({ ready }) => ready)) {
      const since = new Date(this.clock.now().getTime() - TURN_MS);
      // A host that has only just come up is given its time, however long it took to boot.
      const fresh = new Set(
        living.flatMap(({ agentId, readyAt }) => (readyAt && readyAt > since ? (agentId ?? []) : [])),
      );
      if (agents.some(({ id, ready }) => ready && !fresh.has(id)))
        await this.births.leaveToDispatcher(poolId, since);
      return;
    }
    const { stage, reason } = stageOf(pool, living);
    await this.births.show(poolId, stage, reason);
  }
}

function stageOf(pool: ProvisionedPool, living: readonly LivingHost[]): { stage: HostStage; reason: string } {
  const booting = living.find(({ state }) => ['enrolled', 'ready', 'booting'].includes(state));
  if (booting) {
    const phase = booting.state === 'booting' ? booting.phase || 'it boots' : 'its agent has enrolled';
    return { stage: 'Initializing', reason: `scanner host ${hostName(booting.id)}: ${phase}` };
  }
  const made = living.find(({ state }) => state === 'creating' || state === 'requested');
  if (made && pool.quarantineReason === '') {
    const why = made.reason === '' ? `is being created by ${pool.provisioner}` : `waits: ${made.reason}`;
    return { stage: 'Creating', reason: `scanner host ${hostName(made.id)} ${why}` };
  }
  return { stage: 'none', reason: pool.quarantineReason || 'no scanner host could be made' };
}
