import type { ToolCommand, ToolLauncher } from '../engines/tool';
import type { RemoteTool } from './remote-tool';

/**
 * Launches the tools of one run, all under the run's deadline: those running when it is extended and
 * those started later.
 */
export class RunGuard implements ToolLauncher {
  private readonly tools = new Set<RemoteTool>();

  constructor(
    readonly run: string,
    private until: number,
    private readonly start: (command: ToolCommand, guard: RunGuard) => RemoteTool,
  ) {}

  /** Boot-time milliseconds at which the keeper ends every tool of the run. */
  get deadline(): number {
    return this.until;
  }

  /** Never throws; a tool that could not be started says so in its exit. */
  launch(command: ToolCommand): RemoteTool {
    const tool = this.start(command, this);
    this.tools.add(tool);
    void tool.exit.then(() => this.tools.delete(tool));
    return tool;
  }

  /** Moves the deadline (boot-time milliseconds). It never moves back. */
  extend(deadline: number): void {
    if (deadline <= this.until) return;
    this.until = deadline;
    for (const tool of this.tools) tool.extend(deadline);
  }

  /** Stops every tool of the run: TERM, the grace, KILL. Idempotent. */
  stop(): void {
    for (const tool of this.tools) tool.stop();
  }
}
