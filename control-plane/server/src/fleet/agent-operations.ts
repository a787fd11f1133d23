import { Inject, Injectable } from '@nestjs/common';
import {
  Clock,
  Database,
  notFound,
  Outbox,
  Refusal,
  stepKind,
  Steps,
  type Bound,
  type Result,
  type Tx,
} from '../platform';
import { ADMITTED_AGENT_STATES, movesBy, type AgentCause, type AgentState } from './agent.machine';
import type { AgentRecord } from './agent-record';
import { Agents } from './agents';
import { agentMoved } from './events';
import { Pools } from './pools';

/** Who does it: a token, a user, or the part of the control plane that has to. */
export type AgentActor = `token ${string}` | `user ${string}` | 'sessions' | 'provisioner';

export interface AgentStep {
  readonly from: AgentState | null;
  readonly to: AgentState;
  readonly cause: string;
  readonly actor: string;
  readonly reason: string;
  readonly at: Date;
}

/** What is changed of an agent; left out: as it is. */
export interface AgentChange {
  readonly name?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly poolId?: string | undefined;
}

export interface MoveOptions {
  readonly reason?: string;
  /** For `drained`: after so long what it still holds is given back; milliseconds. Left out: it ends all of it. */
  readonly withinMs?: number;
}

/** An agent is put out: in the transaction that does so, what it owned stops listening to it. */
export const agentPutOut = stepKind<{ agentId: string }>('agent.put-out');

/** What operators do with agents: the only writer of their state. Every move commits with its history row and its event. */
@Injectable()
export class AgentOperations {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Agents) private readonly agents: Agents,
    @Inject(Pools) private readonly pools: Pools,
    @Inject(Steps) private readonly steps: Steps,
  ) {}

  /**
   * Moves an agent along agent.machine. Refusals: `not-found`, or `agent-state` (409) with the state it is in
   * when the move does not begin there. A retired or banned agent has no session from this commit on, and its stream is
   * ended within seconds.
   */
  async move(
    agentId: string,
    cause: Exclude<AgentCause, 'enrolled'>,
    actor: AgentActor,
    { reason = '', withinMs }: MoveOptions = {},
  ): Promise<Result<AgentRecord>> {
    const { from, to } = movesBy(cause);
    return this.database.transaction(async (tx) => {
      const before = await this.lock(tx, agentId);
      if (!before) return notFound('agent');
      if (!from.includes(before.state)) {
        const why = `The agent is ${before.state}, so it cannot be ${cause}.`;
        return new Refusal('agent-state', 409, why, [], { state: before.state });
      }
      const now = this.clock.now();
      const until = cause === 'drained' && withinMs !== undefined ? new Date(now.getTime() + withinMs) : null;
      const ends = ADMITTED_AGENT_STATES.includes(to) ? '' : ', session_id = NULL';
      await tx.change(
        `UPDATE agents SET state = ?, state_since = ?, state_reason = LEFT(?, 500), drain_until = ?${ends} WHERE id = ?`,
        [to, now, reason, until, agentId],
      );
      if (!ADMITTED_AGENT_STATES.includes(to)) await this.steps.run(tx, agentPutOut, { agentId });
      await this.record(tx, { agentId, from: before.state, to, cause, actor, reason });
      return (await this.agents.find(agentId)) ?? notFound('agent');
    });
  }

  /**
   * Renames, labels, or moves to another pool. Who changes the pool begins a new session there; what it holds it ends.
   * Refusals: `not-found`, `pool-unknown`, `agent-state` (retired or banned), `agent-provisioned` (409: its host is its
   * pool's own).
   */
  async change(agentId: string, wanted: AgentChange, actor: AgentActor): Promise<Result<AgentRecord>> {
    return this.database.transaction(async (tx) => {
      const before = await this.lock(tx, agentId);
      if (!before) return notFound('agent');
      if (!ADMITTED_AGENT_STATES.includes(before.state))
        return new Refusal('agent-state', 409, `The agent is ${before.state}.`, [], { state: before.state });
      const moving = wanted.poolId !== undefined && wanted.poolId !== before.poolId;
      const refused = moving ? await this.refusePool(tx, agentId, wanted.poolId ?? '') : undefined;
      if (refused) return refused;
      const set: [string, Bound][] = [];
      if (wanted.name !== undefined) set.push(['name = ?', wanted.name]);
      if (wanted.labels !== undefined) set.push(['labels = ?', JSON.stringify(wanted.labels)]);
      if (moving) set.push(['session_id = NULL, pool_id = ?', wanted.poolId ?? '']);
      if (set.length > 0) {
        const columns = set.map(([sql]) => sql).join(', ');
        await tx.change(`UPDATE agents SET ${columns} WHERE id = ?`, [
          ...set.map(([, value]) => value),
          agentId,
        ]);
        const reason = set.map(([sql]) => sql.replace(/^session_id = NULL, | = \?/g, '')).join(', ');
        const { state } = before;
        await this.record(tx, { agentId, from: state, to: state, cause: 'changed', actor, reason });
      }
      return (await this.agents.find(agentId)) ?? notFound('agent');
    });
  }

  async history(agentId: string): Promise<AgentStep[]> {
    return this.database.rows(
      'SELECT from_state `from`, to_state `to`, cause, actor, reason, at FROM agent_history WHERE agent_id = ? ORDER BY id LIMIT 500',
      [agentId],
    );
  }

  private async refusePool(tx: Tx, agentId: string, poolId: string): Promise<Refusal | undefined> {
    if (!(await this.pools.find(poolId))) {
      const reason = 'There is no such pool.';
      return new Refusal('pool-unknown', 422, reason, [{ path: '/poolId', code: 'pool-unknown', reason }]);
    }
    const own = await tx.rows(
      'SELECT 1 FROM join_tokens WHERE used_by_agent = ? AND host_id IS NOT NULL LIMIT 1',
      [agentId],
    );
    if (own.length === 0) return undefined;
    return new Refusal('agent-provisioned', 409, 'Its host was made for its pool, and counts there.');
  }

  private async lock(tx: Tx, agentId: string): Promise<{ state: AgentState; poolId: string } | undefined> {
    const [row] = await tx.rows<{ state: AgentState; poolId: string }>(
      'SELECT state, pool_id poolId FROM agents WHERE id = ? FOR UPDATE',
      [agentId],
    );
    return row;
  }

  private async record(
    tx: Tx,
    step: {
      agentId: string;
      from: AgentState;
      to: AgentState;
      cause: string;
      actor: AgentActor;
      reason: string;
    },
  ): Promise<void> {
    const { agentId, from, to, cause, actor, reason } = step;
    await tx.change(
      'INSERT INTO agent_history (agent_id, from_state, to_state, cause, actor, reason, at) VALUES (?, ?, ?, ?, ?, LEFT(?, 500), ?)',
      [agentId, from, to, cause, actor, reason, this.clock.now()],
    );
    await this.outbox.say(tx, agentMoved, { agentId, state: to, cause });
  }
}
