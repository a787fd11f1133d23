import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AddressInfo } from 'node:net';
import { accepts, freePorts } from '../harness/network';
import { Running } from '../harness/running';
import { testSettings } from '../harness/settings';

/** Services for a scan to find, on 127.0.0.1: plain HTTP, HTTP over TLS, and OpenSSH. */
export interface Services {
  http: number;
  https: number;
  ssh: number;
  stop(): Promise<void>;
}

export async function startServices(): Promise<Services> {
  const folder = mkdtempSync(join(testSettings().folder, 'services-'));
  const answer: RequestListener = (_, response) => {
    // A server that names itself is recognised at the first probe.
    response.setHeader('Server', 'nginx/1.22.1');
    response.end('scanned\n');
  };
  const tls = await certificate(folder);
  const servers: Server[] = [createHttp(answer), createHttps(tls, answer)];
  const [http = 0, https = 0] = await Promise.all(servers.map(listen));
  const sshd = await startSshd(folder);
  return {
    http,
    https,
    ssh: sshd.port,
    async stop() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
      await sshd.running.stop();
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

async function certificate(folder: string): Promise<{ key: string; cert: string }> {
  const [key, cert] = [join(folder, 'tls.key'), join(folder, 'tls.pem')];
  const subject = ['-subj', '/CN=scanned.example', '-days', '2'];
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-keyout', key, '-out', cert, ...subject],
  ]);
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
}

async function startSshd(folder: string): Promise<{ port: number; running: Running }> {
  const [port = 0] = await freePorts(1);
  const hostKey = join(folder, 'ssh_host_key');
  await promisify(execFile)('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', hostKey]);
  chmodSync(hostKey, 0o600);
  // sshd insists on its privilege separation folder when it runs as root.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const configuration = join(folder, 'sshd_config');
  const lines = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${hostKey}`,
    'UsePAM no',
    'PidFile none',
  ];
  writeFileSync(configuration, `${lines.join('\n')}\n`);
  const running = new Running({
    name: 'sshd',
    file: '/usr/sbin/sshd',
    args: ['-D', '-e', '-f', configuration],
    folder,
  });
  await running.until('listening', () => accepts(port));
  return { port, running };
}
