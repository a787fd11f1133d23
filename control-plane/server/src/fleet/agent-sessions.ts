import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, Refusal, type Bound, type Result, type Tx } from '../platform';
import type { EngineVerdict } from './agent.entity';
import { ADMITTED_AGENT_STATES, type AgentState } from './agent.machine';
import { ASKED_FOR_MS } from './support-bundle.entity';

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

/** An agent that says Hello, and the session in which it does. */
export interface Arrival extends HelloFacts {
  readonly agentId: string;
  readonly sessionId: string;
}

/** An agent whose session has begun. */
export interface Admitted {
  readonly id: string;
  readonly poolId: string;
  readonly name: string;
  readonly state: AgentState;
  readonly drainUntil: Date | null;
  readonly sessionId: string;
  readonly engines: readonly EngineVerdict[];
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

interface ArrivalRow extends Pick<Admitted, 'id' | 'poolId' | 'name' | 'state' | 'drainUntil'> {
  readonly instance: string;
  readonly earlierInstance: string;
}

/** The sessions of the fleet's agents; the only writer of what agents say of themselves. */
@Injectable()
export class AgentSessions {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Opens sessions, of as many agents as there are arrivals: from the commit on each is its agent's newest and the only one that
   * may move anything. Answers by agent. Refusals: `agent-refused`: unknown, retired or banned; `agent-cloned`: two machines speak
   * with this agent's certificate, for one of its starts is back after another had begun. Nothing was changed of those then.
   */
  async hello(tx: Tx, arrivals: readonly Arrival[]): Promise<ReadonlyMap<string, Result<Admitted>>> {
    // Locked in one order, so that replicas which greet the same agents do not lock each other out.
    const rows = await tx.rows<ArrivalRow>(
      `SELECT id, pool_id poolId, name, state, drain_until drainUntil, instance, earlier_instance earlierInstance
         FROM agents WHERE id IN (?) AND state IN (?) ORDER BY id FOR UPDATE`,
      [arrivals.map(({ agentId }) => agentId), ADMITTED_AGENT_STATES],
    );
    const known = new Map(rows.map((row) => [row.id, row]));
    const answers = new Map<string, Result<Admitted>>();
    const admitted: [ArrivalRow, Arrival][] = [];
    for (const arrival of arrivals) {
      const row = known.get(arrival.agentId);
      const refusal = !row ? AGENT_REFUSED : isBack(row, arrival) ? AGENT_CLONED : undefined;
      if (row && !refusal) admitted.push([row, arrival]);
      answers.set(arrival.agentId, refusal ?? admittedOf(row as ArrivalRow, arrival));
    }
    if (admitted.length > 0) await this.begin(tx, admitted);
    return answers;
  }

  private async begin(tx: Tx, admitted: readonly (readonly [ArrivalRow, Arrival])[]): Promise<void> {
    const now = this.clock.now();
    const rows = admitted.map(
      () =>
        `SELECT CAST(? AS UUID) id, CAST(? AS UUID) session, ? hostname, ? platform, ? version, ? engines, ? addresses,
                ? slots, ? instance, ? earlier, ? pace`,
    );
    await tx.change(
      `UPDATE agents a JOIN (${rows.join(' UNION ALL ')}) v ON a.id = v.id
          SET a.session_id = v.session, a.connected_at = ?, a.last_seen_at = ?, a.hostname = v.hostname, a.platform = v.platform,
              a.version = v.version, a.engines = v.engines, a.addresses = v.addresses, a.tool_slots = v.slots,
              a.free_slots = v.slots, a.instance = v.instance, a.earlier_instance = v.earlier, a.heartbeat_ms = v.pace`,
      [...admitted.flatMap(([row, arrival]) => introduction(row, arrival)), now, now],
    );
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
   * Holds agents' newest sessions until the transaction ends: no Hello, no banning comes in between. By session; one that is not
   * its agent's newest, or whose agent was retired or banned, is left out.
   */
  async holdSessions(
    tx: Tx,
    speakers: readonly { readonly agentId: string; readonly sessionId: string }[],
  ): Promise<ReadonlyMap<string, { draining: boolean }>> {
    const rows = await tx.rows<{ id: string; sessionId: string | null; state: AgentState }>(
      'SELECT id, session_id sessionId, state FROM agents WHERE id IN (?) AND state IN (?) ORDER BY id LOCK IN SHARE MODE',
      [[...new Set(speakers.map(({ agentId }) => agentId))], ADMITTED_AGENT_STATES],
    );
    const agents = new Map(rows.map((row) => [row.id, row]));
    return new Map(
      speakers.flatMap(({ agentId, sessionId }) => {
        const agent = agents.get(agentId);
        return agent?.sessionId === sessionId ? [[sessionId, { draining: agent.state === 'Draining' }]] : [];
      }),
    );
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
}

/** A start that was followed by another has ended, unless there are two machines. */
const isBack = ({ instance, earlierInstance }: ArrivalRow, arrival: Arrival): boolean =>
  arrival.instance !== '' && arrival.instance === earlierInstance && arrival.instance !== instance;

const admittedOf = ({ id, poolId, name, state, drainUntil }: ArrivalRow, arrival: Arrival): Admitted => ({
  ...{ id, poolId, name, state, drainUntil },
  sessionId: arrival.sessionId,
  engines: arrival.engines.slice(0, 32).map(verdict),
});

function introduction(row: ArrivalRow, arrival: Arrival): Bound[] {
  const isNew = row.instance !== arrival.instance;
  return [
    ...[arrival.agentId, arrival.sessionId],
    ...[plainText(arrival.hostname, 253), plainText(arrival.platform, 100), plainText(arrival.version, 50)],
    ...[JSON.stringify(arrival.engines.slice(0, 32).map(verdict)), JSON.stringify(arrival.addresses)],
    ...[bounded(arrival.toolSlots, 65_535), arrival.instance, isNew ? row.instance : row.earlierInstance],
    bounded(arrival.heartbeatMs, 3_600_000),
  ];
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
