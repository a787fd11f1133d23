import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { ControlPlane } from './control-plane';

const ROLL = resolve(__dirname, '../../deploy/upgrade/scanfleet-roll');

/** Rolls over a pool's agents as its operator does; `command` replaces one, none: they are provisioned. */
export async function roll(
  { first, url }: ControlPlane,
  poolId: string,
  more: readonly string[],
  command: readonly string[] = [],
): Promise<{ code: number; stdout: string; stderr: string }> {
  const args = ['--api', url, '--token-file', first.adminTokenFile, '--pool', poolId, ...more];
  const all = command.length > 0 ? [...args, '--', ...command] : args;
  return promisify(execFile)(process.execPath, [ROLL, ...all]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}
