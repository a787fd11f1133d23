// A private MariaDB with a user "spec", who makes and drops databases of his own, each named scanfleet_SOMETHING.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { startMariadb } from '../../scripts/services/mariadb.mjs';

/** Starts it in `folder` (again, after it was killed there). Returns {server, url}; the URL has no path. */
export async function startForSpecs(processes, folder, port) {
  const server = await startMariadb(processes, { folder, port, durable: false });
  const passwordFile = path.join(folder, 'spec.password');
  if (!fs.existsSync(passwordFile)) {
    fs.writeFileSync(passwordFile, randomBytes(18).toString('base64url'), { mode: 0o600 });
  }
  const password = fs.readFileSync(passwordFile, 'utf8');
  await server.sql(
    `CREATE OR REPLACE USER 'spec'@'127.0.0.1' IDENTIFIED BY '${password}';` +
      "GRANT ALL ON `scanfleet\\_%`.* TO 'spec'@'127.0.0.1'; GRANT PROCESS ON *.* TO 'spec'@'127.0.0.1'",
  );
  return { server, url: `mysql://spec:${password}@127.0.0.1:${server.port}` };
}
