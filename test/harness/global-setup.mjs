// Once for all integration specs: one private MariaDB and one private nats-server. What a spec needs to
// know of them travels in environment variables, which jest's workers inherit; test/harness/ledger.ts and
// bell.ts read them.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Processes } from '../../scripts/services/processes.mjs';
import { startForSpecs } from './mariadb-for-specs.mjs';

export default async function setUp() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'scanfleet-test-'));
  const processes = new Processes(folder);
  globalThis.scanfleetTest = { folder, processes };
  process.once('exit', () => processes.killAll());
  try {
    const { url } = await startForSpecs(processes, path.join(folder, 'mariadb'));
    process.env.SCANFLEET_TEST_DATABASE = url;
    process.env.SCANFLEET_TEST_FOLDER = folder;
  } catch (error) {
    await processes.endAll();
    throw error;
  }
}
