import { readFileSync, readdirSync } from 'node:fs';

/** The agent's marker: in the environment of its keeper and of every tool, from one life to the next. */
export const AGENT_MARK = 'SCANFLEET_AGENT';
/** The run a tool belongs to; for people who read /proc. */
export const RUN_MARK = 'SCANFLEET_RUN';
/** Unique to one start of one tool; everything the tool starts inherits it. */
export const TOOL_MARK = 'SCANFLEET_TOOL';

/** What proc_pid_stat(5) says of a live process. */
export interface ProcessStat {
  pid: number;
  session: number;
  /** Clock ticks (10 ms) since boot. */
  startTicks: number;
}

/** Every live process that this one may see; the dead that nobody has reaped yet are left out. */
export function liveProcesses(): ProcessStat[] {
  const found: ProcessStat[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statOf(Number(name));
    if (stat) found.push(stat);
  }
  return found;
}

/** Null when there is no such process or it is dead. */
export function statOf(pid: number): ProcessStat | null {
  const text = readProc(pid, 'stat');
  if (!text) return null;
  // The second field is the program's name in brackets and may itself hold spaces and brackets.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): number => Number(fields[number - 3]);
  // A zombie with more threads than one is a live process whose first thread has ended.
  const dead = fields[0] === 'X' || (fields[0] === 'Z' && field(20) <= 1);
  return dead ? null : { pid, session: field(6), startTicks: field(22) };
}

/** Whether the environment a process was started with holds exactly `NAME=value`. */
export function isMarked(pid: number, name: string, value: string): boolean {
  const environ = readProc(pid, 'environ');
  return environ !== null && `\0${environ}`.includes(`\0${name}=${value}\0`);
}

/** Sends a signal; a process that is gone, or is not ours to signal, is passed over. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

function readProc(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return null;
  }
}
