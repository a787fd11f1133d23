import { Inject, Injectable } from '@nestjs/common';
import { AgentOperations } from '../fleet';
import { Clock, newId, Outbox, type Bound, type Tx } from '../platform';
import { hostMoved } from './events';
import { hostMove, isFailure, type HostCause, type HostState } from './host.machine';
import type { LivingHost } from './hosts';

/** Who made a move: `token <id>`, or the round that did it. */
export type HostActor = `user ${string}` | `token ${string}` | 'upkeep' | 'scaling' | 'reconciliation';

/** What a move writes besides the state. Left out: as it was. */
export interface HostChange {
  readonly reason?: string;
  readonly machineId?: string;
  readonly addresses?: readonly string[];
  readonly agentId?: string;
  readonly phase?: string;
  /** Milliseconds from now before which nothing is asked again. */
  readonly waitMs?: number;
}

const REASON_LIMIT = 500;
const PHASE_LIMIT = 200;

/** The one writer of `hosts`. Every move is one of the table, commits with its history row and its event. */
@Injectable()
export class HostMoves {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(AgentOperations) private readonly agents: AgentOperations,
  ) {}

  /** A host that shall be made, in the caller's transaction; answers its id. */
  async want(tx: Tx, pool: { poolId: string; provisioner: string }, actor: HostActor): Promise<string> {
    const id = newId();
    const now = this.clock.now();
    await tx.change(
      `INSERT INTO hosts (id, pool_id, provisioner, state, state_since, addresses, created_at)
       VALUES (?, ?, ?, 'requested', ?, '[]', ?)`,
      [id, pool.poolId, pool.provisioner, now, now],
    );
    await this.record(tx, { hostId: id, from: null, to: 'requested', cause: 'wanted', actor, reason: '' });
    return id;
  }

  /**
   * Moves the host if it is still in the state that the caller saw. False: it is not, and nothing was changed.
   * @throws Error when the table knows no such move: that is a mistake of the caller's.
   */
  async move(
    tx: Tx,
    host: Pick<LivingHost, 'id' | 'state' | 'agentId'>,
    to: HostState,
    cause: HostCause,
    actor: HostActor,
    change: HostChange = {},
  ): Promise<boolean> {
    const from = host.state;
    if (!hostMove(from, to, cause)) throw new Error(`no host goes from ${from} to ${to} because "${cause}"`);
    const reason = cut(change.reason ?? '', REASON_LIMIT);
    const { affectedRows } = await tx.change(
      `UPDATE hosts SET state = ?, state_since = ?, reason = ?, failure = IF(? AND failure = '', ?, failure),
              ready_at = IF(? = 'ready', COALESCE(ready_at, ?), ready_at), ${this.changing(to, change).sql}
        WHERE id = ? AND state = ?`,
      [
        ...[to, this.clock.now(), reason],
        ...[isFailure(cause), cut(reason === '' ? cause : `${cause}: ${reason}`, REASON_LIMIT)],
        ...[to, this.clock.now()],
        ...this.changing(to, change).values,
        ...[host.id, from],
      ],
    );
    if (affectedRows === 0) return false;
    const agentId = change.agentId ?? host.agentId;
    if (agentId !== null) await this.sendAway(agentId, to);
    await this.record(tx, { hostId: host.id, from, to, cause, actor, reason });
    return true;
  }

  /** What is shown of a host that does not move: how far it has booted, what it waits for. */
  async note(
    tx: Tx,
    host: Pick<LivingHost, 'id' | 'state'>,
    { phase, reason, addresses }: Pick<HostChange, 'phase' | 'reason' | 'addresses'>,
  ): Promise<void> {
    await tx.change(
      `UPDATE hosts SET phase = COALESCE(?, phase), reason = COALESCE(?, reason), addresses = COALESCE(?, addresses)
        WHERE id = ? AND state = ?`,
      [
        phase === undefined ? null : cut(phase, PHASE_LIMIT),
        reason === undefined ? null : cut(reason, REASON_LIMIT),
        addresses === undefined ? null : JSON.stringify(addresses),
        ...[host.id, host.state],
      ],
    );
  }

  /** The next attempt of what this state asks for is not made before `waitMs` have passed. */
  async wait(tx: Tx, host: Pick<LivingHost, 'id' | 'state'>, waitMs: number, reason: string): Promise<void> {
    await tx.change(
      'UPDATE hosts SET attempts = attempts + 1, again_at = ?, reason = ? WHERE id = ? AND state = ?',
      [this.later(waitMs), cut(reason, REASON_LIMIT), host.id, host.state],
    );
  }

  /** An agent whose machine goes gets nothing new, and when it is gone it is none any more. Already so: as it was. */
  private async sendAway(agentId: string, to: HostState): Promise<void> {
    if (to === 'terminating') await this.agents.move(agentId, 'drained', 'provisioner');
    if (to === 'gone' || to === 'failed') await this.agents.move(agentId, 'retired', 'provisioner');
  }

  private changing(to: HostState, change: HostChange): { sql: string; values: Bound[] } {
    const set: [string, Bound][] = [['again_at = ?', change.waitMs ? this.later(change.waitMs) : null]];
    if (to === 'creating') set.push(['attempts = attempts + 1, asked_at = ?', this.clock.now()]);
    if (to === 'terminating') set.push(['attempts = ?', 0]);
    if (change.machineId !== undefined) set.push(['machine_id = ?', change.machineId]);
    if (change.addresses) set.push(['addresses = ?', JSON.stringify(change.addresses)]);
    if (change.agentId !== undefined) set.push(['agent_id = ?', change.agentId]);
    if (change.phase !== undefined) set.push(['phase = ?', cut(change.phase, PHASE_LIMIT)]);
    return { sql: set.map(([sql]) => sql).join(', '), values: set.map(([, value]) => value) };
  }

  private later(ms: number): Date {
    return new Date(this.clock.now().getTime() + ms);
  }

  private async record(
    tx: Tx,
    step: {
      hostId: string;
      from: HostState | null;
      to: HostState;
      cause: HostCause;
      actor: HostActor;
      reason: string;
    },
  ): Promise<void> {
    await tx.change(
      'INSERT INTO host_history (host_id, from_state, to_state, cause, actor, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      [step.hostId, step.from, step.to, step.cause, step.actor, step.reason, this.clock.now()],
    );
    await this.outbox.say(tx, hostMoved, { hostId: step.hostId, state: step.to });
  }
}

/** What provisioners say comes from elsewhere: cut to length, without control characters. */
const cut = (text: string, most: number): string =>
  [...text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ')].slice(0, most).join('');
