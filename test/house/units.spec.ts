import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const UNITS = resolve(__dirname, '../../deploy/systemd');
const services = readdirSync(UNITS).filter((name) => name.endsWith('.service'));
const available = spawnSync('systemd-analyze', ['--version']).status === 0;
/** Where systemd is not installed its own check of the units cannot be asked. */
const whereSystemdIs = available ? describe : describe.skip;

describe.each(services)('%s', (service) => {
  const unit = readFileSync(join(UNITS, service), 'utf8');

  it('runs as an account of its own, without gaining privileges, in a closed file system', () => {
    const account = service.replace('.service', '');
    for (const line of [`User=${account}`, 'NoNewPrivileges=yes', 'ProtectSystem=strict', 'PrivateTmp=yes']) {
      expect(unit.split('\n')).toContain(line);
    }
    expect(readFileSync(join(UNITS, 'scanfleet.sysusers.conf'), 'utf8')).toMatch(
      new RegExp(`^u ${account} `, 'm'),
    );
  });
});

whereSystemdIs('the units, asked of systemd', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'units-'));
    // Node may be installed elsewhere on the machine that checks.
    for (const name of services) {
      const unit = readFileSync(join(UNITS, name), 'utf8').replaceAll('/usr/bin/node', process.execPath);
      writeFileSync(join(dir, name), unit);
    }
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it.each(services)('%s has nothing that systemd does not know', (name) => {
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', join(dir, name)], {
      encoding: 'utf8',
    });
    const about = `${stdout}${stderr}`.split('\n').filter((line) => line.includes(name));
    expect([about, status]).toEqual([[], 0]);
  });

  it.each(services)('%s leaves little exposed', (name) => {
    // Tenths on systemd's scale from 0 to 10; above, the command fails.
    const limit = ['--offline=true', '--threshold=25'];
    execFileSync('systemd-analyze', ['security', ...limit, join(dir, name)], { stdio: 'pipe' });
  });
});
