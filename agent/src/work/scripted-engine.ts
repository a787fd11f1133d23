import type {
  Engine,
  EngineRun,
  EngineTask,
  EngineVerdict,
  RunEnd,
  RunSink,
  TargetResult,
} from '../engines/engine';
import type { NmapOptions } from '../engines/nmap/options';
import type { Observation } from '../engines/observation';
import type { ToolLauncher } from '../engines/tool';

/** For specs that must control a tool's timing: an engine that does what the spec says, when it says so. */
export class ScriptedEngine implements Engine<NmapOptions> {
  readonly name = 'nmap';
  readonly runs: ScriptedRun[] = [];
  private waiting: (() => void)[] = [];

  probe(): Promise<EngineVerdict> {
    const [name, version, verdict] = [this.name, '7.93', 'ready'];
    return Promise.resolve({ name, available: true, version, verdict, limits: [] });
  }

  start(task: EngineTask<NmapOptions>, tools: ToolLauncher, sink: RunSink): EngineRun {
    const run = new ScriptedRun(task.targets, tools, sink);
    this.runs.push(run);
    for (const resolve of this.waiting.splice(0)) resolve();
    return run;
  }

  /** The run with this number, from 0; waits for its start. */
  async run(at: number): Promise<ScriptedRun> {
    for (;;) {
      const run = this.runs[at];
      if (run) return run;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }
}

export class ScriptedRun implements EngineRun {
  readonly end: Promise<RunEnd>;
  /** Settles when the run is told to stop; the spec then says when the tool is gone. */
  readonly stopping: Promise<void>;
  /** Ends the run. */
  finish: (end: RunEnd) => void = () => undefined;
  stop: () => void = () => undefined;

  constructor(
    readonly targets: readonly string[],
    readonly tools: ToolLauncher,
    readonly sink: RunSink,
  ) {
    this.end = new Promise((resolve) => (this.finish = resolve));
    this.stopping = new Promise((resolve) => (this.stop = resolve));
  }

  /** Delivers a scanned target with this many open ports. */
  deliver(address: string, ports = 1, raw: Uint8Array | null = null): Promise<void> {
    return this.sink.target(scanned(address, ports, raw));
  }

  /** Delivers every target, then ends as nmap does when it succeeded. */
  async complete(): Promise<void> {
    for (const target of this.targets) await this.deliver(target);
    this.finish({ kind: 'complete' });
  }
}

/** A scanned target with a host observation and this many open ports, whose raw output is its address unless given. */
export function scanned(address: string, ports: number, raw: Uint8Array | null = null): TargetResult {
  const observations: Observation[] = [
    {
      kind: 'host',
      status: 'up',
      statusReason: 'echo-reply',
      hostnames: [],
      mac: null,
      macVendor: null,
      os: [],
      distance: null,
      trace: [],
      extraPorts: [],
    },
  ];
  for (let port = 1; port <= ports; port++) {
    observations.push({
      kind: 'port',
      protocol: 'tcp',
      port,
      state: 'open',
      reason: 'syn-ack',
      service: null,
    });
  }
  return { address, disposition: 'scanned', reason: '', observations, raw: raw ?? Buffer.from(address) };
}
