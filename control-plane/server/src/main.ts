#!/usr/bin/env node
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { INIT_USAGE, runInit } from './fleet/init';
import { migrations } from './migrations';
import { ConfigError, ledgerSource, Log, migrate, readConfig, SystemClock } from './platform';

const USAGE = `scanfleet-control-plane [COMMAND]

  serve       serve the API and the fleet until SIGTERM or SIGINT; the default
  migrate     bring the database's schema up to this version
  bootstrap   make the first tenant, administrator token, pool and network, or find them; prints one JSON object
                --token-file FILE   where the token lies; default KEYS/administrator.token
  verify-audit  follow every chain of the audit log; exits with 1 when one is broken
  rotate-sealing-key  make a new key that seals what credentials hold, and wrap every secret's own key by it
  init        make the fleet's keys
  openapi     print the API's description

${INIT_USAGE}

Options are environment variables: docs/operations/configuration.md.
`;

const STOP_WITHIN_MS = 10_000;

/** All rooms: more than a second to load, for the commands that need them. */
const rooms = () => ({
  ...(require('./bootstrap') as typeof import('./bootstrap')),
  ...(require('./control-plane') as typeof import('./control-plane')),
});

/** Wrong use: told to the operator without a stack. */
class UsageError extends Error {}

const commands: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  serve,
  migrate: runMigrations,
  bootstrap: runBootstrap,
  'verify-audit': runAuditVerification,
  'rotate-sealing-key': runRotation,
  init: async (args) => print(await runInit(args, new SystemClock())),
  openapi: runDescription,
};

async function serve(): Promise<void> {
  const clock = new SystemClock();
  const config = readConfig();
  const stopped = signals();
  const controlPlane = await rooms().startControlPlane({ config, clock });
  const log = controlPlane.app.get(Log);
  const { host, port } = config.fleetListen;
  log.info(
    { api: controlPlane.url, fleet: `https://${host}:${port}`, pid: process.pid },
    'control plane serves',
  );
  log.info({ signal: await stopped }, 'control plane stops');
  clock.after(STOP_WITHIN_MS, () => {
    log.error({}, 'not stopped in time, ending anyway');
    process.exit(1);
  });
  await controlPlane.stop();
}

function signals(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
  });
}

/** A migration is its statements: it needs no entity, so no room. */
async function runMigrations(): Promise<void> {
  const source = await ledgerSource(readConfig(), { entities: [], migrations }).initialize();
  try {
    for (const name of await migrate(source)) print(`${name}\n`);
  } finally {
    await source.destroy();
  }
}

async function runBootstrap(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { 'token-file': { type: 'string' } } });
  print(`${JSON.stringify(await rooms().bootstrap({ config: readConfig() }, values['token-file']))}\n`);
}

async function runAuditVerification(): Promise<void> {
  const verdicts = await rooms().verifyAudit({ config: readConfig() });
  for (const verdict of verdicts) print(`${JSON.stringify(verdict)}\n`);
  if (!verdicts.every(({ intact }) => intact)) throw new Error('the audit log was changed');
}

async function runRotation(): Promise<void> {
  const rotated = await rooms().rotateSealingKey({ config: readConfig() });
  print(`${JSON.stringify(rotated)}\n`);
  if (rotated.unopened.length > 0) throw new Error('some credentials are sealed by a key that is not there');
}

/** Needs no database: the configuration is only for show. */
async function runDescription(): Promise<void> {
  const environment = { SCANFLEET_DATABASE_URL: 'mysql://nobody@localhost/none', SCANFLEET_KEYS: '.' };
  print(await rooms().describeOnly({ config: readConfig(environment) }));
}

const print = (text: string): void => void process.stdout.write(text);

async function main([name = 'serve', ...args]: string[]): Promise<void> {
  if (name === '--help' || name === '-h' || name === 'help') return print(USAGE);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(`There is no command ${JSON.stringify(name)}.`);
  await command(args);
}

/** 2: the operator has to change something; 1: anything else. */
function failed(error: unknown): number {
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  const code = (error as { code?: unknown } | null)?.code;
  if (error instanceof UsageError || (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS'))) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}

/** Ends although handles may be open, but not before what was printed into a pipe has left. */
function end(code: number): void {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}

main(process.argv.slice(2)).then(
  () => end(0),
  (error: unknown) => end(failed(error)),
);
