import { Inject, Injectable } from '@nestjs/common';
import { Clock, CONFIG, type Config, Database } from '../platform';
import { ADMITTED_AGENT_STATES } from './agent.machine';
import {
  AGENT_COLUMNS,
  agentRecord,
  AGENTS_FROM,
  signsOf,
  type AgentRecord,
  type AgentRow,
} from './agent-record';
import type { EngineVerdict } from './agent.entity';
import { isReady, statusOf, type AgentStatus } from './agent.status';

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

/** Keyset: agents after this id, in order of id, so of enrolment. */
export interface AgentPage {
  readonly poolId?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Agents of a pool that are not read for every question. */
const MANY = 1_000;
const MANY_KEPT_MS = 1_000;

/** The fleet's agents, as they are read. */
@Injectable()
export class Agents {
  /** Pools of many, as they were read last; `until` is monotonic. */
  private readonly seen = new Map<
    string,
    { readonly agents: readonly DispatchableAgent[]; readonly until: number }
  >();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What agents are called, by their ids; those that are not there are left out. */
  async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.rows<{ id: string; name: string }>(
      'SELECT id, name FROM agents WHERE id IN (?)',
      [[...new Set(ids)]],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  async find(agentId: string): Promise<AgentRecord | undefined> {
    const [row] = await this.database.rows<AgentRow>(
      `SELECT ${AGENT_COLUMNS} ${AGENTS_FROM} WHERE a.id = ?`,
      [agentId],
    );
    return row && this.record(row);
  }

  /** Also retired and banned ones; those that are not there are left out. */
  async findAll(agentIds: readonly string[]): Promise<ReadonlyMap<string, AgentRecord>> {
    if (agentIds.length === 0) return new Map();
    const rows = await this.database.rows<AgentRow>(
      `SELECT ${AGENT_COLUMNS} ${AGENTS_FROM} WHERE a.id IN (?)`,
      [agentIds],
    );
    return new Map(rows.map((row) => [row.id, this.record(row)]));
  }

  async list({ poolId, after, limit }: AgentPage): Promise<AgentRecord[]> {
    const conditions = [...(poolId ? ['a.pool_id = ?'] : []), ...(after ? ['a.id > ?'] : [])];
    const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
    const values = [poolId, after].filter((value) => value !== undefined);
    const rows = await this.database.rows<AgentRow>(
      `SELECT ${AGENT_COLUMNS} ${AGENTS_FROM} ${where} ORDER BY a.id LIMIT ?`,
      [...values, limit],
    );
    return rows.map((row) => this.record(row));
  }

  /** All agents of the pool but the retired and banned ones. */
  async listForPool(poolId: string): Promise<AgentRecord[]> {
    const rows = await this.database.rows<AgentRow>(
      `SELECT ${AGENT_COLUMNS} ${AGENTS_FROM} WHERE a.pool_id = ? AND a.state IN (?) ORDER BY a.id`,
      [poolId, ADMITTED_AGENT_STATES],
    );
    return rows.map((row) => this.record(row));
  }

  /**
   * The pool's agents as far as choosing among them needs; without the retired and banned ones. Of a pool of thousands, which is long
   * to read and whose agents say how they are every quarter of a minute only, as they were a second ago at most.
   */
  async forDispatch(poolId: string): Promise<readonly DispatchableAgent[]> {
    const now = this.clock.monotonicMs();
    const known = this.seen.get(poolId);
    if (known && now < known.until) return known.agents;
    const agents = await this.look(poolId);
    if (agents.length < MANY) this.seen.delete(poolId);
    else this.seen.set(poolId, { agents, until: now + MANY_KEPT_MS });
    return agents;
  }

  private async look(poolId: string): Promise<DispatchableAgent[]> {
    const now = this.clock.now();
    const { timings } = this.config;
    const rows = await this.database.rows<DispatchRow>(
      `SELECT id, name, state, session_id sessionId, last_seen_at lastSeenAt, tool_slots toolSlots, free_slots freeSlots, engines, labels
         FROM agents WHERE pool_id = ? AND state IN (?) ORDER BY id`,
      [poolId, ADMITTED_AGENT_STATES],
    );
    const engines = readOnce(availableIn);
    const labels = readOnce((text) => JSON.parse(text) as Record<string, string>);
    return rows.map((row) => ({
      ...{ id: row.id, name: row.name, toolSlots: row.toolSlots, freeSlots: row.freeSlots },
      ready: isReady(signsOf(row), now, timings),
      status: statusOf(signsOf(row), now, timings),
      engines: engines(row.engines),
      labels: labels(row.labels),
      lastSeenAt: row.lastSeenAt,
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

  private record(row: AgentRow): AgentRecord {
    return agentRecord(row, this.clock.now(), this.config.timings);
  }
}

/** JSON as it is stored. */
interface DispatchRow extends Pick<
  AgentRow,
  'id' | 'name' | 'state' | 'sessionId' | 'lastSeenAt' | 'toolSlots' | 'freeSlots'
> {
  readonly engines: string;
  readonly labels: string;
}

const availableIn = (text: string): string[] =>
  (JSON.parse(text) as EngineVerdict[]).filter(({ available }) => available).map(({ name }) => name);

/** A fleet's agents say much the same: each text is read once. */
function readOnce<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = read(text);
    known.set(text, value);
    return value;
  };
}
