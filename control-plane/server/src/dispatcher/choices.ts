import { chosenWords, isChosen, type ScannerChoice } from '../fleet';
import type { QueuedSlice, SliceUse } from '../scans';
import type { FleetAgent } from './capacity';
import type { WaitingReason } from './waiting';

/** Choices of scans that are under way in a pool, by scan. */
export type Choices = ReadonlyMap<string, ScannerChoice>;

/** Scans of which no chosen agent has a free place now: they keep nobody else from its turn. Pure. */
export function withoutPlace(
  choices: Choices,
  agents: readonly FleetAgent[],
  use: readonly SliceUse[],
): string[] {
  const free = freeOf(agents, use);
  return [...choices].flatMap(([scanId, choice]) =>
    agents.some((agent) => isChosen(choice, agent) && (free.get(agent.id) ?? 0) > 0) ? [] : [scanId],
  );
}

/** Deals slices of scans with a choice out to their agents: to whoever has most places left. Pure but for what it remembers of its dealing. */
export class Dealer {
  private readonly free: Map<string, number>;

  constructor(
    private readonly choices: Choices,
    private readonly agents: readonly FleetAgent[],
    use: readonly SliceUse[],
  ) {
    this.free = freeOf(agents, use);
  }

  /** Whose it is to be; undefined: nobody's now. */
  agentFor({ scanId, engine }: Pick<QueuedSlice, 'scanId' | 'engine'>): string | undefined {
    const choice = this.choices.get(scanId);
    const able = this.agents.filter(
      (agent) => isChosen(choice, agent) && agent.engines.includes(engine) && this.left(agent) > 0,
    );
    const [best] = able.sort((a, b) => this.left(b) - this.left(a));
    if (best) this.free.set(best.id, this.left(best) - 1);
    return best?.id;
  }

  private left({ id }: FleetAgent): number {
    return this.free.get(id) ?? 0;
  }
}

function freeOf(agents: readonly FleetAgent[], use: readonly SliceUse[]): Map<string, number> {
  const held = new Map<string, number>();
  for (const { ownerAgentId, n } of use)
    if (ownerAgentId) held.set(ownerAgentId, (held.get(ownerAgentId) ?? 0) + Number(n));
  return new Map(
    agents.map(({ id, ready, toolSlots }) => [id, ready ? Math.max(0, toolSlots - (held.get(id) ?? 0)) : 0]),
  );
}

/** Why a scan with a choice waits although others might go on. Pure. */
export function whyChosenWaits(choice: ScannerChoice, agents: readonly FleetAgent[]): WaitingReason {
  const chosen = agents.filter((agent) => isChosen(choice, agent));
  const words = chosenWords(choice, agents);
  const details = { agents: chosen.map(({ id, name, status }) => ({ id, name, status })) };
  if (chosen.length === 0)
    return { code: 'scanner-unknown', reason: `the chosen scanner is not in the pool: ${words}`, details };
  const ready = chosen.filter((agent) => agent.ready);
  if (ready.length === 0) {
    const states = chosen.map(({ name, status }) => `${name} is ${status}`).join(', ');
    return { code: 'scanner-away', reason: `no chosen scanner is ready: ${states}`, details };
  }
  return {
    code: 'scanner-busy',
    reason: `all tool slots of the chosen scanners are taken: ${words}`,
    details,
  };
}
