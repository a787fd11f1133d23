import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { CommandModule, type BootOptions } from './app.module';
import { Networks } from './assets';
import { isSecret, newSecret, Tenants, Tokens } from './auth';
import { Pools } from './fleet';
import { Database } from './platform';

/** What the first start needs to know. */
export interface First {
  readonly tenantId: string;
  readonly poolId: string;
  readonly networkId: string;
  /** Of the fleet administrator, for the tenant. */
  readonly tokenId: string;
  /** Where the token's secret lies, mode 0600. */
  readonly adminTokenFile: string;
}

/**
 * Makes the first tenant, its fleet administrator's token, pool and network, or finds them: it may run at
 * every start, also twice at a time. The secret is written before its hash is stored, so that an interrupted
 * run leaves no token that nobody knows.
 */
export async function bootstrap(options: BootOptions, tokenFile?: string): Promise<First> {
  const app = await NestFactory.createApplicationContext(CommandModule.forRoot(options), {
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  try {
    const adminTokenFile = tokenFile ?? join(options.config.keysFolder, 'administrator.token');
    const secret = secretIn(adminTokenFile);
    const tenant = await app.get(Tenants).ensure('default');
    const tokenId = await app
      .get(Database)
      .transaction((tx) => app.get(Tokens).ensure(tx, tenant.id, 'bootstrap', 'fleet-administrator', secret));
    const pool = await app.get(Pools).ensure('default');
    const network = await app.get(Networks).ensure(tenant.id, {
      name: 'this-machine',
      description: 'The machine that the agents of the default pool run on.',
      cidrs: ['127.0.0.0/8'],
      allowedSpecialCidrs: ['127.0.0.0/8'],
      poolId: pool.id,
    });
    return { tenantId: tenant.id, poolId: pool.id, networkId: network.id, tokenId, adminTokenFile };
  } finally {
    await app.close();
  }
}

/** The token in the file; made if there is no file. @throws Error when the file holds something else. */
function secretIn(file: string): string {
  // Linked into place whole: another run must not read half a token.
  const written = `${file}.${process.pid}`;
  writeFileSync(written, `${newSecret()}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(written, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(written);
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (!isSecret(secret)) throw new Error(`${file} holds no API token; remove it to have a new one made`);
  return secret;
}
