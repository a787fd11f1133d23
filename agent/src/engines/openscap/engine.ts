import { systemClock } from '../../clock';
import type { Engine, EngineRun, EngineTask, EngineVerdict, RunSink } from '../engine';
import { ownAddresses } from '../own-addresses';
import type { ToolLauncher } from '../tool';
import type { OpenscapOptions } from './options';
import { probeOscap } from './probe';
import { OpenscapRun, type OpenscapPlace } from './run';
import { SYSTEM_CONTENT } from './system-content';

/** The engine of SCAP content: profiles of a benchmark, and OVAL definitions, evaluated by oscap. */
export class OpenscapEngine implements Engine<OpenscapOptions> {
  readonly name = 'openscap';
  readonly #place: OpenscapPlace;
  readonly #contentFolder: string;

  /** `contentFolder`: where the content lies that the system came with. */
  constructor({
    contentFolder = SYSTEM_CONTENT,
    ...place
  }: Pick<OpenscapPlace, 'content' | 'scratch' | 'ssh'> &
    Partial<OpenscapPlace> & { contentFolder?: string }) {
    this.#contentFolder = contentFolder;
    this.#place = { file: 'oscap', addresses: ownAddresses, root: null, clock: systemClock, ...place };
  }

  probe(): Promise<EngineVerdict> {
    return probeOscap(this.#place.file, this.#contentFolder);
  }

  /** Evaluates one system after the other, each in one run of oscap: its start costs more than many rules. */
  start(task: EngineTask<OpenscapOptions>, tools: ToolLauncher, sink: RunSink): EngineRun {
    return new OpenscapRun(task, tools, sink, this.#place);
  }
}
