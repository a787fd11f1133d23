import { Inject, Injectable } from '@nestjs/common';
import { AgentOperations, AgentSessions, type Admitted, type Arrival } from '../fleet';
import { Database, Gathered, isRefusal, Log, type Result } from '../platform';
import { Leases } from '../scans';

/** Hellos that are taken in at once: more make no Hello cheaper, and the rows of all are locked to the commit. */
const AT_ONCE = 64;

export interface Greeted {
  readonly agent: Admitted;
  /** It owns slices, which its new session has to take over. */
  readonly owns: boolean;
}

/** Takes in Hellos: one transaction of all that come while another is under way. Thousands come when a replica was lost. */
@Injectable()
export class Arrivals {
  private readonly hellos = new Gathered<Arrival, Result<Greeted>>(AT_ONCE, (some) => this.takeIn(some));

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(AgentSessions) private readonly sessions: AgentSessions,
    @Inject(AgentOperations) private readonly operations: AgentOperations,
    @Inject(Leases) private readonly leases: Leases,
    @Inject(Log) private readonly log: Log,
  ) {}

  /** The session is in the ledger then. Refusals as of AgentSessions.hello; a cloned agent is banned by now. */
  hello(arrival: Arrival): Promise<Result<Greeted>> {
    return this.hellos.ask(arrival.agentId, arrival);
  }

  private async takeIn(arrivals: readonly Arrival[]): Promise<Result<Greeted>[]> {
    const answers = await this.database.transaction(async (tx) => {
      const answered = await this.sessions.hello(tx, arrivals);
      for (const { agentId, hostname } of arrivals) {
        const answer = answered.get(agentId);
        if (!isRefusal(answer) || answer.code !== 'agent-cloned') continue;
        // Nobody knows which of the two is the right one: neither is let in any more.
        this.log.error({ agentId, hostname }, 'a cloned certificate: the agent is banned');
        await this.operations.move(agentId, 'banned', 'sessions', { reason: answer.reason });
      }
      return answered;
    });
    // From the commit on an earlier session of theirs is lent nothing: who owns nothing now owns nothing before this session's claims.
    const owners = await this.leases.ownersAmong(arrivals.map(({ agentId }) => agentId));
    return arrivals.map(({ agentId }) => {
      const agent = answers.get(agentId) as Result<Admitted>;
      return isRefusal(agent) ? agent : { agent, owns: owners.has(agentId) };
    });
  }
}
