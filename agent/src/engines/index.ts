import { NmapEngine } from './nmap';
import { ownPowers } from './nmap/powers';
import { OpenscapEngine } from './openscap/engine';
import type { ContentStore } from './openscap/options';
import { OsPatchEngine } from './os-patch/engine';
import type { Engines } from './registry';
import { sshPlace } from './ssh/place';

export { ownAddresses } from './own-addresses';
export { probeEngines } from './registry';

export interface EngineNeeds {
  nmap: string;
  scratch: string;
  content: ContentStore;
}

/**
 * The engines of this agent. `nmap`: the program, a full path or a name on the tools' fixed path; `scratch`: a folder of the
 * agent's own for what an engine needs for as long as it looks; `content`: where security content comes from.
 */
export function makeEngines({ nmap, scratch, content }: EngineNeeds): Engines {
  const ssh = sshPlace(scratch);
  return {
    nmap: new NmapEngine(ownPowers, nmap),
    'os-patch': new OsPatchEngine({ scratch, ssh }),
    openscap: new OpenscapEngine({ scratch, content, ssh }),
  };
}
