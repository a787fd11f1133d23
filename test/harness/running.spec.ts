import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { condition } from './condition';
import { accepts, freePorts } from './network';
import { isRunning, Running } from './running';

describe('a running program', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'scanfleet-running-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const node = (name: string, text: string): Running =>
    new Running({ name, file: process.execPath, args: ['-e', text], folder });

  it('is waited for, and stopped', async () => {
    const [port = 0] = await freePorts(1);
    const server = node('server', `require('net').createServer().listen(${port}, '127.0.0.1')`);
    await server.until('listening', () => accepts(port));
    await expect(server.stop()).resolves.toBe('signal SIGTERM');
    await expect(accepts(port)).resolves.toBe(false);
  });

  it('tells what it said when it ends too early', async () => {
    const broken = node('broken', "console.error('no such key'); process.exit(3)");
    await expect(broken.until('ready', () => false)).rejects.toThrow(
      /^broken ended with exit code 3 before it was ready:\nno such key$/,
    );
  });

  it('is killed with all it started when it does not stop', async () => {
    const ignoring = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);';
    const script = `
      ${ignoring}
      const child = require('child_process').spawn(process.execPath, ['-e', '${ignoring}']);
      child.once('spawn', () => console.log('child ' + child.pid));
    `;
    const stubborn = node('stubborn', script);
    await stubborn.until('up', () => stubborn.log().includes('child'));
    const child = Number(/child (\d+)/.exec(stubborn.log())?.[1]);
    await expect(stubborn.stop(100)).resolves.toBe('signal SIGKILL');
    await condition('the child is gone', () => !isRunning(child));
  });
});
