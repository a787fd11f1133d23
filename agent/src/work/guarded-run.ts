import type { RunEnd } from '../engines/engine';
import type { Tool, ToolCommand, ToolExit, ToolLauncher } from '../engines/tool';
import type { SliceEvent } from './slice.machine';

type Ended = Extract<SliceEvent, { kind: 'ended' }>;

/**
 * Remembers why the guard ended a tool: an engine sees only that its tool was ended. A tool that met the
 * deadline or lost its keeper is no failure of the tool; nor is one that is not there to be started.
 */
export class WatchedLauncher implements ToolLauncher {
  private endedBy: Exclude<ToolExit['endedBy'], null | 'stop'> | null = null;
  private error = '';
  /** Why it could not be started; empty when it was. */
  private unstarted = '';

  constructor(private readonly tools: ToolLauncher) {}

  launch(command: ToolCommand): Tool {
    const tool = this.tools.launch(command);
    void tool.exit.then(({ endedBy, error }) => {
      if (endedBy === null) this.unstarted = error;
      if (endedBy === null || endedBy === 'stop') return;
      this.endedBy = endedBy;
      this.error = error;
    });
    return tool;
  }

  /** What the run's end means for the slice. `missing`: targets without a disposition. */
  verdict(end: RunEnd, missing: number): Ended {
    if (missing === 0) return { kind: 'ended', how: 'complete', reason: '' };
    if (this.endedBy !== null) return { kind: 'ended', how: 'cut', reason: this.words() };
    if (this.unstarted !== '') {
      const reason = `the tool could not be started: ${this.unstarted}`;
      return { kind: 'ended', how: 'not started', reason };
    }
    switch (end.kind) {
      case 'complete':
        return {
          kind: 'ended',
          how: 'failed',
          reason: `the tool said that it succeeded and told nothing about ${missing} targets`,
        };
      case 'failed':
        return { kind: 'ended', how: 'failed', reason: end.reason };
      case 'stopped':
        return { kind: 'ended', how: 'cut', reason: 'the tool was stopped' };
    }
  }

  private words(): string {
    const told = this.error === '' ? '' : `: ${this.error}`;
    switch (this.endedBy) {
      case 'deadline':
        return 'ended at its deadline: no answer from the control plane';
      case 'refused':
        return `not started: its deadline had passed${told}`;
      default:
        return `the keeper was gone${told}`;
    }
  }
}
