import { NmapEngine } from './nmap';
import type { Engines } from './registry';

export { probeEngines } from './registry';

/** The engines of this agent. */
export const engines: Engines = { nmap: new NmapEngine() };
