/** Sessions that a replica serves at the configured pace; with more of them each speaks less often. */
const SESSIONS_AT_FULL_PACE = 2_000;
/** Of a lease: two heartbeats may be lost before an agent counts as disconnected. */
const SLOWEST = 1 / 3;
const SPREAD = 0.1;

/**
 * How often an agent is to give a sign of life: less often the more sessions the replica holds, and each agent a little
 * differently, so that a fleet that came at one moment does not speak at one moment for ever. Pure; milliseconds.
 */
export function heartbeatOf(
  agentId: string,
  sessions: number,
  { heartbeat, lease }: { readonly heartbeat: number; readonly lease: number },
): number {
  const slower = Math.max(1, sessions / SESSIONS_AT_FULL_PACE);
  const most = Math.max(heartbeat, lease * SLOWEST);
  // The end of a UUID version 7 is random.
  const turn = Number.parseInt(agentId.slice(-6), 16) / 0xffffff;
  return Math.round(Math.min(heartbeat * slower, most) * (1 - SPREAD * turn));
}

/** Handshakes a second that a machine of two cores gets through with everything else that it does, at both ends. */
const RETURNS_A_SECOND = 80;
/** Of the time after which an agent counts as lost: so late at most. */
const LATEST = 0.7;

/**
 * Over which the agents of a replica that vanished come back to the others: none of a small fleet waits, and none of any so long
 * that it would count as lost. Pure; milliseconds.
 */
export function returnWithin(sessions: number, { lostAfter }: { readonly lostAfter: number }): number {
  if (sessions <= RETURNS_A_SECOND) return 0;
  return Math.round(Math.min((sessions / RETURNS_A_SECOND) * 1_000, lostAfter * LATEST));
}
