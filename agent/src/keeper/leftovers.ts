import { type Clock, systemClock } from '../clock';
import { AGENT_MARK, isMarked, liveProcesses, signal } from './processes';

const POLL_MS = 50;

/**
 * Ends every process that carries the agent's marker: keepers and tools of an earlier life, and what
 * they started. To be called only while this life has no keeper and no tool. TERM, the grace, then KILL,
 * repeated until none is left.
 * @param agent the marker given to the keeper
 * @param sessions ids of sessions known to be tools', whose members are ended even without the marker
 * @returns how many were found at first
 */
export async function endLeftovers(
  agent: string,
  graceMs: number,
  sessions: ReadonlySet<number> = new Set(),
  clock: Clock = systemClock,
): Promise<number> {
  let left = leftovers(agent, sessions);
  const found = left.length;
  if (found === 0) return 0;
  const killAt = clock.monotonicMs() + graceMs;
  for (const pid of left) {
    signal(pid, 'SIGTERM');
    signal(pid, 'SIGCONT');
  }
  while (left.length > 0) {
    if (clock.monotonicMs() >= killAt) for (const pid of left) signal(pid, 'SIGKILL');
    await new Promise<void>((resolve) => clock.after(POLL_MS, resolve));
    left = leftovers(agent, sessions);
  }
  return found;
}

function leftovers(agent: string, sessions: ReadonlySet<number>): number[] {
  const processes = liveProcesses().filter(
    ({ pid, session }) => pid !== process.pid && (sessions.has(session) || isMarked(pid, AGENT_MARK, agent)),
  );
  return processes.map(({ pid }) => pid);
}
