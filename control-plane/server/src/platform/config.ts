import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
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
/** Comma-separated CIDRs, such as 10.0.0.0/8,fd00::/8. */
const cidrs = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
  .refine((parts) => parts.every(isCidr), 'comma-separated CIDRs');

const schema = z.object({
  /** mysql://user@host:port/database; the password comes from SCANFLEET_DATABASE_PASSWORD_FILE. */
  SCANFLEET_DATABASE_URL: z.url(),
  SCANFLEET_DATABASE_PASSWORD_FILE: z.string().optional(),
  SCANFLEET_DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(16),
  /** Folder made by `scanfleet-control-plane init`: certificate authority, server certificate, NATS keys. */
  SCANFLEET_KEYS: z.string().min(1),
  SCANFLEET_HTTP_LISTEN: address('127.0.0.1:8080'),
  SCANFLEET_FLEET_LISTEN: address('127.0.0.1:8443'),
  /** Where agents reach SCANFLEET_FLEET_LISTEN; https:// and that unless given. Scanner hosts are told it. */
  SCANFLEET_FLEET_URL: z.url({ protocol: /^https$/ }).optional(),
  /** JSON file of what makes scanner hosts (docs/operations/scanner-hosts.md). Not given: nothing does. */
  SCANFLEET_PROVISIONERS_FILE: z.string().optional(),
  /** JSON file of the clouds and hypervisors that know tenants' machines (docs/operations/inventories.md). Not given: none. */
  SCANFLEET_INVENTORIES_FILE: z.string().optional(),
  /** Folder of signed programs of the agent (docs/operations/upgrade.md). Not given: there are none. */
  SCANFLEET_AGENT_BUNDLES: z.string().optional(),
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
  /** Where people reach the console: links in mails lead there. http:// and SCANFLEET_HTTP_LISTEN unless given. */
  SCANFLEET_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /**
   * smtp://user@host:port, or smtps:// for TLS from the first byte; the password comes from SCANFLEET_SMTP_PASSWORD_FILE,
   * and goes over TLS only. Not given: no mail is sent, and deliveries by mail fail at once.
   */
  SCANFLEET_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SCANFLEET_SMTP_PASSWORD_FILE: z.string().optional(),
  /** The address that mails come from. Required with SCANFLEET_SMTP_URL. */
  SCANFLEET_SMTP_FROM: z
    .string()
    .regex(/^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/, 'an e-mail address')
    .optional(),
  /** Comma-separated CIDRs that webhooks may reach although they are not public, also by http. */
  SCANFLEET_WEBHOOK_ALLOW: cidrs,
  /** PEM file of authorities that are trusted for webhooks besides the usual ones. */
  SCANFLEET_WEBHOOK_CA_FILE: z.string().optional(),
  /** Comma-separated CIDRs that security content may be fetched from although they are not public, also by http. */
  SCANFLEET_CONTENT_ALLOW: cidrs,
  /** PEM file of authorities that are trusted for content besides the usual ones. */
  SCANFLEET_CONTENT_CA_FILE: z.string().optional(),
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
  /** As agents reach it, without a slash at its end. */
  readonly fleetUrl: string;
  /** Null: nothing makes scanner hosts. */
  readonly provisionersFile: string | null;
  readonly inventoriesFile: string | null;
  readonly agentBundlesFolder: string | null;
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
  /** Without a slash at its end. */
  readonly publicUrl: string;
  /** Null: no mail is sent. */
  readonly mail: MailServer | null;
  readonly webhooks: {
    /** CIDRs. */
    readonly allow: readonly string[];
    /** PEM; empty: the usual authorities alone. */
    readonly authorities: string;
  };
  /** Where security content may be fetched from. */
  readonly content: Config['webhooks'];
  readonly logLevel: string;
}

export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly secure: boolean;
  /** Empty: no log-in. */
  readonly user: string;
  readonly password: string;
  readonly from: string;
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
  const content = (name: FileOption): string | undefined => {
    const file = value[name];
    if (!file) return undefined;
    try {
      return readFileSync(file, 'utf8').trim();
    } catch {
      problems.push(`${name}: cannot be read`);
      return undefined;
    }
  };
  const password = content('SCANFLEET_DATABASE_PASSWORD_FILE') ?? decodeURIComponent(url.password);
  const mail = mailServer(value, content('SCANFLEET_SMTP_PASSWORD_FILE'), problems);
  const authorities = content('SCANFLEET_WEBHOOK_CA_FILE') ?? '';
  const contentAuthorities = content('SCANFLEET_CONTENT_CA_FILE') ?? '';
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
    fleetUrl: (value.SCANFLEET_FLEET_URL ?? `https://${value.SCANFLEET_FLEET_LISTEN}`).replace(/\/+$/, ''),
    provisionersFile: value.SCANFLEET_PROVISIONERS_FILE ?? null,
    inventoriesFile: value.SCANFLEET_INVENTORIES_FILE ?? null,
    agentBundlesFolder: value.SCANFLEET_AGENT_BUNDLES ?? null,
    natsServers: value.SCANFLEET_NATS_SERVERS.split(',').map((server) => server.trim()),
    timings,
    coverageDays: value.SCANFLEET_COVERAGE_DAYS,
    quotas: {
      concurrentScans: value.SCANFLEET_QUOTA_CONCURRENT_SCANS,
      targetsPerScan: value.SCANFLEET_QUOTA_TARGETS_PER_SCAN,
      addressesADay: value.SCANFLEET_QUOTA_ADDRESSES_A_DAY,
      requestsAMinute: value.SCANFLEET_QUOTA_REQUESTS_A_MINUTE,
    },
    publicUrl: (value.SCANFLEET_PUBLIC_URL ?? `http://${value.SCANFLEET_HTTP_LISTEN}`).replace(/\/+$/, ''),
    mail,
    webhooks: { allow: value.SCANFLEET_WEBHOOK_ALLOW, authorities },
    content: { allow: value.SCANFLEET_CONTENT_ALLOW, authorities: contentAuthorities },
    logLevel: value.SCANFLEET_LOG_LEVEL,
  });
}

type Options = z.infer<typeof schema>;
type FileOption =
  | 'SCANFLEET_DATABASE_PASSWORD_FILE'
  | 'SCANFLEET_SMTP_PASSWORD_FILE'
  | 'SCANFLEET_WEBHOOK_CA_FILE'
  | 'SCANFLEET_CONTENT_CA_FILE';

function mailServer(value: Options, password: string | undefined, problems: string[]): MailServer | null {
  const { SCANFLEET_SMTP_URL: text, SCANFLEET_SMTP_FROM: from } = value;
  if (!text) return null;
  if (!from) problems.push('SCANFLEET_SMTP_FROM: required with SCANFLEET_SMTP_URL');
  const url = new URL(text);
  if (!url.hostname) problems.push('SCANFLEET_SMTP_URL: names no host');
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    user: decodeURIComponent(url.username),
    password: password ?? decodeURIComponent(url.password),
    from: from ?? '',
  };
}

function isCidr(text: string): boolean {
  const [, address = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && Number(bits) <= (family === 4 ? 32 : 128);
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
    sealingKeys: join(folder, 'sealing.keys'),
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
