import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, type Config, Database, Refusal, type Result, type Tx } from '../platform';
import type { EngineVerdict } from './agent.entity';
import { ADMITTED_AGENT_STATES, type AgentState } from './agent.machine';
import { isReady, missedHeartbeats, statusOf, type AgentSigns, type AgentStatus } from './agent.status';
import { ASKED_FOR_MS } from './support-bundle.entity';

/** An agent as its row and the clock say. */
export interface AgentRecord {
  readonly id: string;
  readonly poolId: string;
  readonly poolName: string;
  readonly name: string;
  readonly state: AgentState;
  readonly stateSince: Date | null;
  /** Why it was brought into this state; empty: nobody said. */
  readonly stateReason: string;
  /** When what it holds is given back, while it drains; null: it ends all of it. */
  readonly drainUntil: Date | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly status: AgentStatus;
  readonly missedHeartbeats: number;
  readonly hostname: string;
  readonly platform: string;
  readonly version: string;
  readonly toolSlots: number;
  readonly freeSlots: number;
  /** One-minute load average of its machine. */
  readonly loadAverage: number;
  readonly engines: readonly EngineVerdict[];
  /** The machine's own, as it says itself. */
  readonly addresses: readonly string[];
  readonly sessionId: string | null;
  readonly connectedAt: Date | null;
  readonly lastSeenAt: Date | null;
  /** What it was told; 0: as configured. */
  readonly heartbeatMs: number;
  readonly certificateSerial: string;
  readonly certificateExpiresAt: Date | null;
  readonly createdAt: Date;
}

/** An agent as the dispatcher sees it. */
export interface DispatchableAgent {
  readonly id: string;
  readonly name: string;
  /** Connected, seen lately, and neither draining nor banned. */
  readonly ready: boolean;
  readonly status: AgentStatus;
  readonly toolSlots: number;
  readonly freeSlots: number;
  /** Names of the engines it can run. */
  readonly engines: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly lastSeenAt: Date | null;
}

/** What an agent says of itself at the beginning of a session. Shown to people, proves nothing. */
export interface HelloFacts {
  readonly version: string;
  readonly hostname: string;
  readonly platform: string;
  readonly engines: readonly EngineVerdict[];
  readonly toolSlots: number;
  /** Canonical. */
  readonly addresses: readonly string[];
  /** Of this start of the agent, and of no other: its bell key. Empty: it does not say. */
  readonly instance: string;
  /** How often it is told to give a sign of life. */
  readonly heartbeatMs: number;
}

/** How it stands with an agent's session. */
export interface Standing {
  /** `newer`: the agent has begun another one · `out`: it was retired or banned · `held`: neither. */
  readonly session: 'held' | 'newer' | 'out';
  readonly draining: boolean;
  /** Its time to drain is over: what it holds it gives back. */
  readonly givesBack: boolean;
  /** A support bundle that it is to send. */
  readonly bundleId?: string;
}

/** A heartbeat, as it came. */
export interface Beat extends HeartbeatFacts {
  readonly agentId: string;
  readonly sessionId: string;
  readonly at: Date;
}

export interface HeartbeatFacts {
  readonly freeSlots: number;
  readonly load: number;
}

/** Keyset: agents after this id, in order of id, so of enrolment. */
export interface AgentPage {
  readonly poolId?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

interface Row extends Omit<AgentRecord, 'engines' | 'addresses' | 'labels' | 'status' | 'missedHeartbeats'> {
  /** JSON. */
  readonly labels: string;
  readonly engines: string;
  readonly addresses: string;
}

const COLUMNS = `a.id, a.pool_id poolId, p.name poolName, a.name, a.state, a.hostname, a.platform, a.version,
  a.tool_slots toolSlots, a.free_slots freeSlots, a.load_average loadAverage, a.engines, a.addresses,
  a.session_id sessionId, a.connected_at connectedAt, a.last_seen_at lastSeenAt,
  a.certificate_serial certificateSerial, a.certificate_expires_at certificateExpiresAt,
  a.created_at createdAt, a.labels, a.state_since stateSince, a.state_reason stateReason, a.drain_until drainUntil, a.heartbeat_ms heartbeatMs`;
const FROM = 'FROM agents a JOIN pools p ON p.id = a.pool_id';

/** The fleet's agents; the only writer of their rows, but for their making, which is enrolment's. */
@Injectable()
export class Agents {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Opens a session: from the commit on it is the agent's newest and the only one that may move anything.
   * Refusals: `agent-refused`: unknown, retired or banned; `agent-cloned`: two machines speak with this agent's certificate, for
   * one of its starts is back after another had begun. Nothing was changed then.
   */
  async hello(tx: Tx, agentId: string, facts: HelloFacts, sessionId: string): Promise<Result<AgentRecord>> {
    const now = this.clock.now();
    const slots = bounded(facts.toolSlots, 65_535);
    if (await this.isBack(tx, agentId, facts.instance)) return AGENT_CLONED;
    const { affectedRows } = await tx.change(
      `UPDATE agents SET session_id = ?, connected_at = ?, last_seen_at = ?, hostname = ?, platform = ?,
         version = ?, engines = ?, addresses = ?, tool_slots = ?, free_slots = ?,
         earlier_instance = IF(instance = ?, earlier_instance, instance), instance = ?, heartbeat_ms = ? WHERE id = ? AND state IN (?)`,
      [
        sessionId,
        now,
        now,
        plainText(facts.hostname, 253),
        plainText(facts.platform, 100),
        plainText(facts.version, 50),
        JSON.stringify(facts.engines.slice(0, 32).map(verdict)),
        JSON.stringify(facts.addresses),
        slots,
        slots,
        facts.instance,
        facts.instance,
        bounded(facts.heartbeatMs, 3_600_000),
        agentId,
        ADMITTED_AGENT_STATES,
      ],
    );
    if (affectedRows === 0) return AGENT_REFUSED;
    const [row] = await tx.rows<Row>(`SELECT ${COLUMNS} ${FROM} WHERE a.id = ?`, [agentId]);
    return row ? this.record(row) : AGENT_REFUSED;
  }

  /** A start that was followed by another has ended, unless there are two machines. */
  private async isBack(tx: Tx, agentId: string, instance: string): Promise<boolean> {
    if (instance === '') return false;
    const rows = await tx.rows(
      `SELECT 1 FROM agents WHERE id = ? AND earlier_instance = ? AND instance <> ? AND state IN (?) FOR UPDATE`,
      [agentId, instance, instance, ADMITTED_AGENT_STATES],
    );
    return rows.length > 0;
  }

  /** What agents are called, by their ids; those that are not there are left out. */
  async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.rows<{ id: string; name: string }>(
      'SELECT id, name FROM agents WHERE id IN (?)',
      [[...new Set(ids)]],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /**
   * Takes in what agents said in their heartbeats, many in one statement: a fleet of thousands gives more signs of life a
   * second than there should be transactions. What came through a session that is not its agent's newest counts for nothing.
   */
  async beat(beats: readonly Beat[]): Promise<void> {
    const sorted = [...beats].sort((a, b) => (a.agentId < b.agentId ? -1 : 1));
    for (let from = 0; from < sorted.length; from += AT_ONCE) {
      const some = sorted.slice(from, from + AT_ONCE);
      const rows = some
        .map(() => 'SELECT CAST(? AS UUID) id, CAST(? AS UUID) session, ? free, ? busy, ? at')
        .join(' UNION ALL ');
      await this.database.transaction((tx) =>
        tx.change(
          `UPDATE agents a JOIN (${rows}) v ON a.id = v.id AND a.session_id = v.session
              SET a.last_seen_at = v.at, a.free_slots = LEAST(a.tool_slots, v.free), a.load_average = v.busy
            WHERE a.state IN (?)`,
          [
            ...some.flatMap(({ agentId, sessionId, freeSlots, load, at }) => [
              ...[agentId, sessionId, bounded(freeSlots, 65_535)],
              ...[Number.isFinite(load) ? Math.min(Math.max(load, 0), 1e6) : 0, at],
            ]),
            ADMITTED_AGENT_STATES,
          ],
        ),
      );
    }
  }

  /** The session is over. Nothing happens when a newer one has begun. */
  async goodbye(agentId: string, sessionId: string): Promise<void> {
    await this.database.transaction((tx) =>
      tx.change('UPDATE agents SET session_id = NULL WHERE id = ? AND session_id = ?', [agentId, sessionId]),
    );
  }

  /**
   * Holds the agent's newest session until the transaction ends: no Hello, no banning comes in between. Undefined
   * when this session is not the newest, or the agent was retired or banned.
   */
  async holdSession(tx: Tx, agentId: string, sessionId: string): Promise<{ draining: boolean } | undefined> {
    const [row] = await tx.rows<{ state: AgentState }>(
      'SELECT state FROM agents WHERE id = ? AND session_id = ? AND state IN (?) LOCK IN SHARE MODE',
      [agentId, sessionId, ADMITTED_AGENT_STATES],
    );
    return row && { draining: row.state === 'Draining' };
  }

  /** Reads through the caller's transaction if one is open; takes no lock. */
  async isNewestSession(agentId: string, sessionId: string): Promise<boolean> {
    const rows = await this.database.rows(
      'SELECT 1 FROM agents WHERE id = ? AND session_id = ? AND state IN (?)',
      [agentId, sessionId, ADMITTED_AGENT_STATES],
    );
    return rows.length > 0;
  }

  /** How it stands with these sessions, by agent: whether they are their agent's newest still, and what it is to do. */
  async standing(sessions: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, Standing>> {
    const standing = new Map<string, Standing>();
    const ids = [...sessions.keys()];
    const now = this.clock.now();
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE);
      const rows = await this.database.rows<StandingRow>(
        `SELECT a.id, a.state, a.session_id sessionId, a.drain_until drainUntil, b.id bundleId FROM agents a
           LEFT JOIN agent_support_bundles b ON b.agent_id = a.id AND b.made_at IS NULL AND b.asked_at > ?
          WHERE a.id IN (?)`,
        [new Date(now.getTime() - ASKED_FOR_MS), some],
      );
      const known = new Map(rows.map((row) => [row.id, row]));
      for (const id of some) standing.set(id, standingOf(known.get(id), sessions.get(id), now));
    }
    return standing;
  }

  async find(agentId: string): Promise<AgentRecord | undefined> {
    const [row] = await this.database.rows<Row>(`SELECT ${COLUMNS} ${FROM} WHERE a.id = ?`, [agentId]);
    return row && this.record(row);
  }

  /** Also retired and banned ones; those that are not there are left out. */
  async findAll(agentIds: readonly string[]): Promise<ReadonlyMap<string, AgentRecord>> {
    if (agentIds.length === 0) return new Map();
    const rows = await this.database.rows<Row>(`SELECT ${COLUMNS} ${FROM} WHERE a.id IN (?)`, [agentIds]);
    return new Map(rows.map((row) => [row.id, this.record(row)]));
  }

  async list({ poolId, after, limit }: AgentPage): Promise<AgentRecord[]> {
    const conditions = [...(poolId ? ['a.pool_id = ?'] : []), ...(after ? ['a.id > ?'] : [])];
    const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
    const values = [poolId, after].filter((value) => value !== undefined);
    const rows = await this.database.rows<Row>(`SELECT ${COLUMNS} ${FROM} ${where} ORDER BY a.id LIMIT ?`, [
      ...values,
      limit,
    ]);
    return rows.map((row) => this.record(row));
  }

  /** All agents of the pool but the retired and banned ones. */
  async listForPool(poolId: string): Promise<AgentRecord[]> {
    const rows = await this.database.rows<Row>(
      `SELECT ${COLUMNS} ${FROM} WHERE a.pool_id = ? AND a.state IN (?) ORDER BY a.id`,
      [poolId, ADMITTED_AGENT_STATES],
    );
    return rows.map((row) => this.record(row));
  }

  /** The pool's agents as far as choosing among them needs; without the retired and banned ones. */
  async forDispatch(poolId: string): Promise<DispatchableAgent[]> {
    const now = this.clock.now();
    const agents = await this.listForPool(poolId);
    return agents.map((agent) => ({
      id: agent.id,
      name: agent.name,
      ready: isReady(signsOf(agent), now, this.config.timings),
      status: agent.status,
      toolSlots: agent.toolSlots,
      freeSlots: agent.freeSlots,
      engines: agent.engines.filter((engine) => engine.available).map((engine) => engine.name),
      labels: agent.labels,
      lastSeenAt: agent.lastSeenAt,
    }));
  }

  /**
   * Which agent of the pool, of those that have the engine, each address is the own of. One that several agents say is theirs,
   * such as that of a bridge that every machine has, is nobody's.
   */
  async byAddress(poolId: string, engine: string): Promise<ReadonlyMap<string, string>> {
    const owners = new Map<string, string | null>();
    for (const { id, addresses, engines } of await this.listForPool(poolId)) {
      const isAble = engines.some(({ name, available }) => available && name === engine);
      for (const address of addresses) owners.set(address, owners.has(address) || !isAble ? null : id);
    }
    return new Map([...owners].flatMap(([address, id]) => (id === null ? [] : [[address, id]])));
  }

  /** Free tool slots of the pool's ready agents, as of their last heartbeats; with `engine`: of those who can run it. */
  async idleSlots(poolId: string, engine?: string): Promise<number> {
    const agents = await this.forDispatch(poolId);
    return agents
      .filter((agent) => agent.ready && (engine === undefined || agent.engines.includes(engine)))
      .reduce((sum, agent) => sum + agent.freeSlots, 0);
  }

  /** Free tool slots of the pool's ready agents for any engine. */
  toolSlots(poolId: string): Promise<number> {
    return this.idleSlots(poolId);
  }

  private record(row: Row): AgentRecord {
    const now = this.clock.now();
    return {
      ...row,
      engines: listed<EngineVerdict>(row.engines),
      addresses: listed<string>(row.addresses),
      labels:
        typeof row.labels === 'string' ? (JSON.parse(row.labels) as Record<string, string>) : row.labels,
      status: statusOf(signsOf(row), now, this.config.timings),
      missedHeartbeats: missedHeartbeats(signsOf(row), now, row.heartbeatMs || this.config.timings.heartbeat),
    };
  }
}

const AT_ONCE = 500;

interface StandingRow {
  readonly id: string;
  readonly state: AgentState;
  readonly sessionId: string | null;
  readonly drainUntil: Date | null;
  /** A support bundle that the agent is to send. */
  readonly bundleId?: string | null;
}

export function standingOf(
  agent: Pick<StandingRow, 'state' | 'sessionId' | 'drainUntil' | 'bundleId'> | undefined,
  sessionId: string | undefined,
  now: Date,
): Standing {
  const draining = agent?.state === 'Draining';
  const givesBack = draining && agent.drainUntil !== null && agent.drainUntil <= now;
  if (!agent || !ADMITTED_AGENT_STATES.includes(agent.state)) return { session: 'out', draining, givesBack };
  const session = agent.sessionId === sessionId ? 'held' : 'newer';
  return { session, draining, givesBack, ...(agent.bundleId ? { bundleId: agent.bundleId } : {}) };
}

export const AGENT_CLONED = new Refusal(
  'agent-cloned',
  403,
  'Two machines speak with the certificate of this agent.',
);
export const AGENT_REFUSED = new Refusal('agent-refused', 403, 'The agent is unknown, retired or banned.');

type SignsRow = Pick<AgentRecord, 'state' | 'sessionId' | 'lastSeenAt' | 'toolSlots' | 'freeSlots'>;

function signsOf({ state, sessionId, lastSeenAt, toolSlots, freeSlots }: SignsRow): AgentSigns {
  return { state, sessionId, lastSeenAt, running: toolSlots - freeSlots };
}

/** Cut to length and without control characters: it ends up in lists, logs and pages. */
export function plainText(text: string, length: number): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '').slice(0, length);
}

function verdict({ name, available, version, verdict, limits, content = [] }: EngineVerdict): EngineVerdict {
  return {
    name: plainText(name, 32),
    available: available === true,
    version: plainText(version, 100),
    verdict: plainText(verdict, 1_000),
    limits: limits.slice(0, 32).map((limit) => plainText(limit, 100)),
    content: content
      .filter(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))
      .slice(0, 64)
      .map(({ path, sha256, bytes }) => ({
        path: plainText(path, 500),
        sha256,
        bytes: bounded(bytes, MOST_BYTES),
      })),
  };
}

const MOST_BYTES = 2 ** 31;
const bounded = (value: number, most: number): number =>
  Number.isFinite(value) ? Math.min(Math.max(Math.trunc(value), 0), most) : 0;

/** A JSON column: the driver parses it when the server says what it is, and gives its text otherwise. */
const listed = <T>(value: string | T[]): T[] =>
  typeof value === 'string' ? (JSON.parse(value) as T[]) : value;
