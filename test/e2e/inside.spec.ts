import { execFileSync } from 'node:child_process';
import { startAgent, type Agent } from '../harness/agent';
import { startBell, type Bell } from '../harness/bell';
import { startControlPlane, type ControlPlane } from '../harness/control-plane';
import { startLedger, type Ledger } from '../harness/ledger';
import { QUICK } from './quick';
import { processed, type Scan } from './scans';

interface Update {
  package: string;
  architecture: string;
  installed: string;
  available: string;
  security: boolean;
  sourcePackage: string;
}

interface Result {
  disposition: string;
  line: string;
  systems: { manager: string; osId: string; metadataAt: string; gaps: string[] }[];
  updates: Update[];
}

interface Finding {
  checkId: string;
  title: string;
  severity: number;
  address: string;
  engine?: string;
}

describe('a look into this machine, through ledger, bell, agent and back', () => {
  let ledger: Ledger;
  let bell: Bell;
  let controlPlane: ControlPlane;
  let agent: Agent;
  let scan: Scan;

  beforeAll(async () => {
    [ledger, bell] = await Promise.all([startLedger(), startBell()]);
    controlPlane = await startControlPlane({ ledger, bell }, QUICK);
    agent = await startAgent(controlPlane);
    scan = await looked(['127.0.0.1', '127.0.0.9']);
  }, 90_000);
  afterAll(async () => {
    await agent.stop();
    await controlPlane.stop();
    await bell.stop();
    await ledger.stop();
  }, 60_000);

  async function looked(targets: string[]): Promise<Scan> {
    const { rest, first } = controlPlane;
    const profiles = [{ engine: 'os-patch', preset: 'updates-as-listed' }];
    const body = { name: `inside ${targets.length}`, networkId: first.networkId, targets, profiles };
    const job = await rest.post<{ id: string }>('/jobs', body);
    expect(job.status).toBe(201);
    const started = await rest.post<Scan>(`/jobs/${job.body.id}/start`);
    expect(started.status).toBe(202);
    return processed(controlPlane, started.body.id);
  }
  const resultOf = async (address: string) =>
    (await controlPlane.rest.get<Result>(`/scans/${scan.id}/targets/${address}/result`)).body;

  it('ends with what apt itself lists, package by package', async () => {
    expect(scan).toMatchObject({ state: 'Finished', outcome: 'complete', kinds: ['patch'] });
    const { disposition, systems, updates } = await resultOf('127.0.0.1');
    expect(disposition).toBe('scanned');
    expect(systems).toMatchObject([{ manager: 'apt', osId: 'debian', gaps: [] }]);
    const text = execFileSync('env', ['LC_ALL=C', 'apt', 'list', '--upgradable'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const listed = text.split('\n').flatMap((row) => {
      const [, name, to, architecture, from] =
        /^([^/]+)\/\S+ (\S+) (\S+) \[upgradable from: (\S+)\]/.exec(row) ?? [];
      return name === undefined ? [] : [`${name} ${architecture} ${from} ${to}`];
    });
    const ours = updates.map((one) => `${one.package} ${one.architecture} ${one.installed} ${one.available}`);
    expect(ours.sort()).toEqual(listed.sort());
  });

  it('draws one finding for each source package, and tells no finding of a machine that it did not look at', async () => {
    const { updates } = await resultOf('127.0.0.1');
    const sources = new Set(updates.map((one) => one.sourcePackage || one.package));
    const findings = await controlPlane.rest.all<Finding>(`/findings?scanId=${scan.id}`);
    const packages = findings.filter(({ checkId }) => checkId.startsWith('os-patch:package:'));
    expect(packages.map(({ checkId }) => checkId.slice('os-patch:package:'.length)).sort()).toEqual(
      [...sources].sort(),
    );
    expect(new Set(findings.map(({ address }) => address))).toEqual(
      new Set(findings.length > 0 ? ['127.0.0.1'] : []),
    );
    expect(await resultOf('127.0.0.9')).toMatchObject({ disposition: 'unreachable', updates: [] });
  });

  it('keeps all that was asked and answered as the raw output', async () => {
    const { status, body } = await controlPlane.rest.get<string>(`/scans/${scan.id}/targets/127.0.0.1/raw`);
    expect(status).toBe(200);
    expect(body).toMatch(/^scanfleet os-patch 1 apt\n/);
    expect(body).toContain('Reading package lists');
  });

  it('says what the agent can do, and which addresses are its own', async () => {
    const [shown] = await controlPlane.rest.all<{
      engines: { name: string; version: string }[];
      addresses: string[];
    }>('/agents');
    expect(shown?.engines.map(({ name }) => name)).toEqual(['nmap', 'os-patch']);
    expect(shown?.engines[1]?.version).toMatch(/apt \d/);
    expect(shown?.addresses).toContain('127.0.0.1');
  });

  it('offers the engine’s profiles, and previews a job without a command line', async () => {
    const profiles = await controlPlane.rest.all<{ name: string; engine: string }>('/profiles');
    expect(profiles.filter(({ engine }) => engine === 'os-patch').map(({ name }) => name)).toEqual([
      'updates',
      'updates-as-listed',
    ]);
    const { status, body } = await controlPlane.rest.post<{ profiles: { withRawSockets: unknown }[] }>(
      '/jobs/dry-run',
      { networkId: controlPlane.first.networkId, targets: ['127.0.0.1'], profiles: [{ engine: 'os-patch' }] },
    );
    expect([status, body.profiles[0]?.withRawSockets]).toEqual([200, null]);
  });
});
