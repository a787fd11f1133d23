// A MariaDB that a spec may freeze and kill: node mariadb-process.mjs FOLDER PORT ISOLATION. Writes {pid, url} to
// FOLDER/ready.json when it serves; ends with it.
import fs from 'node:fs';
import path from 'node:path';
import { Processes } from '../../scripts/services/processes.mjs';
import { startForSpecs } from './mariadb-for-specs.mjs';

const [folder, port, isolation] = process.argv.slice(2);
const processes = new Processes(folder);
process.once('exit', () => processes.killAll());
process.once('SIGTERM', () => processes.endAll().then(() => process.exit(0)));
const { server, url } = await startForSpecs(processes, folder, Number(port));
await server.sql(`SET GLOBAL TRANSACTION ISOLATION LEVEL ${isolation}`);
fs.writeFileSync(path.join(folder, 'ready.json.part'), JSON.stringify({ pid: server.pid, url }));
fs.renameSync(path.join(folder, 'ready.json.part'), path.join(folder, 'ready.json'));
process.exitCode = (await server.ended) === 'exit code 0' ? 0 : 1;
