// What proc(5) tells about processes.
import fs from 'node:fs';
import { until } from '../../scripts/services/waiting.mjs';

/** Ids of the processes that the main thread of `pid` forked; node forks on its main thread. */
export function childrenOf(pid) {
  return read(`${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
}

/** The name of the program that the process runs now. */
export const nameOf = (pid) => read(`${pid}/comm`).trim();

/** The id of an agent's keeper, which is there a moment after the agent's session. */
export function keeperOf(agent) {
  return until('The keeper', () => childrenOf(agent).find((pid) => command(pid).includes('keeper')));
}

/** The proportional set size in megabytes: what is shared with others counts by its share. */
export function proportionalMb(pid) {
  return Number(/^Pss:\s+(\d+) kB/m.exec(read(`${pid}/smaps_rollup`))?.[1] ?? 0) / 1000;
}

const command = (pid) => read(`${pid}/cmdline`).split('\0');

/** Empty when the process is gone. */
function read(file) {
  try {
    return fs.readFileSync(`/proc/${file}`, 'latin1');
  } catch {
    return '';
  }
}
