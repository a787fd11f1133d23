import type { Engine, EngineRun, EngineTask, EngineVerdict, RunSink } from '../engine';
import type { ToolLauncher } from '../tool';
import { type NmapPowers, nmapArguments } from './argv';
import type { NmapOptions } from './options';
import { ownPowers } from './powers';
import { probeNmap } from './probe';
import { NmapRun } from './run';
import { targetInput } from './targets';

/** The nmap engine: typed options and addresses in, hosts, ports and script results out. */
export class NmapEngine implements Engine<NmapOptions> {
  readonly name = 'nmap';

  /** `powers` and `file` are this machine's own unless a caller knows better. */
  constructor(
    private readonly powers: () => NmapPowers = ownPowers,
    private readonly file = 'nmap',
  ) {}

  probe(): Promise<EngineVerdict> {
    return probeNmap(this.powers(), this.file);
  }

  /**
   * Starts nmap once over the task's targets, which are all IPv4 or all IPv6. Targets or options that are not
   * what the contract says end the run as `failed` before anything is started.
   */
  start(task: EngineTask<NmapOptions>, tools: ToolLauncher, sink: RunSink): EngineRun {
    const input = targetInput(task.targets);
    if (input.kind === 'refused') return refusedRun(input.reason);
    const compiled = nmapArguments(task.options, this.powers(), input.family);
    if (compiled.kind === 'refused') return refusedRun(compiled.reason);
    const tool = tools.launch({ file: this.file, args: compiled.args, stdin: input.stdin });
    return new NmapRun(task, tool, sink);
  }
}

function refusedRun(reason: string): EngineRun {
  return {
    end: Promise.resolve({ kind: 'failed', reason: `nmap was not started: ${reason}` }),
    stop: () => undefined,
  };
}
