import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { systemClock } from './clock';
import { stderrLog } from './log';
import { Programs } from './update';

/** A program on trial that the control plane has not answered by then does not work. */
const TRIAL_MS = 120_000;

/** Where newer programs of the agent lie. */
export const programsIn = (stateDir: string, key: KeyObject): Programs =>
  new Programs(join(stateDir, 'update'), key);

/** Runs the newer program in this process, if there is one; true: it runs. What it cannot do for itself is done here: ending its trial. */
export function startNewer(stateDir: string, key: KeyObject, version: string): boolean {
  const programs = programsIn(stateDir, key);
  const newer = programs.choose(version);
  if (!newer) return false;
  if (newer.onTrial) {
    systemClock.after(TRIAL_MS, () => {
      if (!programs.isOnTrial(newer.version)) return;
      stderrLog.error('the newer agent does not work: the one before it comes back', {
        version: newer.version,
      });
      process.exit(1);
    });
  }
  module.require(newer.file);
  return true;
}
