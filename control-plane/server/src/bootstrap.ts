import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandModule, type BootOptions } from './app.module';
import { Networks } from './assets';
import {
  AuditReads,
  isSecret,
  Members,
  newSecret,
  Passwords,
  Tenants,
  Tokens,
  Users,
  type AuditVerdict,
} from './auth';
import { Vault } from './credentials';
import { Pools } from './fleet';
import { answer, Database, isRefusal } from './platform';
import { Subscriptions } from './subscriptions';

/** What the first start needs to know. */
export interface First {
  readonly tenantId: string;
  readonly poolId: string;
  readonly networkId: string;
  /** Of the fleet administrator, for the tenant. */
  readonly tokenId: string;
  /** Where the token's secret lies, mode 0600. */
  readonly adminTokenFile: string;
  /** Of the first fleet administrator, who logs in with a browser. */
  readonly adminEmail: string;
  /** Where their first password lies, mode 0600. */
  readonly adminPasswordFile: string;
}

const ADMINISTRATOR = 'admin@localhost';

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
    const secret = secretIn(adminTokenFile, 'API token', newSecret, isSecret);
    const adminPasswordFile = join(options.config.keysFolder, 'administrator.password');
    const password = secretIn(
      adminPasswordFile,
      'password',
      () => randomBytes(18).toString('base64url'),
      (text) => text.length >= 12,
    );
    const tenant = await app.get(Tenants).ensure('default');
    const tokenId = await app
      .get(Database)
      .transaction((tx) => app.get(Tokens).ensure(tx, tenant.id, 'bootstrap', 'fleet-administrator', secret));
    await makeAdministrator(app, tenant.id, password);
    const pool = await app.get(Pools).ensure('default');
    const network = await app.get(Networks).ensure(tenant.id, {
      name: 'this-machine',
      description: 'The machine that the agents of the default pool run on.',
      cidrs: ['127.0.0.0/8'],
      allowedSpecialCidrs: ['127.0.0.0/8'],
      poolId: pool.id,
    });
    await app.get(Subscriptions).ensure(tenant.id, 'bootstrap');
    return {
      tenantId: tenant.id,
      poolId: pool.id,
      networkId: network.id,
      tokenId,
      adminTokenFile,
      adminEmail: ADMINISTRATOR,
      adminPasswordFile,
    };
  } finally {
    await app.close();
  }
}

/** Follows every chain of the audit log. */
export async function verifyAudit(options: BootOptions): Promise<AuditVerdict[]> {
  const app = await NestFactory.createApplicationContext(CommandModule.forRoot(options), {
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  try {
    const reads = app.get(AuditReads);
    const verdicts: AuditVerdict[] = [];
    for (const chain of await reads.chains()) verdicts.push(await reads.verify(chain));
    return verdicts;
  } finally {
    await app.close();
  }
}

/** A new key for secrets; what is sealed is wrapped by it. */
export async function rotateSealingKey(options: BootOptions): ReturnType<Vault['rotate']> {
  const app = await NestFactory.createApplicationContext(CommandModule.forRoot(options), {
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  try {
    return await app.get(Vault).rotate();
  } finally {
    await app.close();
  }
}

/** The first of the fleet's administrators; who is there already stays as they are. */
async function makeAdministrator(
  app: INestApplicationContext,
  tenantId: string,
  password: string,
): Promise<void> {
  const users = app.get(Users);
  if (await users.byEmail(ADMINISTRATOR)) return;
  const passwordHash = answer(await app.get(Passwords).hash(password, ADMINISTRATOR));
  await app.get(Database).transaction(async (tx) => {
    const account = { email: ADMINISTRATOR, name: 'Administrator', locale: 'en' as const, zone: 'UTC' };
    const made = await users.create(tx, { ...account, passwordHash, fleetAdministrator: true });
    // Another start may have been quicker.
    if (isRefusal(made)) return;
    await app.get(Members).add(tx, tenantId, made.id, 'tenant-administrator');
  });
}

/** The secret in the file; made if there is no file. @throws Error when the file holds something else. */
function secretIn(file: string, what: string, make: () => string, isOne: (text: string) => boolean): string {
  // Linked into place whole: another run must not read half a token.
  const written = `${file}.${process.pid}`;
  writeFileSync(written, `${make()}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(written, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(written);
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (!isOne(secret)) throw new Error(`${file} holds no ${what}; remove it to have a new one made`);
  return secret;
}
