import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { startAgent, type Agent } from '../harness/agent';
import { startBell, type Bell } from '../harness/bell';
import { condition } from '../harness/condition';
import { startControlPlane, type ControlPlane } from '../harness/control-plane';
import { startLedger, type Ledger } from '../harness/ledger';
import { QUICK } from '../harness/quick';
import {
  findingsOf,
  ports,
  processed,
  scanOf,
  slicesOf,
  startScan,
  toolsOf,
  type Scan,
} from '../harness/scans';
import { startServices, type Services } from './services';

describe('a scan through ledger, bell, agents and back', () => {
  let ledger: Ledger;
  let bell: Bell;
  let controlPlane: ControlPlane;
  let services: Services;
  let agents: Agent[] = [];

  beforeAll(async () => {
    [ledger, bell, services] = await Promise.all([startLedger(), startBell(), startServices()]);
    controlPlane = await startControlPlane({ ledger, bell }, QUICK);
    agents = [await startAgent(controlPlane), await startAgent(controlPlane)];
  }, 60_000);
  afterAll(async () => {
    await Promise.all(agents.map((agent) => agent.stop()));
    await controlPlane.stop();
    await Promise.all([services.stop(), bell.stop()]);
    await ledger.stop();
  }, 60_000);

  describe('of this machine', () => {
    let scan: Scan;
    beforeAll(async () => {
      const { http, https, ssh } = services;
      const options = { ports: ports(http, https, ssh), serviceDetection: true, versionIntensity: 2 };
      scan = await startScan(controlPlane, ['127.0.0.1'], options);
      expect(scan).toMatchObject({ state: 'Queued', processed: false });
      scan = await processed(controlPlane, scan.id);
    }, 90_000);

    it('finds what listens there, and names it', async () => {
      expect(scan).toMatchObject({ state: 'Finished', outcome: 'complete', result: 'findings' });
      const findings = await findingsOf(controlPlane, scan.id);
      const found = Object.fromEntries(findings.map((finding) => [finding.port, finding.service]));
      expect(found).toEqual({
        [services.http]: 'http',
        [services.https]: expect.any(String),
        [services.ssh]: 'ssh',
      });
      const ssh = findings.find((finding) => finding.port === services.ssh)!;
      const { body } = await controlPlane.rest.get(`/findings/${ssh.id}`);
      expect(body).toMatchObject({
        title: expect.stringContaining('OpenSSH'),
        type: 'information',
        severity: 1,
      });
    });

    it('keeps the tool’s own words about the target', async () => {
      const raw = await controlPlane.rest.get<string>(`/scans/${scan.id}/targets/127.0.0.1/raw`);
      expect(raw.status).toBe(200);
      expect(raw.body).toContain(`portid="${services.ssh}"`);
      expect(raw.headers.get('content-disposition')).toContain('attachment');
    });

    it('tells every move, and one trace from request to commit', async () => {
      const history = await controlPlane.rest.all<{ to: string; traceId: string }>(
        `/scans/${scan.id}/history`,
      );
      expect(history.map((move) => move.to)).toEqual(['Queued', 'Running', 'Loading', 'Finished']);
      expect(new Set(history.map((move) => move.traceId))).toEqual(new Set([scan.traceId]));
      const toldBy = agents.filter((agent) => agent.process().log().includes(scan.traceId));
      expect(toldBy).toHaveLength(1);
    });

    it('tells its events again to who was away, with ids, and then ends', async () => {
      const all = await events(`/scans/${scan.id}/events`, {});
      expect(all.filter((event) => event.event === 'state').map((event) => event.data.to)).toEqual([
        'Queued',
        'Running',
        'Loading',
        'Finished',
      ]);
      expect(all.at(-1)?.event).toBe('end');
      const second = all.filter((event) => event.event === 'state')[1]!;
      const rest = await events(`/scans/${scan.id}/events`, { 'last-event-id': second.id });
      expect(rest.filter((event) => event.event === 'state').map((event) => event.data.to)).toEqual([
        'Loading',
        'Finished',
      ]);
    });

    it('sees the same finding again in a second scan', async () => {
      const again = await startScan(controlPlane, ['127.0.0.1'], { ports: ports(services.http) });
      await processed(controlPlane, again.id);
      expect(await findingsOf(controlPlane, again.id)).toMatchObject([{ port: services.http, timesSeen: 2 }]);
    });
  });

  it('shares 64 addresses between both agents, through bells', async () => {
    const { id } = await startScan(controlPlane, ['127.0.3.0/26'], {
      ports: ports(services.http),
      scan: 'connect',
    });
    const scan = await processed(controlPlane, id);
    expect(scan).toMatchObject({ state: 'Finished', outcome: 'complete' });
    const slices = await slicesOf(controlPlane, id);
    expect(slices.every((slice) => slice.state === 'Done')).toBe(true);
    expect(new Set(slices.map((slice) => slice.agentId)).size).toBe(2);
    const targets = await controlPlane.rest.all<{ address: string; disposition: string }>(
      `/scans/${id}/targets`,
    );
    expect(new Set(targets.map((target) => target.address)).size).toBe(64);
    const [bells] = await rows<{ n: string }>(
      'SELECT COUNT(*) n FROM slices WHERE scan_id = ? AND ring > 0 AND bell_seq IS NOT NULL',
      [id],
    );
    expect(Number(bells!.n)).toBe(slices.length);
  }, 90_000);

  it('can be looked into: an agent sends what it says of itself, and the last of its log, when it is asked to', async () => {
    const { rest, url, first } = controlPlane;
    const [agent] = await rest.all<{ id: string; name: string }>('/agents');
    expect((await rest.get(`/agents/${agent!.id}/support-bundle`)).status).toBe(404);
    const asked = await rest.post<{ id: string; madeAt: string | null }>(
      `/agents/${agent!.id}/support-bundle`,
    );
    expect([asked.status, asked.body.madeAt]).toEqual([202, null]);
    await condition('sent', async () => {
      const { body } = await rest.get<{ id: string; madeAt: string | null }>(
        `/agents/${agent!.id}/support-bundle`,
      );
      return body.id === asked.body.id && body.madeAt !== null;
    });
    const token = readFileSync(first.adminTokenFile, 'utf8').trim();
    const response = await fetch(`${url}/api/v1/agents/${agent!.id}/support-bundle/content`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="agent-.*\.json\.gz"$/,
    );
    const text = gunzipSync(Buffer.from(await response.arrayBuffer())).toString('utf8');
    const bundle = JSON.parse(text) as {
      agent: object;
      log: string[];
      engines: { name: string }[];
      options: object;
    };
    expect(bundle).toMatchObject({
      agent: { agentVersion: expect.any(String), slots: 4 },
      spool: { fill: expect.any(Number) },
    });
    expect(bundle.engines.map(({ name }) => name)).toContain('nmap');
    expect(bundle.log.join('\n')).toContain('"message":"ready"');
    expect(text).not.toMatch(/scfj_|PRIVATE KEY|bellPublicKey/);
  });

  it('leaves no tool when an agent is killed, and the other agent does what is left, once', async () => {
    // 128 connects to 16 addresses at 40 a second and tool: long enough to be interrupted.
    const { id } = await startScan(controlPlane, ['127.0.4.0/28'], {
      ports: ports([services.http, services.http + 15]),
      scan: 'connect',
      maxRate: 20,
    });
    const [victim, survivor] = agents as [Agent, Agent];
    const tools = await condition('tools of the victim', () => {
      const pids = toolsOf(victim.state);
      return pids.length > 0 && pids;
    });
    expect(tools.length).toBeGreaterThan(0);
    victim.process().kill('SIGKILL');
    await victim.process().ended;
    await condition('no tool of the victim', () => toolsOf(victim.state).length === 0, { timeoutMs: 1_000 });
    const scan = await processed(controlPlane, id);
    expect(scan).toMatchObject({ state: 'Finished', outcome: 'complete' });
    const slices = await slicesOf(controlPlane, id);
    expect(slices.some((slice) => slice.epoch > 1)).toBe(true);
    const targets = await controlPlane.rest.all<{ address: string }>(`/scans/${id}/targets`);
    expect(new Set(targets.map((target) => target.address)).size).toBe(16);
    const findings = await findingsOf(controlPlane, id);
    const spots = findings.map((finding) => `${finding.address} ${finding.protocol} ${finding.port}`);
    expect(new Set(spots).size).toBe(spots.length);
    expect(survivor.process().how).toBeUndefined();
    await victim.startAgain();
  }, 120_000);

  it('remembers a port that is closed, opened again, and then missed because the host timed out', async () => {
    const address = '127.0.7.1';
    // nmap resets its connections.
    const service = () => createServer((socket) => socket.on('error', () => undefined));
    let server = service();
    const listen = () => new Promise<void>((resolve) => server.listen(port, address, resolve));
    const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
    let port = 0;
    await listen();
    port = (server.address() as AddressInfo).port;
    const scanned = async (options: object = {}) => {
      const { id } = await startScan(controlPlane, [address], {
        ports: ports([port - 20, port + 20]),
        scan: 'connect',
        hostDiscovery: false,
        ...options,
      });
      await processed(controlPlane, id);
      const found = await controlPlane.rest.all<{ port: number; state: string }>(
        `/findings?address=${address}`,
      );
      return found.find((finding) => finding.port === port)?.state;
    };
    expect(await scanned()).toBe('New');
    expect(await scanned()).toBe('Active');
    await close();
    // A scan that looks elsewhere says nothing about it.
    expect(await scanned({ ports: ports([port + 1, port + 40]) })).toBe('Active');
    expect(await scanned()).toBe('Fixed');
    server = service();
    await listen();
    expect(await scanned()).toBe('Reopened');
    expect(await scanned()).toBe('Active');
    await close();
    // Two connects a second to 41 ports within a second: nmap gives the host up.
    expect(await scanned({ maxRate: 2, hostTimeoutSeconds: 1 })).toBe('Active');
    expect(await scanned()).toBe('Fixed');
  }, 120_000);

  it('pauses and goes on where it was, and a cancel ends the tools', async () => {
    const slow = { ports: ports([services.http, services.http + 15]), scan: 'connect', maxRate: 20 };
    const { id } = await startScan(controlPlane, ['127.0.5.0/28'], slow);
    const { rest } = controlPlane;
    await condition('tools at work', () => agents.some((agent) => toolsOf(agent.state).length > 0));
    expect((await rest.post(`/scans/${id}/pause`)).status).toBe(202);
    await condition('paused', async () => (await scanOf(controlPlane, id)).state === 'Paused');
    expect(agents.flatMap((agent) => toolsOf(agent.state))).toEqual([]);
    await condition('its findings drawn', async () => (await scanOf(controlPlane, id)).processed);
    expect((await rest.post(`/scans/${id}/resume`)).status).toBe(202);
    await condition('tools at work again', () => agents.some((agent) => toolsOf(agent.state).length > 0));
    expect((await rest.post(`/scans/${id}/cancel`)).status).toBe(202);
    await condition('canceled', async () => (await scanOf(controlPlane, id)).state === 'Canceled');
    expect(agents.flatMap((agent) => toolsOf(agent.state))).toEqual([]);
    const targets = await rest.all<{ disposition: string }>(`/scans/${id}/targets`);
    expect(targets).toHaveLength(16);
    for (const { disposition } of targets) expect(['scanned', 'not reached']).toContain(disposition);
  }, 90_000);

  it('waits in Queued with the reason while no agent is there, and runs when one comes', async () => {
    await Promise.all(agents.map((agent) => agent.stop()));
    const { id } = await startScan(controlPlane, ['127.0.0.1'], { ports: ports(services.http) });
    const waiting = await condition('a reason', async () => {
      const scan = await scanOf(controlPlane, id);
      return scan.reason !== '' && scan;
    });
    expect(waiting).toMatchObject({ state: 'Queued', reason: expect.stringContaining('no agent online') });
    await agents[0]!.startAgain();
    expect(await processed(controlPlane, id)).toMatchObject({ state: 'Finished', reason: '' });
  }, 90_000);

  async function rows<T>(sql: string, values: unknown[]): Promise<T[]> {
    const [found] = await ledger.connection.query(sql, values);
    return found as T[];
  }

  async function events(path: string, headers: Record<string, string>) {
    const response = await fetch(`${controlPlane.url}/api/v1${path}`, {
      headers: { authorization: `Bearer ${controlPlane.rest.token}`, ...headers },
      signal: AbortSignal.timeout(20_000),
    });
    const blocks = (await response.text()).split('\n\n').filter((block) => block.includes('event:'));
    return blocks.map((block) => {
      const line = (name: string): string =>
        block
          .split('\n')
          .find((one) => one.startsWith(`${name}:`))
          ?.slice(name.length + 1)
          .trim() ?? '';
      return { event: line('event'), id: line('id'), data: JSON.parse(line('data')) as { to: string } };
    });
  }
});
