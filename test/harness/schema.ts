import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger } from './ledger';
import { testSettings } from './settings';

/**
 * Brings an empty ledger to this version's schema. The first of a run has the migrations do it; the others are given what they
 * made, in one piece. For specs that stand on the schema; what the migrations do is the migrations' own spec.
 */
export async function inSchema(ledger: Ledger, migrate: () => Promise<unknown>): Promise<void> {
  const file = join(testSettings().folder, 'schema.sql');
  if (existsSync(file)) {
    await ledger.connection.query(readFileSync(file, 'utf8'));
    return;
  }
  await migrate();
  const { host, port, user, password, database } = ledger;
  const access = [`-h${host}`, `-P${port}`, `-u${user}`, `-p${password}`];
  const dump = execFileSync('mariadb-dump', [...access, '--skip-comments', '--skip-lock-tables', database]);
  const part = `${file}.${process.pid}`;
  writeFileSync(part, dump);
  renameSync(part, file);
}
