import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * The control plane's options, read once from the environment and frozen. Every error is listed before the
 * process refuses to boot. Names, meanings and defaults are printed in docs/operations/configuration.md.
 */
const seconds = (fallback: number) =>
  z.coerce
    .number()
    .positive()
    .default(fallback)
    .transform((value) => Math.round(value * 1000));

const address = (fallback: string) =>
  z
    .string()
    .regex(/^[^:\s]+:\d{1,5}$/, 'host:port')
    .default(fallback);

const count = (fallback: number) => z.coerce.number().int().min(0).max(4_294_967_295).default(fallback);

const schema = z.object({
  /** mysql://user@host:port/database; the password comes from SCANFLEET_DATABASE_PASSWORD_FILE. */
  SCANFLEET_DATABASE_URL: z.url(),
  SCANFLEET_DATABASE_PASSWORD_FILE: z.string().optional(),
  SCANFLEET_DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(16),
  /** Folder made by `scanfleet-control-plane init`: certificate authority, server certificate, NATS keys. */
  SCANFLEET_KEYS: z.string().min(1),
  SCANFLEET_HTTP_LISTEN: address('127.0.0.1:8080'),
  SCANFLEET_FLEET_LISTEN: address('127.0.0.1:8443'),
  /** Comma-separated; as agents reach them. */
  SCANFLEET_NATS_SERVERS: z.string().default('127.0.0.1:4222'),
  SCANFLEET_HEARTBEAT_SECONDS: seconds(10),
  SCANFLEET_RENEW_SECONDS: seconds(15),
  SCANFLEET_LEASE_SECONDS: seconds(60),
  SCANFLEET_STOP_AFTER_SECONDS: seconds(90),
  SCANFLEET_KILL_GRACE_SECONDS: seconds(10),
  SCANFLEET_LOST_AFTER_SECONDS: seconds(180),
  /** A bell not answered by a claim is rung again after this. */
  SCANFLEET_BELL_SECONDS: seconds(20),
  SCANFLEET_SWEEP_SECONDS: seconds(60),
  /** Looks that are older and repeated since are forgotten; a scan's results come later than its look, so not soon. */
  SCANFLEET_COVERAGE_DAYS: z.coerce.number().int().min(30).max(36_500).default(180),
  /** What a tenant may use unless the fleet's administrator set something else for it: scans that have not ended. */
  SCANFLEET_QUOTA_CONCURRENT_SCANS: count(50),
  /** Addresses times profiles. */
  SCANFLEET_QUOTA_TARGETS_PER_SCAN: count(1_048_576),
  /** Addresses that scans are started for, in a day of the subscription's zone. */
  SCANFLEET_QUOTA_ADDRESSES_A_DAY: count(4_194_304),
  /** Over all replicas. */
  SCANFLEET_QUOTA_REQUESTS_A_MINUTE: count(6_000),
  SCANFLEET_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export interface Config {
  readonly database: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
    readonly name: string;
    readonly connections: number;
  };
  readonly keysFolder: string;
  readonly httpListen: Listen;
  readonly fleetListen: Listen;
  readonly natsServers: readonly string[];
  /** Milliseconds. stopAfter + killGrace + 10 % < lostAfter. */
  readonly timings: {
    readonly heartbeat: number;
    readonly renew: number;
    readonly lease: number;
    readonly stopAfter: number;
    readonly killGrace: number;
    readonly lostAfter: number;
    readonly bell: number;
    readonly sweep: number;
  };
  readonly coverageDays: number;
  readonly quotas: {
    readonly concurrentScans: number;
    readonly targetsPerScan: number;
    readonly addressesADay: number;
    readonly requestsAMinute: number;
  };
  readonly logLevel: string;
}

export interface Listen {
  readonly host: string;
  readonly port: number;
}

/** Nest's token for the frozen Config. */
export const CONFIG = Symbol('Config');

/** Thrown with every problem at once, one a line. */
export class ConfigError extends Error {}

export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const parsed = schema.safeParse(environment);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('\n'));
  }
  const value = parsed.data;
  const problems: string[] = [];
  const timings = {
    heartbeat: value.SCANFLEET_HEARTBEAT_SECONDS,
    renew: value.SCANFLEET_RENEW_SECONDS,
    lease: value.SCANFLEET_LEASE_SECONDS,
    stopAfter: value.SCANFLEET_STOP_AFTER_SECONDS,
    killGrace: value.SCANFLEET_KILL_GRACE_SECONDS,
    lostAfter: value.SCANFLEET_LOST_AFTER_SECONDS,
    bell: value.SCANFLEET_BELL_SECONDS,
    sweep: value.SCANFLEET_SWEEP_SECONDS,
  };
  if ((timings.stopAfter + timings.killGrace) * 1.1 >= timings.lostAfter) {
    problems.push(
      'SCANFLEET_LOST_AFTER_SECONDS: must exceed SCANFLEET_STOP_AFTER_SECONDS + SCANFLEET_KILL_GRACE_SECONDS by more than 10 %, or two agents could scan one address',
    );
  }
  if (timings.renew * 2 > timings.lease || timings.renew * 2 > timings.stopAfter) {
    problems.push('SCANFLEET_RENEW_SECONDS: must be at most half of the lease and of stop-after');
  }
  const url = new URL(value.SCANFLEET_DATABASE_URL);
  let password = decodeURIComponent(url.password);
  if (value.SCANFLEET_DATABASE_PASSWORD_FILE) {
    try {
      password = readFileSync(value.SCANFLEET_DATABASE_PASSWORD_FILE, 'utf8').trim();
    } catch {
      problems.push('SCANFLEET_DATABASE_PASSWORD_FILE: cannot be read');
    }
  }
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));
  return deepFreeze({
    database: {
      host: url.hostname,
      port: Number(url.port || 3306),
      user: decodeURIComponent(url.username),
      password,
      name: url.pathname.slice(1),
      connections: value.SCANFLEET_DATABASE_CONNECTIONS,
    },
    keysFolder: value.SCANFLEET_KEYS,
    httpListen: listen(value.SCANFLEET_HTTP_LISTEN),
    fleetListen: listen(value.SCANFLEET_FLEET_LISTEN),
    natsServers: value.SCANFLEET_NATS_SERVERS.split(',').map((server) => server.trim()),
    timings,
    coverageDays: value.SCANFLEET_COVERAGE_DAYS,
    quotas: {
      concurrentScans: value.SCANFLEET_QUOTA_CONCURRENT_SCANS,
      targetsPerScan: value.SCANFLEET_QUOTA_TARGETS_PER_SCAN,
      addressesADay: value.SCANFLEET_QUOTA_ADDRESSES_A_DAY,
      requestsAMinute: value.SCANFLEET_QUOTA_REQUESTS_A_MINUTE,
    },
    logLevel: value.SCANFLEET_LOG_LEVEL,
  });
}

/** The names inside the keys folder; `init` writes them, everything else reads them through here. */
export function keyFiles(folder: string) {
  return {
    authorityCertificate: join(folder, 'ca.pem'),
    authorityKey: join(folder, 'ca.key'),
    serverCertificate: join(folder, 'server.pem'),
    serverKey: join(folder, 'server.key'),
    natsConfiguration: join(folder, 'nats', 'nats.conf'),
    natsAccountSeed: join(folder, 'nats', 'account.seed'),
    natsCredentials: join(folder, 'nats', 'control-plane.creds'),
  };
}

function listen(value: string): Listen {
  const colon = value.lastIndexOf(':');
  return { host: value.slice(0, colon), port: Number(value.slice(colon + 1)) };
}

function deepFreeze<T extends object>(value: T): Readonly<T> {
  for (const part of Object.values(value))
    if (typeof part === 'object' && part !== null) deepFreeze(part as object);
  return Object.freeze(value);
}
