import { join } from 'node:path';
import { systemClock, type Clock } from '../../clock';
import { writeAskpass } from './client';
import type { SshPlace } from './errand';
import { PULSE } from './far-script';
import { MemoryFolder } from './memory-folder';

/**
 * What logins of this agent need. `scratch`: an existing folder of the agent's own, the same in each of its lives: secrets that
 * an earlier one left in memory are removed.
 */
export function sshPlace(scratch: string, clock: Clock = systemClock): SshPlace {
  const secrets = new MemoryFolder(scratch);
  secrets.clear();
  const askpass = join(scratch, 'askpass');
  writeAskpass(askpass);
  return { secrets, askpass, clock, pulse: PULSE };
}
