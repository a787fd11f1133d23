// Where a fleet pays: addresses that do not answer, which one nmap waits for one after another.
import path from 'node:path';
import { silentRange, whyNot } from './namespaces.mjs';

const RANGE = '10.67.0.0/24';

export default async function silent({ folder, processes, say }) {
  const reason = whyNot();
  if (reason) return [{ what: '16 silent addresses', value: `skipped: ${reason}`, unit: '' }];
  const { scanner, remove } = silentRange(RANGE);
  try {
    say('the fleet, then one nmap: about four minutes');
    const inside = [process.execPath, path.join(import.meta.dirname, 'silent-scan.mjs'), folder, RANGE];
    const name = 'silent-scan';
    const run = processes.start(name, 'ip', ['netns', 'exec', scanner, ...inside], { stdout: 'pipe' });
    const said = [];
    run.stdout.on('data', (bytes) => said.push(bytes));
    const how = await run.ended;
    if (how !== 'exit code 0') throw new Error(`${name} ended with ${how}\n${processes.lastLines(name)}`);
    const { bareMs, finishedMs, processes: atOnce } = JSON.parse(Buffer.concat(said).toString('utf8'));
    const gain = bareMs / finishedMs;
    return [
      { what: '16 silent addresses: one nmap', value: bareMs / 1000, unit: 's' },
      { what: `16 silent addresses: fleet, ${atOnce} processes`, value: finishedMs / 1000, unit: 's' },
      { what: '16 silent addresses: faster by', value: gain, unit: '×', target: '>= 6', ok: gain >= 6 },
    ];
  } finally {
    remove();
  }
}
