import { Inject, Injectable } from '@nestjs/common';
import type { AgentRecord } from '../fleet';
import { Clock, Database, isRefusal, Log } from '../platform';
import { Fleet } from './fleet';
import { deadlineOf, isFailure, type HostCause, type HostState } from './host.machine';
import { HostMoves, type HostChange } from './host-moves';
import type { LivingHost } from './hosts';
import type { NamedProvisioner } from './places';
import { PoolSettingsBook, type ProvisionedPool } from './pool-settings';
import { hostName, Trouble, type Machine } from './provisioner';
import { Silences } from './silences';

/** A token outlives the boot it is for, but not by much. */
const TOKEN_MARGIN_MS = 5 * 60_000;
const SOONEST_MS = 1_000;
const LATEST_MS = 60_000;

/** What a step needs to know of a host's surroundings, read once a round. */
export interface Surroundings {
  readonly pool: ProvisionedPool;
  readonly place: NamedProvisioner;
  /** Of the pool's hosts, by host. */
  readonly enrolled: ReadonlyMap<string, string>;
  readonly agents: ReadonlyMap<string, AgentRecord>;
  /** Slices that agents hold. */
  readonly held: ReadonlyMap<string, number>;
}

/**
 * One step with a host, from wherever the ledger says that it is: whatever was begun by a replica that died is looked for
 * before it is done again. Nothing of a step is remembered but what it wrote.
 */
@Injectable()
export class HostSteps {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
    @Inject(HostMoves) private readonly moves: HostMoves,
    @Inject(PoolSettingsBook) private readonly pools: PoolSettingsBook,
    @Inject(Fleet) private readonly fleet: Fleet,
    @Inject(Silences) private readonly silences: Silences,
  ) {}

  /** True: the host moved, and may have more to do at once. */
  async step(host: LivingHost, around: Surroundings): Promise<boolean> {
    if (host.againAt !== null && host.againAt > this.clock.now()) return false;
    switch (host.state) {
      case 'creating':
        return this.goOnCreating(host, around);
      case 'booting':
        return this.followBoot(host, around);
      case 'enrolled':
        return this.awaitAgent(host, around);
      case 'ready':
      case 'busy':
      case 'draining':
        return this.followAgent(host, around);
      case 'terminating':
        return this.remove(host, around);
      default:
        return false;
    }
  }

  /** A step that could not be taken is taken again, later each time. */
  async postpone(host: LivingHost, error: unknown): Promise<void> {
    const waitMs = Math.min(SOONEST_MS * 2 ** Math.min(host.attempts, 10), LATEST_MS);
    const reason = error instanceof Error ? error.message : String(error);
    await this.database.transaction((tx) => this.moves.wait(tx, host, waitMs, reason));
  }

  /** A requested host is asked for, in this round. */
  async create(host: LivingHost, around: Surroundings): Promise<void> {
    if (await this.move(host, 'creating', 'creation begins'))
      await this.ask({ ...host, state: 'creating' }, around);
  }

  /** Somebody asked for it and did not say how it ended: if the machine is not there, it is asked for again. */
  private async goOnCreating(host: LivingHost, around: Surroundings): Promise<boolean> {
    const { provisioner } = around.place;
    if (this.isLate(host, around)) return this.end(host, 'not created in time', around, host.reason);
    const there = await provisioner.get(await this.fleet.marks.own(), host.id);
    if (there) return this.created(host, there);
    return this.ask(host, around);
  }

  private async ask(host: LivingHost, around: Surroundings): Promise<boolean> {
    const { place, pool } = around;
    const token = await this.fleet.pools.issueHostToken(pool.poolId, host.id, pool.bootMs + TOKEN_MARGIN_MS);
    if (isRefusal(token)) return this.end(host, 'cannot be created', around, token.reason);
    const answer = await place.provisioner.create({
      hostId: host.id,
      fleetId: await this.fleet.marks.own(),
      poolId: pool.poolId,
      settings: pool.settings,
      agent: {
        name: hostName(host.id),
        controlPlane: place.fleetUrl,
        authority: await this.fleet.authority.certificatePem(),
        joinToken: token.token,
        slots: pool.slotsPerHost,
      },
    });
    if (!(answer instanceof Trouble)) return this.created(host, answer);
    if (answer.kind === 'fatal') return this.end(host, 'cannot be created', around, answer.reason);
    await this.move(host, 'requested', 'told to wait', { reason: answer.reason, waitMs: answer.afterMs });
    return false;
  }

  private created(host: LivingHost, { id, addresses, phase }: Machine): Promise<boolean> {
    return this.move(host, 'booting', 'created', { machineId: id, addresses, phase });
  }

  private async followBoot(host: LivingHost, around: Surroundings): Promise<boolean> {
    const agentId = around.enrolled.get(host.id);
    if (agentId !== undefined) return this.enrolled(host, around, agentId);
    if (this.isLate(host, around)) return this.end(host, 'not enrolled in time', around, host.phase);
    const machine = await around.place.provisioner.get(await this.fleet.marks.own(), host.id);
    if (!machine) return this.end(host, 'machine vanished', around);
    if (machine.power === 'stopped' || machine.power === 'broken')
      return this.end(host, 'machine stopped', around, machine.phase);
    const { phase, addresses } = machine;
    if (phase !== host.phase || String(addresses) !== String(host.addresses))
      await this.database.transaction((tx) => this.moves.note(tx, host, { phase, addresses }));
    return false;
  }

  /** Its agent has its pool's labels from now on, in the same transaction. */
  private enrolled(host: LivingHost, { pool }: Surroundings, agentId: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const { labels } = pool;
      // Who was banned meanwhile gets none, and is seen to in the next step.
      if (Object.keys(labels).length > 0)
        await this.fleet.operations.change(agentId, { labels }, 'provisioner');
      return this.moves.move(tx, host, 'enrolled', 'enrolled', 'upkeep', { agentId });
    });
  }

  private async awaitAgent(host: LivingHost, around: Surroundings): Promise<boolean> {
    const agent = agentOf(host, around);
    if (agent && isGone(agent)) return this.end(host, 'agent sent away', around);
    if (!agent?.sessionId) {
      return this.isLate(host, around) ? this.end(host, 'its agent never came', around) : false;
    }
    const engines = agent.engines.filter(({ available }) => available).map(({ name }) => name);
    return this.database.transaction(async (tx) => {
      await this.pools.booted(tx, host.poolId, engines);
      return this.moves.move(tx, host, 'ready', 'its agent is here', 'upkeep');
    });
  }

  private async followAgent(host: LivingHost, around: Surroundings): Promise<boolean> {
    const agent = agentOf(host, around);
    if (!agent || isGone(agent)) return this.end(host, 'agent sent away', around);
    if (this.silences.has(agent.id)) return this.end(host, 'agent lost', around);
    const busy = (around.held.get(agent.id) ?? 0) > 0;
    if (host.state === 'draining') {
      if (agent.state === 'Active') return this.move(host, 'ready', 'resumed');
      return busy ? false : this.end(host, 'nothing left to do', around);
    }
    if (agent.state === 'Draining') return this.move(host, 'draining', 'drained');
    if (busy && host.state === 'ready') return this.move(host, 'busy', 'work began');
    if (!busy && host.state === 'busy') return this.move(host, 'ready', 'work ended');
    return false;
  }

  /** Removed again until nothing carries its mark; only then it is at its end. */
  private async remove(host: LivingHost, { place }: Surroundings): Promise<boolean> {
    const fleetId = await this.fleet.marks.own();
    const machine = { id: host.machineId ?? '', hostId: host.id };
    const found = await place.provisioner.get(fleetId, host.id);
    const trouble = await place.provisioner.destroy(found ?? machine);
    const left = trouble ?? (await place.provisioner.get(fleetId, host.id));
    if (!left) return host.failure === '' ? this.move(host, 'gone', 'destroyed') : this.fail(host);
    const reason = left instanceof Trouble ? left.reason : `still there: ${left.phase}`;
    if (left instanceof Trouble)
      this.log.warn({ hostId: host.id, reason }, 'scanner host not removed, again later');
    await this.postpone(host, reason);
    return false;
  }

  private fail(host: LivingHost): Promise<boolean> {
    return this.move(host, 'failed', 'destroyed after a failure', { reason: host.failure });
  }

  /** Its machine is removed from here on. A boot that failed counts against its pool, in the same transaction. */
  private end(host: LivingHost, cause: HostCause, around: Surroundings, why = ''): Promise<boolean> {
    if (isFailure(cause))
      this.log.warn({ hostId: host.id, poolId: host.poolId, cause, why }, 'a scanner host failed');
    return this.database.transaction(async (tx) => {
      const moved = await this.moves.move(tx, host, 'terminating', cause, 'upkeep', { reason: why });
      if (moved && isFailure(cause) && host.readyAt === null)
        await this.pools.failedToBoot(tx, around.pool.poolId, why === '' ? cause : `${cause}: ${why}`);
      return moved;
    });
  }

  private move(host: LivingHost, to: HostState, cause: HostCause, change: HostChange = {}): Promise<boolean> {
    return this.database.transaction((tx) => this.moves.move(tx, host, to, cause, 'upkeep', change));
  }

  private isLate(host: LivingHost, { pool }: Surroundings): boolean {
    const limit = deadlineOf(host.state, pool);
    return limit !== null && this.clock.now().getTime() - host.stateSince.getTime() > limit;
  }
}

const agentOf = ({ agentId }: LivingHost, { agents }: Surroundings): AgentRecord | undefined =>
  agentId === null ? undefined : agents.get(agentId);

const isGone = ({ state }: AgentRecord): boolean => state === 'Retired' || state === 'Banned';
