import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Clock, keyFiles } from '../platform';
import { generateKeys } from './keys';

export const INIT_USAGE = `init FOLDER [--nats-listen HOST:PORT] [--nats-store FOLDER] [--server-name NAME]...

Makes the fleet's keys: certificate authority, server certificate, NATS account and nats.conf, and the key
that seals what credentials hold. Keys that are there are kept; nats.conf is written again.

  --nats-listen  where nats-server shall listen; default 127.0.0.1:4222
  --nats-store   where it shall keep its streams; default FOLDER/nats/store
  --server-name  DNS name or address by which agents reach control plane and NATS; may be repeated`;

/**
 * The subcommand \`init\`: arguments as in INIT_USAGE. Answers what to tell the operator.
 * @throws Error with a message for the operator when an argument is wrong.
 */
export async function runInit(args: readonly string[], clock: Clock): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'nats-listen': { type: 'string', default: '127.0.0.1:4222' },
      'nats-store': { type: 'string' },
      'server-name': { type: 'string', multiple: true, default: [] },
    },
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new Error('init needs one folder');
  const keys = resolve(folder);
  const { host, port } = listen(values['nats-listen']);
  await generateKeys(
    keys,
    {
      natsHost: host,
      natsPort: port,
      natsStoreFolder: resolve(values['nats-store'] ?? join(keys, 'nats', 'store')),
      serverNames: values['server-name'].map(serverName),
    },
    clock,
  );
  const { natsConfiguration, authorityCertificate } = keyFiles(keys);
  return `nats-server -c ${natsConfiguration}\nagents: --ca ${authorityCertificate}\n`;
}

function listen(text: string): { host: string; port: number } {
  const match = /^\[?([^\s[\]]+?)\]?:(\d{1,5})$/.exec(text);
  const port = Number(match?.[2]);
  if (!match?.[1] || port < 1 || port > 65_535) throw new Error(`--nats-listen: ${text} is not HOST:PORT`);
  return { host: match[1], port };
}

function serverName(text: string): string {
  if (/^[A-Za-z0-9_.:*-]{1,253}$/.test(text)) return text;
  throw new Error(`--server-name: ${text} is neither a DNS name nor an address`);
}
