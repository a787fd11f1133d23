import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { buildSync } from 'esbuild';
import { systemClock } from '../clock';
import type { Tool, ToolCommand, ToolExit } from '../engines/tool';
import { statOf } from './processes';

/** What the keeper's specs stand on: the bundled program, a directory, and words for what they wait for. */
export interface ProvingGround {
  /** The bundle of `fixture-agent.ts`. */
  program: string;
  dir: string;
  remove(): void;
}

export function makeProvingGround(): ProvingGround {
  const dir = mkdtempSync(join(tmpdir(), 'keeper-spec-'));
  const program = join(dir, 'program.js');
  const entry = join(__dirname, 'fixture-agent.ts');
  buildSync({ entryPoints: [entry], outfile: program, bundle: true, platform: 'node', target: 'node20' });
  return { program, dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** Waits until the condition holds; rejects with `what` when it does not within the time. */
export async function until(what: string, condition: () => boolean, withinMs = 5000): Promise<void> {
  const end = systemClock.monotonicMs() + withinMs;
  while (!condition()) {
    if (systemClock.monotonicMs() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise<void>((resolve) => systemClock.after(10, resolve));
  }
}

export function alive(pids: readonly number[]): number[] {
  return pids.filter((pid) => statOf(pid) !== null);
}

export function shell(script: string, stdin = ''): ToolCommand {
  return { file: '/bin/sh', args: ['-c', script], stdin };
}

/**
 * A tool with a family that does not want to go: a child and a grandchild that ignore TERM, one child in
 * a session of its own, and one in a session of its own that has thrown its environment away. It prints
 * the four process ids and its own on one line once they all run.
 */
export const STUBBORN_FAMILY = `
  trap '' TERM
  (trap '' TERM; sleep 1001 & echo $! > grandchild; wait) & child=$!
  setsid sleep 1002 & strayed=$!
  env -i PATH="$PATH" sleep 1003 & nameless=$!
  until [ -s grandchild ]; do :; done
  echo "$$ $child $(cat grandchild) $strayed $nameless"
  wait; wait; wait
`;

export function numbers(line: string): number[] {
  return line.trim().split(' ').map(Number);
}

/** The first line the tool prints; the rest of its output is thrown away. */
export function firstLine(tool: Tool): Promise<string> {
  let line = '';
  return new Promise((resolve, reject) => {
    tool.stdout.on('data', (chunk: Buffer) => {
      line += chunk.toString();
      if (line.includes('\n')) resolve(line.slice(0, line.indexOf('\n')));
    });
    tool.stdout.on('end', () => reject(new Error(`no line, only "${line}"`)));
  });
}

/** Reads everything a tool writes, to its end. */
export async function runToEnd(tool: Tool): Promise<ToolExit & { stdout: string; stderr: string }> {
  const [stdout, stderr, exit] = await Promise.all([text(tool.stdout), text(tool.stderr), tool.exit]);
  return { ...exit, stdout, stderr };
}
