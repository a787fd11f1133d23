import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { condition } from '../harness/condition';
import type { Answer, Rest } from '../harness/rest';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

const FIXTURES = join(__dirname, '../../readers/fixtures');
const sample = (name: string): Buffer => readFileSync(join(FIXTURES, name));
const FACTS = readFileSync(join(__dirname, '../../agent/fixtures/openscap/facts-ds.xml'), 'utf8');

const XML = { headers: { 'content-type': 'application/xml' } };

interface Taken {
  scanId: string;
  format: string;
  targets: number;
  leftOut: { target: string; disposition: string; reason: string }[];
  measuredAt: string;
  cut: string;
}
interface Scan {
  state: string;
  processed: boolean;
  outcome: string;
  imported: { source: string; format: string; sha256: string; measuredAt: string | null } | null;
  summary: { dispositions: Record<string, number> };
}

describe('results that were made elsewhere', () => {
  let api: WholeApi;
  let rest: Rest;
  let networkId: string;
  let jobs = 0;

  beforeAll(async () => {
    api = await startWholeApi();
    rest = await api.as('tenant-administrator');
    const administrator = await api.as('fleet-administrator');
    const pool = await administrator.post<{ id: string }>('/pools', { name: 'far' });
    const network = { name: 'lab', cidrs: ['10.66.0.0/24', '192.0.2.0/24'], poolId: pool.body.id };
    networkId = (await administrator.post<{ id: string }>('/networks', network)).body.id;
  }, 60_000);
  afterAll(() => api.stop());

  async function job(profiles: object[] = [{ engine: 'nmap' }], more: object = {}): Promise<string> {
    const words = {
      name: `elsewhere ${(jobs += 1)}`,
      networkId,
      targets: ['10.66.0.0/24'],
      profiles,
      ...more,
    };
    const made = await rest.post<{ id: string }>('/jobs', words);
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    return made.body.id;
  }
  const send = <T = Taken & ProblemBody>(
    jobId: string,
    document: Buffer | string,
    query = 'source=lab',
    type = 'application/xml',
  ): Promise<Answer<T>> =>
    rest.post<T>(
      `/jobs/${jobId}/imports?${query}`,
      Buffer.isBuffer(document) ? document : Buffer.from(document),
      {
        headers: { 'content-type': type },
      },
    );
  async function taken(jobId: string, document: Buffer, query?: string, type?: string): Promise<Taken> {
    const { status, body } = await send(jobId, document, query, type);
    expect([status, body]).toEqual([201, expect.anything()]);
    return body;
  }
  const scanOf = async (id: string): Promise<Scan> => (await rest.get<Scan>(`/scans/${id}`)).body;
  const processed = (id: string): Promise<Scan> =>
    condition('processed', async () => {
      const scan = await scanOf(id);
      return scan.processed ? scan : undefined;
    });
  const refusal = ({ status, body }: Answer<ProblemBody>) => [status, body.code, body.errors?.[0]?.code];

  it('of nmap are a scan of the job, with findings as of when nmap looked', async () => {
    const jobId = await job();
    const document = sample('nmap/small-sV-verbose-taskprogress.xml');
    const made = await taken(jobId, document, 'source=the%20old%20scanner');
    const start = Number(/<nmaprun [^>]*start="(\d+)"/.exec(document.toString())?.[1]);
    expect(made).toMatchObject({ format: 'nmap', leftOut: [], cut: '' });
    expect(new Date(made.measuredAt).getTime()).toBe(start * 1_000);
    const scan = await processed(made.scanId);
    expect(scan).toMatchObject({
      ...{ state: 'Finished', outcome: 'complete' },
      imported: { source: 'the old scanner', format: 'nmap', measuredAt: made.measuredAt },
    });
    const hosts = [...document.toString().matchAll(/<host [\s\S]*?<\/host>/g)].map(([text]) => text);
    const isUp = (host: string) => host.includes('<status state="up"');
    expect(scan.summary.dispositions).toMatchObject({ scanned: hosts.filter(isUp).length });
    const open = hosts
      .flatMap((host) => [...host.matchAll(/<port protocol="(\w+)" portid="(\d+)"><state state="open"/g)])
      .map(([, protocol, port]) => `${port}/${protocol}`);
    const found = await rest.all<{ port: number; protocol: string; type: string; lastSeenAt: string }>(
      `/findings?scanId=${made.scanId}`,
    );
    const ports = found
      .filter(({ type }) => type === 'information')
      .map((one) => `${one.port}/${one.protocol}`);
    expect(ports.sort()).toEqual(open.sort());
    expect(new Set(found.map(({ lastSeenAt }) => lastSeenAt))).toEqual(new Set([made.measuredAt]));
    const history = await rest.all<{ from: string | null; to: string; cause: string; reason: string }>(
      `/scans/${made.scanId}/history`,
    );
    expect(history.map(({ from, to }) => [from, to])).toEqual([
      [null, 'Loading'],
      ['Loading', 'Finished'],
    ]);
    expect(history[0]).toMatchObject({ cause: 'imported', reason: 'the old scanner' });
    const address = /<address addr="([\d.]+)"/.exec(hosts.find(isUp) ?? '')?.[1];
    const raw = await rest.get<string>(`/scans/${made.scanId}/targets/${address}/raw`);
    expect(document.toString()).toContain(raw.body);
  });

  it('are taken once, and again when the scan of them is deleted', async () => {
    const jobId = await job();
    const document = sample('nmap/vuln-scripts.xml');
    const first = await taken(jobId, document);
    const again = await send(jobId, document);
    expect([...refusal(again).slice(0, 2), again.body]).toEqual([
      ...[409, 'already-imported', expect.objectContaining({ scanId: first.scanId })],
    ]);
    await processed(first.scanId);
    // Until all that is to be told of it was told, 409 events-pending is the answer.
    await condition('deleted', async () => (await rest.delete(`/scans/${first.scanId}`)).status === 204);
    await taken(jobId, document);
    await taken(await job(), document);
  });

  it('are taken once also where they are sent several times at once', async () => {
    const jobId = await job();
    const document = sample('nmap/vuln-category.xml');
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(jobId, document)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect(await rest.all(`/scans?jobId=${jobId}`)).toHaveLength(1);
  });

  it('of addresses that are not the network’s, or are excluded, are left out and told', async () => {
    const jobId = await job(undefined, { exclusions: ['10.66.0.10'] });
    const strangers = sample('nmap/vuln-scripts.xml').toString().replaceAll('10.66.0.50', '203.0.113.5');
    const none = await send(jobId, strangers);
    expect(refusal(none)).toEqual([422, 'nothing-in-scope', 'left-out']);
    const some = strangers.replace('</nmaprun>', '').replace(/<runstats>[\s\S]*/, '');
    const made = await taken(
      jobId,
      Buffer.from(`${some}<host><status state="up" reason="arp-response"/><address addr="10.66.0.77"
      addrtype="ipv4"/></host><runstats><finished time="3" exit="success"/><hosts up="1" down="0" total="1"/></runstats></nmaprun>`),
    );
    expect(made.targets).toBe(1);
    expect(made.leftOut.map(({ target, disposition }) => [target, disposition]).sort()).toEqual([
      ['10.66.0.10', 'excluded'],
      ['203.0.113.5', 'out of scope'],
    ]);
    const { scanId } = made;
    await processed(scanId);
    expect(await rest.all(`/scans/${scanId}/left-out`)).toEqual(made.leftOut);
    expect(
      (await rest.all<{ address: string }>(`/scans/${scanId}/targets`)).map(({ address }) => address),
    ).toEqual(['10.66.0.77']);
  });

  it('with a time that is none count as of now, and their looks are kept as an agent’s are', async () => {
    const host =
      '<host><status state="up" reason="syn-ack"/><address addr="10.66.0.9" addrtype="ipv4"/></host>';
    const info = (services: string) =>
      `<scaninfo type="syn" protocol="tcp" numservices="9" services="${services}"/>`;
    const document = `<nmaprun scanner="nmap" start="8640000000001" version="7.93">${info('80,443')}${info('1-90')}${host}
      <runstats><finished time="3" exit="success"/><hosts up="1" down="0" total="1"/></runstats></nmaprun>`;
    const before = Date.now();
    const made = await taken(await job(), Buffer.from(document));
    expect(new Date(made.measuredAt).getTime()).toBeGreaterThanOrEqual(before);
    const [look] = await api.database.rows<{ ports: string }>(
      'SELECT l.ports FROM looks l JOIN dispositions d ON d.look = l.hash WHERE d.scan_id = ?',
      [made.scanId],
    );
    expect(JSON.parse(look!.ports)).toEqual([
      {
        protocol: 'tcp',
        ranges: [
          { first: 1, last: 90 },
          { first: 443, last: 443 },
        ],
      },
    ]);
  });

  it('that were cut short count as far as they go, and say so', async () => {
    const made = await taken(await job(), sample('nmap/interrupted-sigint-16of254hosts.xml'));
    expect([made.targets, made.cut]).toEqual([16, expect.stringMatching(/./)]);
    expect(await processed(made.scanId)).toMatchObject({ state: 'Finished', outcome: 'partial' });
  });

  it('of which some hosts cannot be read count for the others, and say so', async () => {
    const host = (address: string, inside: string) =>
      `<host><status state="up" reason="syn-ack"/><address addr="${address}" addrtype="ipv4"/>${inside}</host>`;
    const port = (id: number) =>
      `<ports><port protocol="tcp" portid="${id}"><state state="open" reason="syn-ack"/></port></ports>`;
    const hosts = [host('10.66.0.5', port(80)), host('10.66.0.6', port(70_000)), '<host></host>'].join('');
    const document = `<nmaprun scanner="nmap" start="1700000000" version="7.93">${hosts}
      <runstats><finished time="1700000003" exit="success"/><hosts up="3" down="0" total="3"/></runstats></nmaprun>`;
    const made = await taken(await job(), Buffer.from(document));
    expect(made).toMatchObject({
      targets: 2,
      cut: expect.stringMatching(/^2 of its hosts cannot be read: port/),
    });
    expect(await processed(made.scanId)).toMatchObject({ outcome: 'partial' });
    const targets = await rest.all<{ address: string; disposition: string; reason: string }>(
      `/scans/${made.scanId}/targets`,
    );
    expect(targets.map(({ address, disposition }) => [address, disposition])).toEqual([
      ['10.66.0.5', 'scanned'],
      ['10.66.0.6', 'failed'],
    ]);
    expect(targets[1]?.reason).toMatch(/^nmap's result cannot be read: port number outside/);
  });

  describe('of an evaluation', () => {
    let openscapJob: (kind?: 'oval', more?: object) => Promise<string>;
    beforeAll(async () => {
      const upload = async (name: string, content: string) =>
        (
          await rest.post<{ id: string }>(`/packages?name=${name}`, content, {
            headers: { 'content-type': 'application/xml' },
          })
        ).body.id;
      const facts = await upload('facts', FACTS);
      const definitions = `<oval_definitions xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5"><generator/><definitions>
        <definition id="oval:a:def:1" version="1" class="vulnerability"><metadata><title>t</title></metadata><criteria><criterion test_ref="oval:a:tst:1"/>
        </criteria></definition></definitions><tests><unknown_test id="oval:a:tst:1" version="1" check="all" comment="c"/></tests></oval_definitions>`;
      const oval = await upload('oval', definitions);
      openscapJob = (kind, more) =>
        job(
          [
            {
              engine: 'openscap',
              options: kind
                ? { packageId: oval }
                : { packageId: facts, profile: 'xccdf_lab.facts_profile_all' },
            },
          ],
          more,
        );
    });

    it('are one, with rules, score and evidence', async () => {
      const jobId = await openscapJob();
      const packed = sample('openscap/debian11-standard-arf.xml.gz');
      const unclear = await send(jobId, packed, 'source=lab', 'application/gzip');
      expect(refusal(unclear)).toEqual([422, 'document-refused', 'several-addresses']);
      const made = await taken(jobId, packed, 'source=lab&address=192.0.2.2', 'application/gzip');
      expect(made).toMatchObject({ format: 'xccdf', targets: 1 });
      await processed(made.scanId);
      const [evaluation] = await rest.all<{
        counts: object;
        lookedAt: string;
        address: string;
        score: number;
      }>(`/evaluations?scanId=${made.scanId}`);
      const document = gunzipSync(packed).toString();
      const { results } = JSON.parse(sample('openscap/expected/debian11-standard-arf.json').toString()) as {
        results: { counts: Record<string, number> }[];
      };
      const { notselected: _, ...counts } = results[0]!.counts;
      const score = Number(/<score system="urn:xccdf:scoring:default"[^>]*>([\d.]+)/.exec(document)?.[1]);
      expect(evaluation).toMatchObject({
        ...{
          address: '192.0.2.2',
          counts,
          lookedAt: made.measuredAt,
        },
      });
      expect(evaluation?.score).toBeCloseTo(score, 3);
      const raw = await rest.get<string>(`/scans/${made.scanId}/targets/192.0.2.2/raw`);
      expect(raw.body).toBe(document);
    });

    it('are of the system that is meant, however its address is written', async () => {
      const administrator = await api.as('fleet-administrator');
      const pools = await administrator.all<{ id: string; name: string }>('/pools');
      const poolId = pools.find(({ name }) => name === 'far')!.id;
      const wide = { name: 'six', cidrs: ['2001:db8::/64'], poolId };
      const made = await administrator.post<{ id: string }>('/networks', wide);
      const targets = { networkId: made.body.id, targets: ['2001:db8::1'] };
      const arf = sample('openscap/mini-arf.xml');
      const jobId = await openscapJob(undefined, targets);
      const { scanId } = await taken(jobId, arf, 'source=lab&address=2001:DB8:0:0::00A2');
      const [target] = await rest.all<{ address: string }>(`/scans/${scanId}/targets`);
      expect(target?.address).toBe('2001:db8::a2');
    });

    it('by definitions are taken with the time and address that are said', async () => {
      const query = 'source=lab&address=192.0.2.3&measuredAt=2026-01-02T03:04:05Z';
      const made = await taken(await openscapJob('oval'), sample('openscap/oval-results.xml'), query);
      expect(made).toMatchObject({ format: 'oval', targets: 1, measuredAt: '2026-01-02T03:04:05.000Z' });
      const { imported } = await processed(made.scanId);
      expect(imported?.measuredAt).toBeNull();
      const result = await rest.get<{ definitions: object[] }>(
        `/scans/${made.scanId}/targets/192.0.2.3/result`,
      );
      expect(result.body.definitions.length).toBeGreaterThan(0);
    });

    it('are of a profile that the job has', async () => {
      const arf = sample('openscap/mini-arf.xml');
      const nmapJob = await job();
      expect(refusal(await send(nmapJob, arf, 'source=lab&address=192.0.2.2'))).toEqual([
        ...[422, 'no-such-profile', 'no-such-profile'],
      ]);
      expect(
        refusal(await send(await openscapJob(), sample('nmap/ping-sn.xml'), 'source=lab&profile=0'))[1],
      ).toBe('no-such-profile');
      expect(refusal(await send(await openscapJob('oval'), arf, 'source=lab&address=192.0.2.2'))[1]).toBe(
        'no-such-profile',
      );
    });
  });

  it('that are hostile are refused by name, and leave nothing', async () => {
    const jobId = await job();
    const bomb = gzipSync(`<nmaprun>${' '.repeat(20_000_000)}`, { level: 1 });
    // Of those that are large: api/documents and e2e/memory.
    const hostile: [document: Buffer | string, type: string | undefined, status: number, code: string][] = [
      ['<html><body>no</body></html>', undefined, 422, 'unknown-format'],
      ['', undefined, 422, 'unknown-format'],
      ['PK\u0003\u0004', undefined, 422, 'unknown-format'],
      [FACTS, undefined, 422, 'unknown-format'],
      ['<!DOCTYPE x [<!ENTITY a "b">]><TestResult>&a;</TestResult>', undefined, 422, 'unknown-format'],
      ['<!DOCTYPE x SYSTEM "file:///etc/passwd"><nmaprun>&x;</nmaprun>', undefined, 422, 'no-results'],
      ['<nmaprun></nmaprun>', undefined, 422, 'no-results'],
      [`<TestResult>${'<a>'.repeat(100_000)}`, undefined, 422, 'malformed'],
      [sample('openscap/mini-arf.xml').subarray(0, 20_000), undefined, 422, 'malformed'],
      ['not packed', 'application/gzip', 422, 'malformed'],
      [gzipSync(sample('nmap/ping-sn.xml')).subarray(0, 200), 'application/gzip', 422, 'malformed'],
      [bomb, 'application/gzip', 422, 'malformed'],
    ];
    for (const [document, type, status, code] of hostile) {
      const answer = await send(jobId, document, 'source=lab', type);
      const [first] = answer.body.errors ?? [];
      expect([answer.status, first?.code ?? answer.body.code]).toEqual([status, code]);
    }
    expect(await rest.all(`/scans?jobId=${jobId}`)).toEqual([]);
  }, 60_000);

  it('are taken only as they have to be sent, and only from who may', async () => {
    const jobId = await job();
    const document = sample('nmap/ping-sn.xml');
    expect((await send(jobId, document, 'source=lab', 'text/html')).status).toBe(415);
    expect((await rest.post(`/jobs/${jobId}/imports?source=lab`, {})).status).toBe(415);
    for (const query of [
      '',
      'source=',
      'source=a&profile=-1',
      'source=a&address=x',
      'source=a&measuredAt=yesterday',
    ])
      expect([query, (await send(jobId, document, query)).status]).toEqual([query, 422]);
    expect((await send('00000000-0000-4000-8000-000000000000', document)).status).toBe(404);
    const reader = await api.as('viewer');
    expect((await reader.post(`/jobs/${jobId}/imports?source=a`, document, XML)).status).toBe(403);
    const stranger = await api.as('tenant-administrator', await api.tenant('another'));
    expect((await stranger.post(`/jobs/${jobId}/imports?source=a`, document, XML)).status).toBe(404);
    await rest.delete('/subscription');
    expect(refusal(await send(jobId, document)).slice(0, 2)).toEqual([409, 'not-subscribed']);
  });
});
