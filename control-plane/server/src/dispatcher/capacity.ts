import type { SliceUse } from '../scans';

/** An agent as the dispatcher sees it. */
export interface FleetAgent {
  readonly id: string;
  readonly name: string;
  /** Connected, seen lately, and neither draining nor banned. */
  readonly ready: boolean;
  /** For people: why it is not ready; `online` or `busy` otherwise. */
  readonly status: string;
  readonly toolSlots: number;
  readonly engines: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly lastSeenAt: Date | null;
}

/**
 * How many more slices of each engine a pool could start now: the ready agents' tool slots less what they
 * hold, less the bells under way. Pure. A slot is counted once, for whichever engine takes it first.
 */
export function freePlaces(agents: readonly FleetAgent[], use: readonly SliceUse[]): Map<string, number> {
  const held = new Map<string, number>();
  let rung = 0;
  for (const { ownerAgentId, n } of use) {
    if (ownerAgentId) held.set(ownerAgentId, (held.get(ownerAgentId) ?? 0) + Number(n));
    else rung += Number(n);
  }
  const places = new Map<string, number>();
  for (const agent of agents.filter((one) => one.ready)) {
    const free = Math.max(0, agent.toolSlots - (held.get(agent.id) ?? 0));
    for (const engine of agent.engines) places.set(engine, (places.get(engine) ?? 0) + free);
  }
  for (const [engine, free] of places) places.set(engine, Math.max(0, free - rung));
  return places;
}

/** Of one engine in a pool; more would wait for ears, not for agents, and be rung again before they are heard. */
const MOST_BELLS = 1_000;

/** How many bells of each engine may be rung now: as many as there are places, and not too many without an answer. Pure. */
export function roomForBells(
  places: ReadonlyMap<string, number>,
  use: readonly SliceUse[],
): Map<string, number> {
  const unanswered = new Map<string, number>();
  for (const { ownerAgentId, engine, n } of use)
    if (!ownerAgentId) unanswered.set(engine, (unanswered.get(engine) ?? 0) + Number(n));
  return new Map(
    [...places].map(([engine, free]) => [
      engine,
      Math.max(0, Math.min(free, MOST_BELLS - (unanswered.get(engine) ?? 0))),
    ]),
  );
}

/**
 * Why a slice of this engine does not start in this pool now, as a code and words for people. `unheard`: there
 * are free places, but NATS is away.
 */
export function whyWaiting(
  poolName: string,
  engine: string,
  agents: readonly FleetAgent[],
  unheard = false,
): { code: string; reason: string } {
  const ready = agents.filter((agent) => agent.ready);
  if (agents.length === 0) {
    return { code: 'pool-empty', reason: `no agent has joined pool ${poolName}` };
  }
  if (ready.length === 0) {
    const seen = agents.map((agent) => agent.lastSeenAt?.getTime() ?? 0);
    const last = Math.max(...seen);
    const since = last > 0 ? ` (${agents.length} away, last seen ${new Date(last).toISOString()})` : '';
    return { code: 'no-agent-online', reason: `no agent online in pool ${poolName}${since}` };
  }
  if (!ready.some((agent) => agent.engines.includes(engine))) {
    const names = ready.map((agent) => agent.name).join(', ');
    return { code: 'engine-missing', reason: `engine ${engine} missing on ${names}` };
  }
  if (unheard) {
    return { code: 'bell-away', reason: 'NATS is away; agents ask for work at their next heartbeats' };
  }
  return { code: 'agents-busy', reason: `all tool slots of pool ${poolName} are taken` };
}
