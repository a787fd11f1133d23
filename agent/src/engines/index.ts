import { NmapEngine } from './nmap';
import { ownPowers } from './nmap/powers';
import type { Engines } from './registry';

export { probeEngines } from './registry';

/** The engines of this agent. `files`: the programs that they run, full paths or names on the tools' fixed path. */
export function makeEngines(files: { nmap: string }): Engines {
  return { nmap: new NmapEngine(ownPowers, files.nmap) };
}
