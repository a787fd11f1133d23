import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTROL_PLANE } from '../harness/bell';
import { startLedger, type Ledger } from '../harness/ledger';
import { freePorts } from '../harness/network';
import { Rest } from '../harness/rest';
import { Running } from '../harness/running';
import { environmentWith, testSettings } from '../harness/settings';

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

describe('the control plane’s commands', () => {
  let ledger: Ledger;
  let folder: string;
  let environment: Record<string, string>;
  beforeAll(async () => {
    ledger = await startLedger();
    folder = mkdtempSync(join(testSettings().folder, 'commands-'));
    const [http = 0, fleet = 0, nats = 0] = await freePorts(3);
    environment = {
      SCANFLEET_DATABASE_URL: ledger.url,
      SCANFLEET_KEYS: join(folder, 'keys'),
      SCANFLEET_HTTP_LISTEN: `127.0.0.1:${http}`,
      SCANFLEET_FLEET_LISTEN: `127.0.0.1:${fleet}`,
      SCANFLEET_NATS_SERVERS: `127.0.0.1:${nats}`,
    };
  });
  afterAll(() => ledger.stop());

  const run = (args: string[], env: Record<string, string> = environment): Promise<Ended> =>
    new Promise((resolve) => {
      execFile(
        process.execPath,
        [CONTROL_PLANE, ...args],
        { env: environmentWith(env), maxBuffer: 64 * 1024 * 1024 },
        (error, stdout, stderr) => resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
      );
    });

  it('list every wrong option before they refuse', async () => {
    const { code, stderr } = await run(['serve'], {
      SCANFLEET_HTTP_LISTEN: 'x',
      SCANFLEET_LOG_LEVEL: 'loud',
    });
    expect(code).toBe(2);
    const lines = stderr.trim().split('\n');
    expect(lines.map((line) => line.split(':')[0]).sort()).toEqual([
      'SCANFLEET_DATABASE_URL',
      'SCANFLEET_HTTP_LISTEN',
      'SCANFLEET_KEYS',
      'SCANFLEET_LOG_LEVEL',
    ]);
  });

  it.each([[['dance']], [['bootstrap', '--colour', 'red']]])('refuse %j with their usage', async (args) => {
    const { code, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stderr).toContain('scanfleet-control-plane [COMMAND]');
  });

  it('describe the API without any configuration', async () => {
    const { code, stdout } = await run(['openapi'], {});
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ openapi: '3.1.0', info: { title: 'Scanfleet' } });
  });

  it('serve, once keys, schema and first records are made, until they are told to stop', async () => {
    expect((await run(['init', join(folder, 'keys')])).code).toBe(0);
    const early = await run(['serve']);
    expect([early.code, early.stderr]).toEqual([
      1,
      expect.stringContaining('scanfleet-control-plane migrate'),
    ]);
    const migrated = await run(['migrate']);
    expect([migrated.code, migrated.stdout]).toEqual([0, expect.stringContaining('Ledger')]);
    expect((await run(['migrate'])).stdout).toBe('');

    const both = await Promise.all([run(['bootstrap']), run(['bootstrap'])]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both[0].stdout).toBe(both[1].stdout);
    const first = JSON.parse((await run(['bootstrap'])).stdout) as Record<string, string>;
    expect(JSON.parse(both[0].stdout)).toEqual(first);
    const tokenFile = first['adminTokenFile'] ?? '';
    expect(statSync(tokenFile).mode & 0o777).toBe(0o600);
    const secret = readFileSync(tokenFile, 'utf8').trim();

    const server = new Running({
      name: 'commands',
      file: process.execPath,
      args: [CONTROL_PLANE],
      env: environment,
      folder,
    });
    const url = `http://${environment['SCANFLEET_HTTP_LISTEN']}`;
    try {
      await server.until('serving', () => server.log().includes('control plane serves'));
      expect((await new Rest(url, secret).get('/me')).body).toMatchObject({
        tenantId: first['tenantId'],
        role: 'fleet-administrator',
      });
      expect((await new Rest(url, secret).get(`/networks/${first['networkId']}`)).body).toMatchObject({
        name: 'this-machine',
        cidrs: ['127.0.0.0/8'],
        allowedSpecialCidrs: ['127.0.0.0/8'],
        poolId: first['poolId'],
      });
      expect(server.log()).not.toContain(secret);
    } finally {
      expect(await server.stop(10_000)).toBe('exit code 0');
    }
    const [rows] = await ledger.connection.query('SELECT * FROM api_tokens');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(secret);
  }, 60_000);

  it('do not take any file for the administrator’s token', async () => {
    const other = join(folder, 'other.token');
    writeFileSync(other, 'a shopping list\n');
    const refused = await run(['bootstrap', '--token-file', other]);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('holds no API token')]);
  });
});
