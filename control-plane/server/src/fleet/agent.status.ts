import type { Config } from '../platform';
import { isAdmitted, type AgentState } from './agent.machine';

/**
 * What an agent is doing, as far as the control plane can see. `disconnected`: no session, or silent for a
 * lease; `lost`: silent for so long that its work is lent again.
 */
export const AGENT_STATUSES = [
  'online',
  'busy',
  'draining',
  'disconnected',
  'lost',
  'retired',
  'banned',
] as const;
export type AgentStatus = (typeof AGENT_STATUSES)[number];

export interface AgentSigns {
  readonly state: AgentState;
  readonly sessionId: string | null;
  readonly lastSeenAt: Date | null;
  /** Tools running now. */
  readonly running: number;
}

type Timings = Pick<Config['timings'], 'lease' | 'lostAfter'>;

export function statusOf(signs: AgentSigns, now: Date, timings: Timings): AgentStatus {
  if (signs.state === 'Banned') return 'banned';
  if (signs.state === 'Retired') return 'retired';
  const silence = silenceMs(signs, now);
  if (silence === null) return 'disconnected';
  if (silence > timings.lostAfter) return 'lost';
  if (signs.sessionId === null || silence > timings.lease) return 'disconnected';
  if (signs.state === 'Draining') return 'draining';
  return signs.running > 0 ? 'busy' : 'online';
}

/** May be given new work now. */
export function isReady(signs: AgentSigns, now: Date, timings: Timings): boolean {
  const status = statusOf(signs, now, timings);
  return status === 'online' || status === 'busy';
}

/** Heartbeats that should have come since the last sign of life; one is missing when it is half an interval late. */
export function missedHeartbeats(signs: AgentSigns, now: Date, heartbeatMs: number): number {
  if (!isAdmitted(signs.state)) return 0;
  const silence = silenceMs(signs, now) ?? 0;
  return Math.max(0, Math.floor(silence / heartbeatMs - 0.5));
}

const silenceMs = ({ lastSeenAt }: AgentSigns, now: Date): number | null =>
  lastSeenAt === null ? null : Math.max(0, now.getTime() - lastSeenAt.getTime());
