import { NmapEngine } from './nmap';
import { ownPowers } from './nmap/powers';
import { OsPatchEngine } from './os-patch/engine';
import type { Engines } from './registry';

export { ownAddresses } from './own-addresses';
export { probeEngines } from './registry';

/**
 * The engines of this agent. `nmap`: the program, a full path or a name on the tools' fixed path; `scratch`: a folder of the
 * agent's own for what an engine needs for as long as it looks.
 */
export function makeEngines({ nmap, scratch }: { nmap: string; scratch: string }): Engines {
  return { nmap: new NmapEngine(ownPowers, nmap), 'os-patch': new OsPatchEngine({ scratch }) };
}
