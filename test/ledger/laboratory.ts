import { Enrolment, Pools, type Authority } from '../../control-plane/server/src/fleet';
import {
  type Database,
  newId,
  Outbox,
  Sweeper,
  type Config,
  type Tx,
} from '../../control-plane/server/src/platform';
import { Fleet } from '../../control-plane/server/src/provisioners/fleet';
import { FleetMarks } from '../../control-plane/server/src/provisioners/fleet-marks';
import { HostCare } from '../../control-plane/server/src/provisioners/host-care';
import { HostMoves } from '../../control-plane/server/src/provisioners/host-moves';
import { HostSteps } from '../../control-plane/server/src/provisioners/host-steps';
import { Hosts, type LivingHost } from '../../control-plane/server/src/provisioners/hosts';
import type { NamedProvisioner, Places } from '../../control-plane/server/src/provisioners/places';
import {
  PoolSettingsBook,
  type PoolSettings,
  type ProvisionedPool,
} from '../../control-plane/server/src/provisioners/pool-settings';
import {
  Trouble,
  type HostOrder,
  type Machine,
  type Provisioner,
} from '../../control-plane/server/src/provisioners/provisioner';
import { Reconciliation } from '../../control-plane/server/src/provisioners/reconciliation';
import { Scaling } from '../../control-plane/server/src/provisioners/scaling';
import { Silences } from '../../control-plane/server/src/provisioners/silences';
import { Demand, ScanBirths } from '../../control-plane/server/src/scans';
import { startScan, type Rooms } from './rooms';

export type Action =
  | { kind: 'round' | 'boot' | 'work' | 'end' | 'break' | 'lose' | 'late' | 'refuse' | 'reconcile' }
  | { kind: 'crash'; at: number }
  | { kind: 'pass'; ms: number };

/** The replica died here. */
class Crash extends Error {}

interface Made extends Machine {
  token: string;
  booted: boolean;
}

/**
 * A provisioner of this spec's own, over which it has all power: it does what the contract promises and no more. Its
 * `create` is not idempotent by itself where `late` has one of two calls answered late.
 */
class Scripted implements Provisioner {
  readonly driver = 'scripted';
  readonly capabilities = { creates: true, console: false, ownAddress: false };
  readonly made = new Map<string, Made>();
  asked = 0;
  refusing = 0;
  /** The next creation happens although nobody hears of it. */
  silent = false;
  /** Counts down with each step; at 0 the replica dies before the step, or after it. */
  fuse = Infinity;

  validate = () => [];

  async create(order: HostOrder): Promise<Machine | Trouble> {
    this.burn();
    this.asked += 1;
    if (this.refusing > 0) {
      this.refusing -= 1;
      return Trouble.quota('nothing left', 1_000);
    }
    const there = [...this.made.values()].find(({ hostId }) => hostId === order.hostId);
    const machine: Made = there ?? {
      ...{ id: newId(), hostId: order.hostId, power: 'running', phase: 'up', addresses: [] },
      ...{ token: order.agent.joinToken, booted: false },
    };
    this.made.set(machine.id, machine);
    if (this.silent) {
      this.silent = false;
      throw new Error('the answer was lost');
    }
    this.burn();
    return machine;
  }

  get(_fleetId: string, hostId: string): Promise<Machine | undefined> {
    this.burn();
    return Promise.resolve([...this.made.values()].find((one) => one.hostId === hostId));
  }

  list(): Promise<Machine[]> {
    this.burn();
    return Promise.resolve([...this.made.values()]);
  }

  destroy({ id, hostId }: Pick<Machine, 'id' | 'hostId'>): Promise<void> {
    this.burn();
    for (const one of [...this.made.values()])
      if (one.id === id || (id === '' && one.hostId === hostId)) this.made.delete(one.id);
    this.burn();
    return Promise.resolve();
  }

  private burn(): void {
    this.fuse -= 1;
    if (this.fuse <= 0) throw new Crash();
  }
}

/** One pool with its provisioner, and replicas that live and die. */
export class Laboratory {
  readonly poolId: string;
  scanId = '';
  most = 0;
  private readonly provisioner = new Scripted();
  private readonly place: NamedProvisioner;
  private replica!: ReturnType<Laboratory['newReplica']>;
  private able = true;
  private readonly config: Config;

  private constructor(
    private readonly rooms: Rooms,
    poolId: string,
    private readonly settings: PoolSettings,
    private readonly engines: readonly string[],
  ) {
    this.poolId = poolId;
    this.place = { name: 'scripted', provisioner: this.provisioner, fleetUrl: 'https://192.0.2.1:1' };
    this.config = { timings: { lease: 60_000, heartbeat: 10_000, lostAfter: 180_000 } } as unknown as Config;
    this.replaceReplica();
  }

  static async open(
    rooms: Rooms,
    more: Partial<PoolSettings> & { engines?: string[] } = {},
  ): Promise<Laboratory> {
    const { engines = ['nmap'], ...settings } = more;
    const pool = await new Pools(rooms.database, rooms.clock).create(`lab ${newId()}`);
    if (!('id' in pool)) throw new Error(pool.reason);
    const lab = new Laboratory(
      rooms,
      pool.id,
      {
        ...{
          provisioner: 'scripted',
          settings: {},
          labels: {},
          min: 0,
          max: 3,
          warmSpare: 0,
          onDemand: true,
        },
        ...{ slotsPerHost: 2, idleMs: 30_000, bootMs: 600_000, createsAMinute: 1_000 },
        ...settings,
      },
      engines,
    );
    await lab.save();
    return lab;
  }

  get asked(): number {
    return this.provisioner.asked;
  }

  async save(more: Partial<PoolSettings> = {}): Promise<void> {
    this.rooms.clock.advance(1);
    const saved = await this.replica.book.save(this.poolId, { ...this.settings, ...more });
    if (!('poolId' in saved)) throw new Error(saved.reason);
  }

  async pool(): Promise<ProvisionedPool> {
    return (await this.replica.book.find(this.poolId))!;
  }

  living(): Promise<LivingHost[]> {
    return this.replica.hosts.living(this.poolId);
  }

  machines(): Machine[] {
    return [...this.provisioner.made.values()];
  }

  /** Hosts of which there are two machines. */
  doubles(): string[] {
    const ids = this.machines().map(({ hostId }) => hostId);
    return ids.filter((id, at) => ids.indexOf(id) !== at);
  }

  /** Machines that the ledger does not know to be there. */
  async strangers(): Promise<string[]> {
    const known = new Set((await this.living()).map(({ id }) => id));
    return this.machines().flatMap(({ hostId }) => (known.has(hostId) ? [] : [hostId]));
  }

  async scan(): Promise<{ state: string; reason: string } | undefined> {
    const [row] = await this.rooms.database.rows<{ state: string; reason: string }>(
      'SELECT state, reason FROM scans WHERE id = ?',
      [this.scanId],
    );
    return row;
  }

  async work(targets: number): Promise<void> {
    this.scanId = await startScan(this.rooms, targets, { poolId: this.poolId });
  }

  neverBoots(): void {
    this.able = false;
  }

  boots(): void {
    this.able = true;
  }

  pass(ms: number): void {
    this.rooms.clock.advance(ms);
  }

  replaceReplica(): void {
    this.replica = this.newReplica();
  }

  async act(action: Action): Promise<void> {
    switch (action.kind) {
      case 'round':
        return this.round();
      case 'crash':
        this.provisioner.fuse = action.at;
        await this.round();
        this.provisioner.fuse = Infinity;
        this.replaceReplica();
        return this.heartbeats();
      case 'boot':
        return this.boot();
      case 'work':
        return this.work(2);
      case 'end':
        return this.end();
      case 'break': {
        const one = this.machines()[0];
        if (one) this.provisioner.made.set(one.id, { ...(one as Made), power: 'stopped' });
        return;
      }
      case 'lose': {
        const one = this.machines()[0];
        if (one) this.provisioner.made.delete(one.id);
        return;
      }
      case 'late': {
        // A create that was sent before its replica died arrives now, when the machine is there already.
        const one = this.machines()[0] as Made | undefined;
        if (one && this.machines().length < 3) {
          const id = newId();
          this.provisioner.made.set(id, { ...one, id, booted: false });
        }
        return this.replica.reconciliation.compare(this.place);
      }
      case 'refuse':
        this.provisioner.refusing = 2;
        return;
      case 'reconcile':
        return this.replica.reconciliation.compare(this.place);
      case 'pass':
        this.pass(action.ms);
        return this.heartbeats();
    }
  }

  async rounds(count: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      this.pass(1_000);
      await this.round();
    }
  }

  /** Until nothing moves any more, machines boot and time goes on. */
  async settle(): Promise<void> {
    this.provisioner.fuse = Infinity;
    const seen: string[] = [];
    while (!(seen.length > 4 && new Set(seen.slice(-4)).size === 1)) {
      if (this.able) await this.boot();
      await this.heartbeats();
      this.pass(21_000);
      await this.round();
      await this.replica.reconciliation.compare(this.place);
      const hosts = (await this.living()).map(({ id, state }) => `${id} ${state}`);
      seen.push(
        `${hosts.join()} ${this.machines()
          .map(({ id, power }) => `${id} ${power}`)
          .join()}`,
      );
      if (seen.length > 100) throw new Error(`it does not settle: ${seen.slice(-4).join('\n')}`);
    }
  }

  /** All work of the pool is over. */
  async end(): Promise<void> {
    await this.rooms.database.transaction(async (tx) => {
      await tx.change("UPDATE scans SET state = 'Canceled' WHERE pool_id = ?", [this.poolId]);
      await tx.change("UPDATE slices SET state = 'Canceled' WHERE pool_id = ?", [this.poolId]);
    });
  }

  private async round(): Promise<void> {
    try {
      await this.replica.silences.round();
      await this.replica.care.serve(this.place, () => this.replica.book.find(this.poolId));
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
    const hosts = new Set(this.machines().map(({ hostId }) => hostId));
    this.most = Math.max(this.most, hosts.size);
  }

  /** Machines enrol with the token that they were given, as agents do, and say hello. */
  private async boot(): Promise<void> {
    for (const one of this.provisioner.made.values()) {
      if (one.booted || one.power !== 'running') continue;
      const made = this.provisioner.made.get(one.id)!;
      made.booted = true;
      await this.enrol(one);
    }
  }

  /** By the enrolment itself, with an authority that signs nothing; then as after a Hello. */
  private async enrol({ token }: Made): Promise<void> {
    const { clock, database } = this.rooms;
    const expiresAt = new Date(clock.now().getTime() + 86_400_000);
    const authority = {
      issue: (_request: Uint8Array, agentId: string) => Promise.resolve({ agentId, serial: '', expiresAt }),
    } as unknown as Authority;
    const issued = await new Enrolment(database, clock, authority).enrol(token, new Uint8Array(), 'lab');
    if (!('agentId' in issued)) return;
    const engines = this.engines.map((name) => ({
      name,
      available: true,
      version: '',
      verdict: '',
      limits: [],
    }));
    await database.transaction((tx) =>
      tx.change(
        'UPDATE agents SET engines = ?, tool_slots = 2, free_slots = 2, session_id = ?, last_seen_at = ? WHERE id = ?',
        [JSON.stringify(engines), newId(), clock.now(), issued.agentId],
      ),
    );
  }

  private async heartbeats(): Promise<void> {
    await this.rooms.database.transaction((tx) =>
      tx.change("UPDATE agents SET last_seen_at = ? WHERE pool_id = ? AND state IN ('Active', 'Draining')", [
        this.rooms.clock.now(),
        this.poolId,
      ]),
    );
  }

  /** The dead write nothing: not even that something went wrong. */
  private whileAlive(database: Database): Database {
    const { provisioner } = this;
    return {
      transaction: async <T>(work: (tx: Tx) => Promise<T>) => {
        if (provisioner.fuse <= 0) throw new Crash();
        return database.transaction(work);
      },
      rows: async <T>(...query: Parameters<Database['rows']>) => {
        if (provisioner.fuse <= 0) throw new Crash();
        return database.rows<T>(...query);
      },
    } as Database;
  }

  /** Everything that a replica keeps in memory, anew. */
  private newReplica() {
    const { clock, log, agents, operations, scans } = this.rooms;
    const database = this.whileAlive(this.rooms.database);
    const sweeper = new Sweeper(clock, log);
    const outbox = new Outbox(database, clock, sweeper, log);
    const pools = new Pools(database, clock);
    const hosts = new Hosts(database);
    const marks = new FleetMarks(database);
    const authority = { certificatePem: () => Promise.resolve('PEM') };
    const fleet = new Fleet(agents, operations, pools, authority, new Demand(database), marks);
    const places = { find: () => this.place, all: () => [this.place] } as unknown as Places;
    const book = new PoolSettingsBook(database, clock, pools, places);
    const moves = new HostMoves(clock, outbox, operations);
    const silences = new Silences(database, clock, this.config, sweeper);
    const steps = new HostSteps(database, clock, log, moves, book, fleet, silences);
    const scaling = new Scaling(database, clock, this.config, log, hosts, moves, book, fleet, steps);
    const births = new ScanBirths(database, scans, log);
    return {
      ...{ book, hosts, silences },
      care: new HostCare(clock, log, hosts, steps, scaling, fleet, births),
      reconciliation: new Reconciliation(database, log, hosts, moves, marks),
    };
  }
}
