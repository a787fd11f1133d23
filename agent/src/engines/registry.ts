import type { Engine, EngineRun, EngineVerdict, RunSink } from './engine';
import type { NmapOptions } from './nmap/options';
import type { BegunObservation } from './observation';
import type { OpenscapOptions } from './openscap/options';
import type { OsPatchOptions } from './os-patch/options';
import type { Login } from './ssh/login';
import type { ToolLauncher } from './tool';

/** Every engine of this agent by name, with its options. A further engine is one line here and one folder. */
export interface EngineOptions {
  nmap: NmapOptions;
  'os-patch': OsPatchOptions;
  openscap: OpenscapOptions;
}

export type EngineName = keyof EngineOptions;

export type Engines = { readonly [Name in EngineName]: Engine<EngineOptions[Name]> };

/**
 * What to run: an engine's name with the options of that engine, how it may enter other systems, and what is known of targets
 * that were begun before.
 */
export type EngineWork<Name extends EngineName = EngineName> = {
  [N in Name]: {
    engine: N;
    options: EngineOptions[N];
    login?: Login | null;
    begun?: ReadonlyMap<string, BegunObservation>;
  };
}[Name];

/** Asks every engine what it can do here; all at once, because each starts a program. */
export async function probeEngines(engines: Engines): Promise<EngineVerdict[]> {
  return Promise.all(Object.values(engines).map((engine) => engine.probe()));
}

/** Starts the engine that the work names, once over the targets. */
export function startEngine<Name extends EngineName>(
  engines: Engines,
  work: EngineWork<Name>,
  targets: readonly string[],
  tools: ToolLauncher,
  sink: RunSink,
): EngineRun {
  const { options, login = null, begun } = work;
  return engines[work.engine].start({ targets, options, login, begun }, tools, sink);
}
