import { Inject, Injectable } from '@nestjs/common';
import { Agents, type ScannerChoice } from '../fleet';
import { Refusal } from '../platform';

/** Agents that a job names. */
@Injectable()
export class Scanners {
  constructor(@Inject(Agents) private readonly agents: Agents) {}

  /** Refusal `no-such-agent` (422): a named one is not an agent of the pool. One that leaves it later is told of by the scan that waits. */
  async require(poolId: string, choice: ScannerChoice | null): Promise<Refusal | undefined> {
    if (!choice || !('agentIds' in choice)) return undefined;
    const known = new Set((await this.agents.listForPool(poolId)).map(({ id }) => id));
    const at = choice.agentIds.findIndex((id) => !known.has(id.toLowerCase()));
    if (at < 0) return undefined;
    const reason = 'There is no such agent in the pool of the network.';
    const path = `/scanner/agentIds/${at}`;
    return new Refusal('no-such-agent', 422, reason, [{ path, code: 'no-such-agent', reason }]);
  }
}
