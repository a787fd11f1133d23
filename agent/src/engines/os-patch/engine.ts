import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../clock';
import type { Engine, EngineRun, EngineTask, EngineVerdict, RunSink } from '../engine';
import { ownAddresses } from '../own-addresses';
import type { ToolLauncher } from '../tool';
import type { OsPatchOptions } from './options';
import { probeManagers } from './probe';
import type { Asking } from './questions';
import { OsPatchRun, type OsPatchPlace } from './run';

/** The engine of what a system's package manager says is to be updated. Changes nothing there. */
export class OsPatchEngine implements Engine<OsPatchOptions> {
  readonly name = 'os-patch';
  readonly #place: OsPatchPlace;

  constructor(place: Pick<OsPatchPlace, 'scratch' | 'ssh'> & Partial<OsPatchPlace>) {
    this.#place = { addresses: ownAddresses, root: null, clock: systemClock, ...place };
  }

  probe(): Promise<EngineVerdict> {
    return probeManagers();
  }

  /** Asks one system after the other. */
  start(task: EngineTask<OsPatchOptions>, tools: ToolLauncher, sink: RunSink): EngineRun {
    return new OsPatchRun(task, tools, sink, this.#place, (own) => this.#asking(task.options, own));
  }

  /** `own`: ends with the use of the folder. */
  async #asking<T>(options: OsPatchOptions, use: (asking: Asking) => Promise<T>): Promise<T> {
    const { root, scratch } = this.#place;
    if (!options.freshLists) return use({ root, lists: null });
    const lists = join(scratch, `lists-${randomUUID()}`);
    mkdirSync(join(lists, 'partial'), { recursive: true, mode: 0o700 });
    try {
      return await use({ root, lists });
    } finally {
      rmSync(lists, { recursive: true, force: true });
    }
  }
}
