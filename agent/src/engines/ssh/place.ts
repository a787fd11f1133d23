import { join } from 'node:path';
import { systemClock, type Clock } from '../../clock';
import type { SshPlace } from './errand';
import { PULSE } from './far-script';
import { MemoryFolder } from './memory-folder';

/**
 * What logins of this agent need. `scratch`: a folder of the agent's own, the same in each of its lives: secrets that
 * an earlier one left in memory are removed.
 */
export function sshPlace(scratch: string, clock: Clock = systemClock): SshPlace {
  const secrets = new MemoryFolder(scratch);
  secrets.clear();
  return { secrets, askpass: join(scratch, 'askpass'), clock, pulse: PULSE };
}
