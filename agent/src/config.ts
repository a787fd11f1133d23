import { createPublicKey, type KeyObject } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/**
 * Names the provisioned scanner host that an agent is, where that shares its machine with others: whoever removes the host ends
 * all that carries it in its environment. Set by whoever starts the agent (provisioners/drivers/local-hosts.ts).
 */
export const HOST_MARK = 'SCANFLEET_HOST';

/** The daemon's options, compiled once. */
export interface Config {
  /** https://host:port. */
  controlPlane: URL;
  /** PEM of the authority that signed the control plane's certificate. */
  ca: Buffer;
  /** One-time; needed only until the agent has its identity. */
  joinToken: string | null;
  stateDir: string;
  /** The value of that mark; null: it is no such host. */
  host: string | null;
  /** Tools at once. */
  slots: number;
  /** What the machine calls itself; shown to people. */
  name: string;
  /** Bytes that undelivered results may take on disk. */
  spoolBytes: number;
  /** The nmap to run: a full path, or a name on the tools' fixed path. */
  nmap: string;
  /** Whose newer programs of this agent are run when its control plane wants them; null: nobody's. */
  updateKey: KeyObject | null;
  /** CIDRs and addresses that no tool of this agent is ever started for. */
  deny: readonly string[];
}

/** What is wrong with the options, all of it. */
export class ConfigErrors extends Error {
  constructor(readonly errors: readonly string[]) {
    super(errors.join('\n'));
  }
}

interface Option {
  flag: string;
  argument: string;
  variable: string;
  help: string;
}

const options = {
  controlPlane: {
    flag: '--control-plane',
    argument: 'URL',
    variable: 'SCANFLEET_AGENT_CONTROL_PLANE',
    help: 'where the control plane answers agents, https://host:port',
  },
  ca: {
    flag: '--ca',
    argument: 'FILE',
    variable: 'SCANFLEET_AGENT_CA',
    help: "certificate authority (PEM) of the control plane's certificate",
  },
  join: {
    flag: '--join',
    argument: 'TOKEN',
    variable: 'SCANFLEET_AGENT_JOIN',
    help: 'one-time token for the first start',
  },
  joinFile: {
    flag: '--join-file',
    argument: 'FILE',
    variable: 'SCANFLEET_AGENT_JOIN_FILE',
    help: 'a file with that token; none is there: the agent has joined before',
  },
  state: {
    flag: '--state',
    argument: 'DIR',
    variable: 'SCANFLEET_AGENT_STATE',
    help: 'identity and undelivered results (default: /var/lib/scanfleet-agent, or ~/.local/state/scanfleet-agent)',
  },
  slots: {
    flag: '--slots',
    argument: 'N',
    variable: 'SCANFLEET_AGENT_SLOTS',
    help: 'tools at once, 1 to 64 (default: 4)',
  },
  name: {
    flag: '--name',
    argument: 'NAME',
    variable: 'SCANFLEET_AGENT_NAME',
    help: 'what to call this machine (default: its host name)',
  },
  spool: {
    flag: '--spool-mib',
    argument: 'N',
    variable: 'SCANFLEET_AGENT_SPOOL_MIB',
    help: 'disk space for undelivered results, 1 to 65536 MiB (default: 256)',
  },
  nmap: {
    flag: '--nmap',
    argument: 'FILE',
    variable: 'SCANFLEET_AGENT_NMAP',
    help: 'which nmap to run, a full path (default: the nmap of this machine)',
  },
  updateKey: {
    flag: '--update-key',
    argument: 'FILE',
    variable: 'SCANFLEET_AGENT_UPDATE_KEY',
    help: 'Ed25519 public key (PEM) of who signs newer agents; without it the agent never updates itself',
  },
  deny: {
    flag: '--deny',
    argument: 'CIDRS',
    variable: 'SCANFLEET_AGENT_DENY',
    help: 'never touch these, such as 10.0.0.0/8,fd00::1 (default: none)',
  },
} satisfies Record<string, Option>;

type OptionName = keyof typeof options;

/** One line per option, for `--help`. */
export function optionHelp(): string {
  const lines = Object.values(options).map(({ flag, argument, variable, help }) => {
    return `  ${`${flag} ${argument}`.padEnd(22)} ${help}\n  ${''.padEnd(22)} [${variable}]`;
  });
  return lines.join('\n');
}

/**
 * Compiles the daemon's options from its arguments and the environment; an argument wins over the
 * environment. Throws `ConfigErrors` with everything that is wrong.
 */
export function compileConfig(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Readonly<Config> {
  const errors: string[] = [];
  const given = { ...fromEnvironment(environment), ...fromArguments(args, errors) };
  const config: Config = {
    controlPlane: controlPlane(given.controlPlane, errors),
    ca: authority(given.ca, errors),
    joinToken: given.join ?? tokenIn(given.joinFile, errors),
    stateDir: resolve(given.state ?? defaultStateDir(environment)),
    host: environment[HOST_MARK] ?? null,
    slots: wholeNumber(given.slots, options.slots.flag, 4, 64, errors),
    name: machineName(given.name ?? hostname(), errors),
    spoolBytes: wholeNumber(given.spool, options.spool.flag, 256, 65_536, errors) * 1024 * 1024,
    nmap: program(given.nmap, options.nmap.flag, 'nmap', errors),
    updateKey: publicKey(given.updateKey, errors),
    deny: networks(given.deny, options.deny.flag, errors),
  };
  if (errors.length > 0) throw new ConfigErrors(errors);
  return Object.freeze(config);
}

type Given = Partial<Record<OptionName, string>>;

function fromEnvironment(environment: NodeJS.ProcessEnv): Given {
  const given: Given = {};
  for (const name of Object.keys(options) as OptionName[]) {
    const value = environment[options[name].variable];
    if (value !== undefined && value !== '') given[name] = value;
  }
  return given;
}

function fromArguments(args: readonly string[], errors: string[]): Given {
  const given: Given = {};
  const names = Object.keys(options) as OptionName[];
  for (let at = 0; at < args.length; at++) {
    const [flag = '', ...rest] = (args[at] ?? '').split('=');
    const name = names.find((candidate) => options[candidate].flag === flag);
    const value = rest.length > 0 ? rest.join('=') : args[at + 1];
    if (!name) errors.push(`unknown argument: ${JSON.stringify(args[at])}`);
    else if (value === undefined || value === '') errors.push(`${flag} needs a value`);
    else given[name] = value;
    if (name && rest.length === 0) at += 1;
  }
  return given;
}

function controlPlane(value: string | undefined, errors: string[]): URL {
  const nowhere = new URL('https://localhost');
  if (value === undefined) {
    errors.push(`${options.controlPlane.flag} is needed`);
    return nowhere;
  }
  if (!URL.canParse(value)) {
    errors.push(`${options.controlPlane.flag} is not a URL: ${JSON.stringify(value)}`);
    return nowhere;
  }
  const url = new URL(value);
  if (url.protocol !== 'https:') errors.push(`${options.controlPlane.flag} must begin with https://`);
  if (url.username !== '' || url.search !== '' || url.hash !== '' || !['', '/'].includes(url.pathname)) {
    errors.push(`${options.controlPlane.flag} must be https://host:port and no more`);
  }
  return url;
}

function authority(path: string | undefined, errors: string[]): Buffer {
  if (path === undefined) {
    errors.push(`${options.ca.flag} is needed`);
    return Buffer.alloc(0);
  }
  try {
    const pem = readFileSync(path);
    if (!pem.includes('-----BEGIN CERTIFICATE-----'))
      errors.push(`${options.ca.flag}: ${path} holds no certificate`);
    return pem;
  } catch (thrown) {
    errors.push(`${options.ca.flag}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return Buffer.alloc(0);
  }
}

function publicKey(path: string | undefined, errors: string[]): KeyObject | null {
  if (path === undefined) return null;
  try {
    const key = createPublicKey(readFileSync(path));
    if (key.asymmetricKeyType !== 'ed25519')
      errors.push(`${options.updateKey.flag}: ${path} is no Ed25519 key`);
    return key;
  } catch (thrown) {
    errors.push(`${options.updateKey.flag}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return null;
  }
}

function tokenIn(path: string | undefined, errors: string[]): string | null {
  if (path === undefined || !existsSync(path)) return null;
  try {
    return readFileSync(path, 'utf8').trim() || null;
  } catch (thrown) {
    errors.push(`${options.joinFile.flag}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return null;
  }
}

function wholeNumber(
  value: string | undefined,
  flag: string,
  otherwise: number,
  most: number,
  errors: string[],
): number {
  if (value === undefined) return otherwise;
  const number = /^\d{1,6}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > most) errors.push(`${flag} must be a whole number from 1 to ${most}`);
  return number;
}

function program(value: string | undefined, flag: string, otherwise: string, errors: string[]): string {
  if (value === undefined) return otherwise;
  if (!isAbsolute(value)) errors.push(`${flag} must be a full path`);
  try {
    accessSync(value, constants.X_OK);
  } catch {
    errors.push(`${flag}: ${value} is not a program that can be run`);
  }
  return value;
}

function networks(value: string | undefined, flag: string, errors: string[]): string[] {
  const parts = value === undefined ? [] : value.split(',').map((part) => part.trim());
  for (const part of parts) {
    const [, address = '', bits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(part) ?? [];
    const most = isIP(address) === 6 ? 128 : 32;
    if (isIP(address) === 0 || address.includes('%') || Number(bits ?? 0) > most)
      errors.push(`${flag}: ${JSON.stringify(part)} is neither an address nor a CIDR`);
  }
  return parts;
}

function machineName(name: string, errors: string[]): string {
  const isPlain = name.length >= 1 && name.length <= 253 && !/[\p{Cc}\p{Cf}]/u.test(name);
  if (!isPlain)
    errors.push(`${options.name.flag} must have 1 to 253 characters, none of them a control character`);
  return name;
}

/** systemd gives a service its own folder in STATE_DIRECTORY (systemd.exec(5), StateDirectory=). */
function defaultStateDir(environment: NodeJS.ProcessEnv): string {
  const given = environment['STATE_DIRECTORY']?.split(':')[0];
  if (given) return given;
  if (process.geteuid?.() === 0) return '/var/lib/scanfleet-agent';
  const base = environment['XDG_STATE_HOME'] ?? join(environment['HOME'] ?? '.', '.local', 'state');
  return join(base, 'scanfleet-agent');
}
