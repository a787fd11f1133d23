import { runCommand } from '../command';
import type { EngineVerdict } from '../engine';
import type { NmapPowers } from './argv';

/** The first version that knows `--unique`. */
const OLDEST = [7, 92] as const;

/** What this machine's nmap is good for. Looks at the program and at this process's powers; scans nothing. */
export async function probeNmap(powers: NmapPowers, file: string): Promise<EngineVerdict> {
  const said = await runCommand(file, ['--version']);
  const version = /^Nmap version (\d+\.\d+\S*)/m.exec(said.stdout)?.[1];
  if (said.error === 'ENOENT') return unavailable('', 'not installed');
  if (said.code !== 0 || version === undefined) return unavailable('', 'nmap does not tell its version');
  if (isOld(version)) return unavailable(version, `too old: ${OLDEST.join('.')} or later is needed`);
  return {
    name: 'nmap',
    available: true,
    version,
    verdict: powers.rawSockets ? 'ready' : 'ready, connect scan only: no raw sockets',
    limits: powers.rawSockets ? [] : ['connect-scan'],
  };
}

function unavailable(version: string, verdict: string): EngineVerdict {
  return { name: 'nmap', available: false, version, verdict, limits: [] };
}

function isOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => parseInt(part, 10));
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}
