import { freePlaces, whyWaiting, type FleetAgent } from './capacity';
import type { ScanView, SliceUse } from '../scans';

export interface WaitingReason {
  readonly code: string;
  readonly reason: string;
  readonly details: Record<string, unknown>;
}

/** Why no part of a scan goes on, whatever the pool is like; undefined: that is not so. Pure. */
export function waitsAsAWhole({
  state,
  reason,
  hold,
}: Pick<ScanView, 'state' | 'reason' | 'hold'>): WaitingReason | undefined {
  if (hold) {
    const details = { until: hold.until?.toISOString() ?? null };
    return { code: hold.code, reason: hold.reason, details };
  }
  if (state === 'Creating') return { code: 'host-creating', reason, details: {} };
  if (state === 'Initializing') return { code: 'host-initializing', reason, details: {} };
  if (state === 'Paused' || state === 'Pausing')
    return { code: 'paused', reason: reason || 'the scan was paused', details: {} };
  return undefined;
}

/** Every tool that runs has its part of the limit, and nothing is left of it for another. */
export const rateLimited = (whose: 'scan' | 'network'): WaitingReason => ({
  code: 'rate-limited',
  reason: `the parts that run use all of the ${whose}’s rate limit`,
  details: { limitOf: whose },
});

/** What was read, at one time, about a scan's waiting slices and their pool. */
export interface WaitingSnapshot {
  readonly poolName: string;
  readonly agents: readonly FleetAgent[];
  readonly use: readonly SliceUse[];
  /** NATS can be reached. */
  readonly heard: boolean;
  /** Engines for which slices of the scan wait, and at which place of the pool's line; null: beyond what was looked at. */
  readonly engines: readonly { readonly engine: string; readonly position: number | null }[];
}

/** Why slices of a scan wait, by engine; none for an engine with a free place, which takes them in a moment. Pure. */
export function waitingReasons(snapshot: WaitingSnapshot): WaitingReason[] {
  const { poolName, agents, use, heard } = snapshot;
  const places = freePlaces(agents, use);
  return snapshot.engines.flatMap(({ engine, position }) => {
    const free = (places.get(engine) ?? 0) > 0;
    if (free && heard && position === 1) return [];
    const reasons: WaitingReason[] = [];
    if (!free || !heard) {
      const why = whyWaiting(poolName, engine, agents, free);
      reasons.push({ ...why, details: { engine, pool: poolName, agents: agents.map(agentOf) } });
    }
    const servable = agents.some((agent) => agent.ready && agent.engines.includes(engine));
    if (servable && position !== 1) reasons.push(behind(engine, position));
    return reasons;
  });
}

function behind(engine: string, position: number | null): WaitingReason {
  const reason =
    position === null
      ? `many ${engine} slices go first by fair share`
      : `${position - 1} ${engine} slices go first by fair share`;
  return { code: 'fair-share', reason, details: { engine, position } };
}

const agentOf = ({ status, lastSeenAt }: FleetAgent) => ({
  status,
  lastSeenAt: lastSeenAt?.toISOString() ?? null,
});
