import type { RunCgroup } from './cgroup';
import { TOOL_MARK, isMarked, liveProcesses, signal } from './processes';

/**
 * All processes that one start of a tool has brought about: the members of its cgroup, of its session,
 * and every process whose environment carries the mark of this start. Each catches what another misses: a
 * child that calls setsid keeps the mark, one that clears its environment keeps the session.
 */
export class ProcessTree {
  /** Once the session was seen empty its number may be given to strangers, so it is not asked again. */
  private sessionLives = true;
  private readonly sinceTicks: number;

  /**
   * @param leader process id of the tool, which leads its own session
   * @param mark value of SCANFLEET_TOOL in the tool's environment, unique to this start
   * @param startedMs boot time just before the tool was started: older processes are not asked
   */
  constructor(
    private readonly leader: number,
    private readonly mark: string,
    startedMs: number,
    private readonly cgroup: RunCgroup | null,
  ) {
    this.sinceTicks = Math.floor(startedMs / 10) - 1;
  }

  isEmpty(): boolean {
    return (this.cgroup === null || this.cgroup.isEmpty()) && this.members().size === 0;
  }

  /** Asks every process to end, waking those that are stopped so that they hear it. */
  terminate(): void {
    for (const pid of this.members()) {
      signal(pid, 'SIGTERM');
      signal(pid, 'SIGCONT');
    }
  }

  /** Ends every process that is there now; to be repeated until the tree is empty. */
  kill(): void {
    this.cgroup?.kill();
    for (const pid of this.members()) signal(pid, 'SIGKILL');
  }

  private members(): Set<number> {
    const members = new Set(this.cgroup?.members());
    let inSession = false;
    for (const { pid, session, startTicks } of liveProcesses()) {
      if (startTicks < this.sinceTicks) continue;
      const belongs = this.sessionLives && session === this.leader;
      inSession ||= belongs;
      if (belongs || (!members.has(pid) && isMarked(pid, TOOL_MARK, this.mark))) members.add(pid);
    }
    this.sessionLives = inSession;
    return members;
  }
}
