import { runCommand } from '../command';
import type { EngineVerdict } from '../engine';

/** Each says its version in the first line. */
const MANAGERS = [
  { name: 'apt', file: 'apt-get', args: ['--version'], version: /^apt (\S+)/ },
  { name: 'dnf', file: 'dnf', args: ['--version'], version: /^(?:dnf\S* version )?(\d[\d.]*)/ },
  { name: 'zypper', file: 'zypper', args: ['--version'], version: /^zypper (\S+)/ },
];

/** Which package managers are here; the system's own is chosen when it is asked. */
export async function probeManagers(): Promise<EngineVerdict> {
  const found: string[] = [];
  for (const { name, file, args, version } of MANAGERS) {
    const { code, stdout } = await runCommand(file, args);
    const [, said] = version.exec(stdout) ?? [];
    if (code === 0 && said !== undefined) found.push(`${name} ${said}`);
  }
  const available = found.length > 0;
  return {
    name: 'os-patch',
    available,
    version: found.join(', '),
    verdict: available ? 'ready' : 'no package manager that is known',
    limits: [],
  };
}
