// nmap without a fleet, with the arguments that an agent gives it.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { bundle } from './bundle.mjs';

const require = createRequire(import.meta.url);

/**
 * Gives `run(options, slices, atOnce)`: nmap once over each of the slices, that many processes at a time, its
 * output thrown away; the wall time in milliseconds. `options` are those of the scan's profile.
 */
export async function bareNmap(folder) {
  const { nmapCommand } = require(await bundle('nmap-command.ts', folder));
  return async (options, slices, atOnce) => {
    const waiting = slices.map((targets) => nmapCommand(options, targets));
    const one = async () => {
      for (let command = waiting.shift(); command; command = waiting.shift()) await nmap(command);
    };
    const start = performance.now();
    await Promise.all(Array.from({ length: atOnce }, one));
    return performance.now() - start;
  };
}

/** Settles when nmap has ended well. It dies with us. */
function nmap({ args, stdin }) {
  return new Promise((resolve, reject) => {
    const tied = ['--pdeathsig', 'KILL', '--', 'nmap', ...args];
    const child = spawn('setpriv', tied, { stdio: ['pipe', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`nmap: exit code ${code}`))));
    child.stdin.end(stdin);
  });
}
