import { runCommand } from '../command';
import type { EngineVerdict } from '../engine';
import { systemContent } from './system-content';

/** What oscap says of itself: its version, and which content the system came with. */
export async function probeOscap(file: string, contentFolder: string): Promise<EngineVerdict> {
  const { code, stdout, error } = await runCommand(file, ['--version']);
  const [, version = ''] = /^OpenSCAP command line tool \(oscap\) (\d+\.\d+(?:\.\d+)?)/.exec(stdout) ?? [];
  const verdict = (available: boolean, words: string): EngineVerdict => ({
    name: 'openscap',
    available,
    version: available ? version : '',
    verdict: words,
    limits: [],
  });
  if (code === null) return verdict(false, error === 'ENOENT' ? 'not installed' : `cannot be run (${error})`);
  if (code !== 0 || version === '') return verdict(false, 'does not say which version it is');
  return { ...verdict(true, 'ready'), content: await systemContent(contentFolder) };
}
