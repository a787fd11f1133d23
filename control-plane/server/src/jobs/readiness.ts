import { Inject, Injectable } from '@nestjs/common';
import { Agents } from '../fleet';
import { Database } from '../platform';
import { looksInside, type EngineProfile } from '../profiles';
import type { Definition } from './job-record';

/** What would keep a scan from starting at once, or from being whole. */
export interface Warning {
  readonly code: string;
  readonly reason: string;
}

interface ReadyAgent {
  readonly ready: boolean;
  readonly engines: readonly string[];
}

/** Whether there is somebody to do what a job says, at this moment. */
@Injectable()
export class Readiness {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Agents) private readonly agents: Agents,
  ) {}

  async of({ networkId, profiles, credentialId }: Definition): Promise<Warning[]> {
    const [network] = await this.database.rows<{ poolId: string }>(
      'SELECT pool_id poolId FROM networks WHERE id = ?',
      [networkId],
    );
    if (!network) return [];
    return warningsOf(profiles, credentialId, await this.agents.forDispatch(network.poolId));
  }
}

/** Pure. */
export function warningsOf(
  profiles: readonly EngineProfile[],
  credentialId: string | null,
  agents: readonly ReadyAgent[],
): Warning[] {
  return [...agentWarnings(profiles, agents), ...loginWarnings(profiles, credentialId)];
}

function agentWarnings(profiles: readonly EngineProfile[], agents: readonly ReadyAgent[]): Warning[] {
  const ready = agents.filter((agent) => agent.ready);
  if (ready.length === 0) {
    const reason = `No agent of the network’s pool is online (${agents.length} are not): the scan would wait.`;
    return [{ code: 'no-agent-online', reason }];
  }
  const missing = [...new Set(profiles.map(({ engine }) => engine))].filter(
    (engine) => !ready.some(({ engines }) => engines.includes(engine)),
  );
  return missing.map((engine) => ({
    code: 'engine-missing',
    reason: `No agent that is online has ${engine}: the scan would wait.`,
  }));
}

function loginWarnings(profiles: readonly EngineProfile[], credentialId: string | null): Warning[] {
  const inside = [...new Set(profiles.map(({ engine }) => engine).filter(looksInside))];
  if (credentialId !== null || inside.length === 0) return [];
  const reason = `Without a credential ${inside.join(' and ')} can look only into machines that agents of the pool run on.`;
  return [{ code: 'no-credential', reason }];
}
