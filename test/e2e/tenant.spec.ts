import { startAgent, type Agent } from '../harness/agent';
import { startBell, type Bell } from '../harness/bell';
import { Browser } from '../harness/browser';
import { condition } from '../harness/condition';
import { startControlPlane, type ControlPlane } from '../harness/control-plane';
import { startLedger, type Ledger } from '../harness/ledger';
import { Mailbox } from '../harness/mailbox';
import { Rest, type Answer } from '../harness/rest';
import { QUICK } from '../harness/quick';
import { ports } from '../harness/scans';
import { startServices, type Services } from './services';

interface Made {
  id: string;
}

interface ScanBody extends Made {
  state: string;
  processed: boolean;
  hold: { code: string; reason: string } | null;
  summary: { findings: { bySeverity: Record<string, number>; new: number } | null };
}

interface Finding {
  address: string;
  severity: number;
  assetId?: string | null;
}

const EMAIL = 'azure@example.com';
const PASSWORD = 'correct horse battery staple';
const DAY = 86_400_000;

/** Everything below goes over HTTP, as a stranger's program would; nothing looks into the database. */
describe('a tenant’s story, by REST only', () => {
  let ledger: Ledger;
  let bell: Bell;
  let services: Services;
  let controlPlane: ControlPlane;
  let agent: Agent;
  let fleet: Rest;
  let tenant: Rest;
  const mailbox = new Mailbox();

  beforeAll(async () => {
    await mailbox.start();
    [ledger, bell, services] = await Promise.all([startLedger(), startBell(), startServices()]);
    controlPlane = await startControlPlane(
      { ledger, bell },
      {
        ...QUICK,
        SCANFLEET_SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`,
        SCANFLEET_SMTP_FROM: 'scanfleet@example.org',
      },
    );
    fleet = controlPlane.rest;
  }, 60_000);
  afterAll(async () => {
    await agent?.stop();
    await controlPlane.stop();
    await Promise.all([services.stop(), bell.stop(), mailbox.stop()]);
    await ledger.stop();
  }, 60_000);

  async function made<Body>(answer: Promise<Answer<Body>>): Promise<Body> {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  }

  let networkId: string;
  let jobId: string;
  let scanId: string;
  const daily = { kind: 'daily', zone: 'Asia/Taipei', start: `${new Date().getUTCFullYear()}-01-01T03:00` };
  const scan = (id: string) => made(tenant.get<ScanBody>(`/scans/${id}`));
  const becomes = (id: string, what: string, look: (scan: ScanBody) => boolean, timeoutMs = 60_000) =>
    condition(
      what,
      async () => {
        const body = await scan(id);
        if (body.state === 'Error') throw new Error(JSON.stringify(body));
        if (!look(body)) throw new Error(`it is ${body.state}, held by ${body.hold?.code}`);
        return body;
      },
      { timeoutMs, everyMs: 100 },
    );

  it('somebody is invited, comes in, and makes a token for their program', async () => {
    const { id } = await made(fleet.post<Made>('/tenants', { name: 'azure' }));
    const invited = await made(
      fleet.post<{ secret: string }>(`/tenants/${id}/invitations`, {
        email: EMAIL,
        role: 'tenant-administrator',
      }),
    );
    const browser = new Browser(controlPlane.url);
    const person = { name: 'Azure', locale: 'en', zone: 'Asia/Taipei' };
    const account = { secret: invited.secret, password: PASSWORD, ...person };
    await made(browser.send('POST', '/invitations/accept', account));
    await made(browser.logIn(EMAIL, PASSWORD));
    const token = await made(
      browser.send<{ secret: string }>('POST', '/tokens', { name: 'story', role: 'tenant-administrator' }),
    );
    tenant = new Rest(controlPlane.url, token.secret);
    expect((await tenant.get('/me')).body).toMatchObject({ tenantName: 'azure' });
  });

  it('they subscribe', async () => {
    expect((await tenant.get('/subscription')).body).toMatchObject({ state: 'never' });
    expect((await tenant.post('/subscription')).status).toBe(201);
    expect((await tenant.get('/subscription')).body).toMatchObject({ state: 'active' });
  });

  it('a network is asked for and approved; an agent joins its pool', async () => {
    const pool = await made(fleet.post<Made>('/pools', { name: 'azure' }));
    agent = await startAgent(controlPlane, { poolId: pool.id });
    const asked = await made(
      tenant.post<Made>('/network-requests', {
        ...{ name: 'office', cidrs: ['127.0.0.0/16'], allowedSpecialCidrs: ['127.0.0.0/16'] },
        reason: 'These are our machines.',
      }),
    );
    await made(fleet.post(`/fleet/network-requests/${asked.id}/approve`, { poolId: pool.id }));
    const networks = await tenant.all<Made & { name: string }>('/networks');
    // The first one came with the subscription.
    expect(networks.map(({ name }) => name)).toEqual(['default_network', 'office']);
    networkId = networks[1]?.id ?? '';
  });

  it('a job of two assets', async () => {
    const assets = await Promise.all(
      ['127.0.0.1', '127.0.0.2'].map((address, n) =>
        made(tenant.post<Made>('/assets', { networkId, name: `machine ${n}`, addresses: [address] })),
      ),
    );
    const { http, https, ssh } = services;
    const options = { ports: ports(http, https, ssh) };
    const job = await made(
      tenant.post<Made>('/jobs', {
        ...{ name: 'nightly', networkId, targets: [], assetIds: assets.map(({ id }) => id) },
        profiles: [{ engine: 'nmap', preset: 'quick', options }],
      }),
    );
    jobId = job.id;
    await made(
      tenant.post('/notification-rules', {
        ...{ name: 'all of it', trigger: 'always', channel: 'mail', jobId, recipients: [EMAIL] },
      }),
    );
  });

  it('daily at 03:00 in Taipei; the next five are right', async () => {
    const { occurrences } = await made(
      tenant.post<{ occurrences: { at: string; local: string; yours: string }[] }>('/schedules/preview', {
        recurrence: daily,
        zone: 'Europe/Berlin',
      }),
    );
    // 03:00 in Taipei, which knows no summer time, is 19:00 UTC of the day before.
    const now = Date.now();
    const first = Math.floor((now - 19 * 3_600_000) / DAY) * DAY + DAY + 19 * 3_600_000;
    expect(occurrences.map(({ at }) => Date.parse(at))).toEqual([0, 1, 2, 3, 4].map((n) => first + n * DAY));
    for (const { local } of occurrences) expect(local).toMatch(/T03:00:00$/);
    await made(tenant.put(`/jobs/${jobId}/schedule`, { recurrence: daily }));
    const [schedule] = await tenant.all<{ jobId: string; dueAt: string }>('/schedules');
    expect([schedule?.jobId, Date.parse(schedule?.dueAt ?? '')]).toEqual([jobId, first]);
  });

  it('is started by hand, and tells how it goes until it is finished', async () => {
    scanId = (await made(tenant.post<Made>(`/jobs/${jobId}/start`))).id;
    const response = await fetch(`${controlPlane.url}/api/v1/scans/${scanId}/events`, {
      headers: { authorization: `Bearer ${tenant.token}` },
      signal: AbortSignal.timeout(60_000),
    });
    // The stream ends by itself when the scan is over.
    const told = await response.text();
    expect([...told.matchAll(/"to":"(\w+)"/g)].map(([, state]) => state)).toEqual([
      ...['Queued', 'Running', 'Loading', 'Finished'],
    ]);
    expect(told).toContain('event: progress');
    await becomes(scanId, 'processed', ({ processed }) => processed);
  }, 90_000);

  it('a mail says the counts that the API says', async () => {
    const [mail] = await condition('a mail', () => mailbox.to(EMAIL).length > 0 && mailbox.to(EMAIL), {
      timeoutMs: 20_000,
    });
    const { findings } = (await scan(scanId)).summary;
    expect(findings?.new).toBeGreaterThanOrEqual(3);
    for (const [severity, n] of Object.entries(findings?.bySeverity ?? {})) {
      const label = severity[0]?.toUpperCase() + severity.slice(1);
      expect(mail?.text).toMatch(new RegExp(`^ {2}${label} {2}${n}$`, 'm'));
    }
    expect(mail?.text).toMatch(new RegExp(`^ {2}New {2}${findings?.new}$`, 'm'));
  });

  it('findings are there by severity and by host', async () => {
    const { findings } = (await scan(scanId)).summary;
    const [, information] = await Promise.all([
      tenant.all<Finding>(`/findings?scanId=${scanId}`),
      tenant.all<Finding>(`/findings?scanId=${scanId}&severity=1`),
    ]);
    expect(information).toHaveLength(findings?.bySeverity['information'] ?? -1);
    const ofHost = await tenant.all<Finding>('/findings?address=127.0.0.1');
    expect(ofHost.length).toBeGreaterThanOrEqual(3);
    expect(new Set(ofHost.map(({ address }) => address))).toEqual(new Set(['127.0.0.1']));
  });

  it('the schedule is removed, which the list says, and made again', async () => {
    expect((await tenant.delete(`/jobs/${jobId}/schedule`)).status).toBe(204);
    expect(await tenant.all('/schedules')).toEqual([]);
    expect((await tenant.get(`/jobs/${jobId}/schedule`)).status).toBe(404);
    await made(tenant.put(`/jobs/${jobId}/schedule`, { recurrence: daily }));
    expect(await tenant.all('/schedules')).toHaveLength(1);
  });

  it('a blackout that begins pauses what runs, and lets it go on; nothing finished is scanned again', async () => {
    const { http } = services;
    // A thousand connects at 20 a second and tool: long enough to be interrupted.
    const options = { ports: ports([http, http + 7]), scan: 'connect', maxRate: 20 };
    const job = await made(
      tenant.post<Made>('/jobs', {
        ...{ name: 'long', networkId, targets: ['127.0.5.0/25'] },
        profiles: [{ engine: 'nmap', preset: 'quick', options }],
      }),
    );
    const { id } = await made(tenant.post<Made>(`/jobs/${job.id}/start`));
    interface Target {
      address: string;
      disposition: string | null;
      at: string | null;
    }
    const targets = async () => tenant.all<Target>(`/scans/${id}/targets`);
    await condition('some are done', async () => (await targets()).some(({ disposition }) => disposition), {
      timeoutMs: 60_000,
      everyMs: 100,
    });
    const graceSeconds = 1;
    const window = await made(
      tenant.post<Made>('/windows', {
        ...{ kind: 'blackout', name: 'office hours', networkId, graceSeconds },
        startsAt: new Date(Date.now() - 1_000).toISOString(),
        endsAt: new Date(Date.now() + DAY).toISOString(),
      }),
    );
    const began = performance.now();
    const held = await becomes(id, 'paused', ({ state }) => state === 'Paused');
    expect((performance.now() - began) / 1_000).toBeLessThan(graceSeconds + 15);
    expect(held.hold).toMatchObject({ code: 'blackout', reason: expect.stringContaining('office hours') });
    const finished = (await targets()).filter(({ disposition }) => disposition);
    expect(finished.length).toBeLessThan(128);
    // What is started now waits, and says why.
    const waiting = await made(tenant.post<ScanBody>(`/jobs/${jobId}/start`));
    expect((await scan(waiting.id)).hold).toMatchObject({ code: 'blackout' });
    expect((await tenant.delete(`/windows/${window.id}`)).status).toBe(204);
    await becomes(id, 'finished', ({ state }) => state === 'Finished', 120_000);
    const after = new Map((await targets()).map((target) => [target.address, target]));
    expect(after.size).toBe(128);
    // Their results are the ones of before: of the same moment.
    for (const { address, at } of finished) expect(after.get(address)?.at).toBe(at);
    await becomes(waiting.id, 'finished', ({ state }) => state === 'Finished', 60_000);
  }, 240_000);

  it('the subscription ends: no schedule, no new job, and everything to be read', async () => {
    expect((await tenant.delete('/subscription')).status).toBe(200);
    expect(await tenant.all('/schedules')).toEqual([]);
    const job = { name: 'too late', networkId, targets: ['127.0.0.1'], profiles: [{ engine: 'nmap' }] };
    for (const refused of [tenant.post('/jobs', job), tenant.post(`/jobs/${jobId}/start`)])
      expect(await refused).toMatchObject({ status: 409, body: { code: 'not-subscribed' } });
    expect((await scan(scanId)).state).toBe('Finished');
    expect((await tenant.all(`/findings?scanId=${scanId}`)).length).toBeGreaterThan(0);
  });

  it('and begins again, without what was removed', async () => {
    expect((await tenant.post('/subscription')).status).toBe(201);
    expect(await tenant.all('/schedules')).toEqual([]);
    await made(tenant.put(`/jobs/${jobId}/schedule`, { recurrence: daily }));
    const history = await tenant.all<{ state: string }>('/subscription/history');
    expect(history.map(({ state }) => state).sort()).toEqual(['active', 'active', 'canceled']);
  });
});
