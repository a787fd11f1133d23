import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { HOST_MARK } from '../config';
import type { RunCgroup } from './cgroup';
import type { ToolSpec } from './frames';
import { AGENT_MARK, RUN_MARK, TOOL_MARK } from './processes';

export const TOOL_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Where tools are started: decided once per life of the keeper. */
export interface ToolGround {
  /** Private directory in which every tool gets an empty working directory of its own. */
  dir: string;
  agent: string;
  /** Of which provisioned host, for its mark; null: of none. */
  host: string | null;
  /** Full path of a setpriv(1) that knows --pdeathsig; null where there is none. */
  setpriv: string | null;
}

export interface StartedTool {
  child: ChildProcessWithoutNullStreams;
  workDir: string;
}

/** Full path of util-linux's setpriv, tried once; busybox has one of the same name without --pdeathsig. */
export function findSetpriv(): string | null {
  const path = lookUp('setpriv');
  if (path === null) return null;
  const tried = spawnSync(path, ['--pdeathsig', 'KILL', '--', '/bin/sh', '-c', ':'], { stdio: 'ignore' });
  return tried.status === 0 ? path : null;
}

/**
 * Starts the tool in a session of its own, with a small fixed environment and an empty working directory.
 * It joins its cgroup before its first instruction, and the kernel kills it when the keeper dies
 * (prctl(2) PR_SET_PDEATHSIG; it is tied to the thread that forked, and node forks on its main thread).
 * Throws when the file does not exist or may not be executed.
 * @param mark value of SCANFLEET_TOOL
 */
export function startTool(
  ground: ToolGround,
  spec: ToolSpec,
  mark: string,
  cgroup: RunCgroup | null,
): StartedTool {
  const path = lookUp(spec.file);
  if (path === null) throw new Error(`ENOENT: ${spec.file} is not an executable file`);
  const words = [path, ...spec.args];
  if (ground.setpriv !== null) words.unshift(ground.setpriv, '--pdeathsig', 'KILL', '--');
  // "0" is whoever writes: the shell itself, which then becomes the tool.
  if (cgroup) words.unshift('/bin/sh', '-c', 'echo 0 2>/dev/null >"$0/cgroup.procs"; exec "$@"', cgroup.path);
  const [file = path, ...args] = words;
  const workDir = mkdtempSync(join(ground.dir, 'tool-'));
  try {
    const marks = { [AGENT_MARK]: ground.agent, [RUN_MARK]: spec.run, [TOOL_MARK]: mark };
    const host = ground.host === null ? {} : { [HOST_MARK]: ground.host };
    const env = { PATH: TOOL_PATH, LANG: 'C', HOME: workDir, ...marks, ...host };
    return { child: spawn(file, args, { cwd: workDir, env, detached: true, stdio: 'pipe' }), workDir };
  } catch (error) {
    rmSync(workDir, { recursive: true, force: true });
    throw error;
  }
}

function lookUp(file: string): string | null {
  const places = file.includes('/') ? [file] : TOOL_PATH.split(':').map((dir) => join(dir, file));
  return places.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
