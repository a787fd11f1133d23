// Runs inside the scanner's namespace: a whole installation, its scan of the silent addresses, and one nmap.
//   node silent-scan.mjs FOLDER RANGE
// Prints one JSON object {bareMs, finishedMs, processes}.
import path from 'node:path';
import { Processes } from '../../scripts/services/processes.mjs';
import { bareNmap } from './bare-nmap.mjs';
import { makeJob, runScan, slicesOf, startFleet } from './fleet.mjs';

const AGENTS = 2;
const SLOTS = 4;
const [folder, range] = process.argv.slice(2);

const processes = new Processes(path.join(folder, 'inside'));
process.once('exit', () => processes.killAll());
process.once('SIGTERM', () => void processes.endAll().then(() => process.exit(143)));
const say = (text) => process.stderr.write(`${text}\n`);
try {
  const installation = await startFleet(
    { folder: processes.folder, processes, say },
    { agents: AGENTS, slots: SLOTS },
  );
  const network = await installation.api.post('/networks', {
    name: 'silent',
    cidrs: [range],
    poolId: installation.first.poolId,
  });
  const job = await makeJob(installation, {
    name: 'silent addresses',
    networkId: network.id,
    targets: [range.replace(/0\/\d+$/, '1-16')],
    preset: 'quick',
    // Nothing answers: without this they would all be called down at once.
    options: { hostDiscovery: false },
  });
  const { scan, finishedMs } = await runScan(installation.api, job.id);
  const bare = await bareNmap(folder);
  const targets = (await slicesOf(installation.api, scan.id)).flat();
  const bareMs = await bare(scan.profiles[0].options, [targets], 1);
  process.stdout.write(JSON.stringify({ bareMs, finishedMs, processes: AGENTS * SLOTS }));
} finally {
  await processes.endAll();
}
