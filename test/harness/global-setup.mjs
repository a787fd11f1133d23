// Once for all integration specs: one private MariaDB and one private nats-server. What a spec needs to
// know of them travels in environment variables, which jest's workers inherit; test/harness/ledger.ts and
// bell.ts read them.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startMariadb } from '../../scripts/services/mariadb.mjs';
import { Processes } from '../../scripts/services/processes.mjs';

export default async function setUp() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'scanfleet-test-'));
  const processes = new Processes(folder);
  globalThis.scanfleetTest = { folder, processes };
  process.once('exit', () => processes.killAll());
  try {
    const ledger = await startMariadb(processes, { folder: path.join(folder, 'mariadb'), durable: false });
    const password = randomBytes(18).toString('base64url');
    // Specs make and drop databases of their own, each named scanfleet_SOMETHING.
    await ledger.sql(
      `CREATE USER 'spec'@'127.0.0.1' IDENTIFIED BY '${password}';` +
        "GRANT ALL ON `scanfleet\\_%`.* TO 'spec'@'127.0.0.1'; GRANT PROCESS ON *.* TO 'spec'@'127.0.0.1'",
    );
    process.env.SCANFLEET_TEST_DATABASE = `mysql://spec:${password}@127.0.0.1:${ledger.port}`;
    process.env.SCANFLEET_TEST_FOLDER = folder;
  } catch (error) {
    await processes.endAll();
    throw error;
  }
}
