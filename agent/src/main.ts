import { version } from '../package.json';
import type { Config } from './config';

const USAGE = `usage: scanfleet-agent --control-plane URL --ca FILE [--join TOKEN] [--state DIR] [--slots N] [--name NAME]
                       [--spool-mib N] [--nmap FILE]
       scanfleet-agent parse nmap FILE
       scanfleet-agent --version | --help
`;

/** Exit code for arguments that cannot be used. */
const USAGE_ERROR = 2;

/**
 * One program, several lives. Each loads only its own files: the keeper and the reader stay small, and the
 * daemon is up sooner.
 */
async function main(args: readonly string[]): Promise<void> {
  switch (args[0]) {
    case 'parse': {
      const { parseCommand } = require('./parse') as typeof import('./parse');
      process.exitCode = await parseCommand(args.slice(1), process.stdout, process.stderr);
      return;
    }
    case 'keeper': {
      const [, socket, agent, host = null] = args;
      if (socket === undefined || agent === undefined) return refuse(['keeper needs a socket and an agent']);
      const { runKeeper } = require('./keeper') as typeof import('./keeper');
      return runKeeper(socket, agent, host);
    }
    case '--version':
      process.stdout.write(`scanfleet-agent ${version}\n`);
      return;
    case '--help':
    case '-h': {
      const { optionHelp } = require('./config') as typeof import('./config');
      process.stdout.write(`${USAGE}\n${optionHelp()}\n`);
      return;
    }
    default:
      return daemon(args);
  }
}

async function daemon(args: readonly string[]): Promise<void> {
  const { ConfigErrors, compileConfig } = require('./config') as typeof import('./config');
  let config: Readonly<Config>;
  try {
    config = compileConfig(args);
  } catch (thrown) {
    if (thrown instanceof ConfigErrors) return refuse(thrown.errors);
    throw thrown;
  }
  // A newer program that was taken in runs in this one's place, and its own `require.main` is this one still.
  if (config.updateKey && require.main === module) {
    const { startNewer } = require('./newer') as typeof import('./newer');
    if (startNewer(config.stateDir, config.updateKey, version)) return;
  }
  const { runDaemon } = require('./daemon') as typeof import('./daemon');
  process.exit(await runDaemon(config, version, { file: __filename, args: ['keeper'] }));
}

function refuse(errors: readonly string[]): void {
  process.stderr.write(`${errors.map((error) => `scanfleet-agent: ${error}`).join('\n')}\n\n${USAGE}`);
  process.exitCode = USAGE_ERROR;
}

void main(process.argv.slice(2));
