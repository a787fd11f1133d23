import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Tool, ToolCommand, ToolExit, ToolLauncher } from './tool';

/** Starts tools without a guard; what it started is gone when the spec ends. */
export class SpawningLauncher implements ToolLauncher {
  readonly commands: ToolCommand[] = [];
  readonly tools: Tool[] = [];

  launch(command: ToolCommand): Tool {
    this.commands.push(command);
    const child = spawn(command.file, command.args, { stdio: 'pipe' });
    let endedBy: ToolExit['endedBy'] = null;
    const exit = new Promise<ToolExit>((resolve) => {
      child.once('error', (error) => resolve({ code: null, signal: null, endedBy, error: error.message }));
      child.once('close', (code, signal) => resolve({ code, signal, endedBy, error: '' }));
    });
    child.stdin.on('error', () => undefined);
    const { far } = command;
    child.stdin.write(command.stdin);
    for (const file of far?.files ?? []) child.stdin.write(readFileSync(file));
    const beat = far && setInterval(() => child.stdin.write('.'), far.beatMs);
    const endInput = (): void => {
      clearInterval(beat);
      child.stdin.end();
    };
    if (!far) endInput();
    void exit.then(endInput);
    const stop = (): void => {
      endedBy = 'stop';
      if (far) endInput();
      else child.kill('SIGTERM');
    };
    const tool = { stdout: child.stdout, stderr: child.stderr, exit, stop, endInput };
    this.tools.push(tool);
    return tool;
  }

  async end(): Promise<void> {
    for (const tool of this.tools) {
      tool.stdout.resume();
      tool.stop();
      await tool.exit;
    }
  }
}
