import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import type { Login } from './login';

/**
 * A host of its own as far as files go: a real sshd in its own mount namespace, where `facts` is /srv and files of the system
 * can be replaced. Needs root, as mounts do.
 */
export interface FarHost {
  readonly address: string;
  readonly port: number;
  /** Its host key as known_hosts has it, without the name. */
  readonly hostKey: string;
  /** What is /srv there. */
  readonly facts: string;
  /** All of its own files. */
  readonly folder: string;
  /** Lets the user of another host in. */
  authorize(other: FarHost): void;
  /** What is in /tmp there. */
  left(): string[];
  /** A login that is right in everything; the key is that of root. */
  login(changes?: Partial<Login>): Login;
  stop(): Promise<void>;
}

export interface FarHostWanted {
  /** 127.0.0.1 unless it is in a network namespace. */
  address?: string;
  /** A free one unless told. */
  port?: number;
  /** Name of the network namespace that it is in. */
  namespace?: string;
  /** Files of the system by their full paths: their words there. They must exist here; the mode is 0755. */
  files?: Record<string, string>;
  /** Programs by their full paths that are not there: they exist here. */
  hides?: string[];
  /** Further lines for sshd_config. */
  options?: string;
}

export const PASSWORD = 'correct horse';

export async function startFarHost(wanted: FarHostWanted = {}): Promise<FarHost> {
  const { address = '127.0.0.1', namespace, files = {}, hides = [], options = '' } = wanted;
  const folder = mkdtempSync('/var/tmp/far-host-');
  const facts = join(folder, 'srv');
  for (const name of ['srv', 'files', 'tmp']) mkdirSync(join(folder, name));
  chmodSync(join(folder, 'tmp'), 0o1777);
  for (const name of ['host', 'user'])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', join(folder, name)]);
  writeFileSync(join(folder, 'authorized'), readFileSync(join(folder, 'user.pub')));
  const hash = execFileSync('openssl', ['passwd', '-6', PASSWORD], { encoding: 'utf8' }).trim();
  const replaced: Record<string, string> = {
    '/etc/passwd': `${readFileSync('/etc/passwd', 'utf8')}scanner:x:4711:4711::/tmp:/bin/sh\n`,
    '/etc/shadow': `${readFileSync('/etc/shadow', 'utf8')}scanner:${hash}:19000:0:99999:7:::\n`,
    ...files,
    ...Object.fromEntries(hides.map((path) => [path, ''])),
  };
  const mounts = Object.entries(replaced).map(([path, words], at) => {
    const file = join(folder, 'files', String(at));
    writeFileSync(file, words);
    chmodSync(file, path === '/etc/shadow' || hides.includes(path) ? 0o600 : 0o755);
    return ['mount', '--bind', file, path];
  });
  const port = wanted.port ?? (await freePort());
  writeFileSync(
    join(folder, 'sshd_config'),
    `ListenAddress ${address}
Port ${port}
HostKey ${join(folder, 'host')}
AuthorizedKeysFile ${join(folder, 'authorized')}
PidFile none
UsePAM no
StrictModes no
PermitRootLogin prohibit-password
PasswordAuthentication yes
${options}`,
  );
  mkdirSync('/run/sshd', { recursive: true });
  const script = [
    ['mount', '--bind', facts, '/srv'],
    ['mount', '--bind', join(folder, 'tmp'), '/tmp'],
    ...mounts,
  ]
    .map((words) => `${words.map((word) => `'${word}'`).join(' ')} && `)
    .join('');
  const child = spawn(
    'unshare',
    [
      '--mount',
      'sh',
      '-c',
      `${script}exec ${namespace === undefined ? '' : `nsenter --net=/run/netns/${namespace} `}/usr/sbin/sshd -D -e -f '${folder}/sshd_config'`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)));
  await listening(child, address, port, () => said);
  const key = readFileSync(join(folder, 'user'), 'utf8');
  const [algorithm = '', base64 = ''] = readFileSync(join(folder, 'host.pub'), 'utf8').split(' ');
  const hostKey = `${algorithm} ${base64.trim()}`;
  return {
    address,
    port,
    hostKey,
    facts,
    folder,
    authorize: (other) =>
      appendFileSync(join(folder, 'authorized'), readFileSync(join(other.folder, 'user.pub'))),
    left: () => readdirSync(join(folder, 'tmp')),
    login: (changes = {}) => ({
      user: 'root',
      port,
      secret: { kind: 'key', key, passphrase: '' },
      sudo: false,
      hostKeys: new Map([[address, [hostKey]]]),
      trustFirstKey: false,
      ...changes,
    }),
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await gone;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const found = server.address();
      server.close(() => resolve(typeof found === 'object' && found ? found.port : 0));
    });
  });
}

/** Waits until it greets. */
async function listening(
  child: ChildProcess,
  address: string,
  port: number,
  said: () => string,
): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`sshd ended: ${said()}`);
    const greets = await new Promise<boolean>((resolve) => {
      const socket = connect(port, address);
      socket.once('data', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('data', () => socket.destroy());
    });
    if (greets) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
