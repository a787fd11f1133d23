import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { entities } from '../../control-plane/server/src/entities';
import {
  FindingLists,
  type FindingFilter,
  type FindingSummary,
} from '../../control-plane/server/src/findings';
import { findingGrammar } from '../../control-plane/server/src/findings/finding-grammar';
import { listQuery } from '../../control-plane/server/src/findings/finding-lists';
import { migrations } from '../../control-plane/server/src/migrations';
import {
  answer,
  Database,
  isRefusal,
  ledgerSource,
  migrate,
  newId,
} from '../../control-plane/server/src/platform';
import { encodeCursor, pageKey, planList } from '../../control-plane/server/src/platform/http';
import { startLedger, type Ledger } from '../harness/ledger';
import { inSchema } from '../harness/schema';

const TOTAL = 30_000;
const tenantId = randomUUID();
const otherTenant = randomUUID();
const scanId = randomUUID();
const jobId = randomUUID();
/** Last seen one second after another. */
const at = (n: number): Date => new Date(Date.UTC(2026, 0, 1) + n * 1_000);

describe('the lists of findings', () => {
  let ledger: Ledger;
  let source: DataSource;
  let lists: FindingLists;
  let deepest: { severity: number; id: string };

  beforeAll(async () => {
    ledger = await startLedger();
    const { host, port, user, password, database: name } = ledger;
    const options = { database: { host, port, user, password, name, connections: 2 } };
    source = await ledgerSource(options, { entities, migrations }).initialize();
    await inSchema(ledger, () => migrate(source));
    lists = new FindingLists(new Database(source));
    await record(tenantId, TOTAL);
    await record(otherTenant, 500);
    // The scan saw every third, and one severity less than what is remembered.
    await ledger.connection.query(
      `INSERT INTO sightings SELECT ?, id, tenant_id, GREATEST(severity - 1, 1), last_seen_at FROM findings
        WHERE tenant_id = ? AND port % 3 = 0;
       INSERT INTO finding_terms (finding_id, term, tenant_id, state, severity)
         SELECT f.id, c.cve, f.tenant_id, f.state, f.severity FROM findings f,
           JSON_TABLE(f.cves, '$[*]' COLUMNS (cve VARCHAR(64) PATH '$')) c WHERE f.tenant_id = ?;
       INSERT INTO finding_terms (finding_id, term, tenant_id, state, severity)
         SELECT id, CONCAT('job:', ?), tenant_id, state, severity FROM findings WHERE tenant_id = ? AND port % 50 = 0;
       ANALYZE TABLE findings, sightings, finding_terms`,
      [scanId, tenantId, tenantId, jobId, tenantId],
    );
    deepest = (await order('severity, id', 20))[19] as typeof deepest;
  });
  afterAll(async () => {
    await source.destroy();
    await ledger.stop();
  });

  /** Findings with ports from 0; addresses, checks, severities and types in cycles. */
  async function record(tenant: string, count: number): Promise<void> {
    for (let from = 0; from < count; from += 2_000) {
      const rows = Array.from({ length: Math.min(2_000, count - from) }, (_, i) => {
        const n = from + i;
        const severity = ((n * 7) % 5) + 1;
        return [
          newId(),
          tenant,
          tenant,
          String(n).padStart(64, '0'),
          n % 100 === 7 ? 'nmap:rare' : 'nmap:open-port',
          `10.0.${n % 60}.1`,
          'h.example',
          'tcp',
          n,
          'http',
          `Title ${n}`,
          severity,
          'source',
          ['confirmed', 'potential', 'information'][n % 3],
          n % 2 ? 9.8 : null,
          n % 50 ? '[]' : '["CVE-2017-5638","CVE-2020-0001"]',
          'summary',
          'solution',
          '["https://a.example/"]',
          'evidence',
          scanId,
          scanId,
          at(0),
          at(n),
          3,
          at(0),
          ['New', 'Active', 'Fixed', 'Reopened'][n % 4],
          'nmap',
          severity,
        ];
      });
      await ledger.connection.query(
        `INSERT INTO findings (id, tenant_id, network_id, fingerprint, check_id, address, hostname, protocol, port,
           service, title, severity, severity_source, type, cvss, cves, summary, solution, \`references\`, evidence,
           first_scan_id, last_scan_id, first_seen_at, last_seen_at, times_seen, state_since,
           state, engine, counted_severity) VALUES ?`,
        [rows],
      );
    }
  }

  async function order(by: string, limit: number): Promise<{ severity: number; id: string }[]> {
    const sql = `SELECT severity, id FROM findings WHERE tenant_id = ? ORDER BY ${by} LIMIT ${limit}`;
    return (await ledger.connection.query(sql, [tenantId]))[0] as { severity: number; id: string }[];
  }

  /** Rows that this connection read through indexes so far. */
  async function rowsRead(): Promise<number> {
    const [status] = await ledger.connection.query(
      "SHOW SESSION STATUS WHERE Variable_name IN ('Handler_read_key', 'Handler_read_next', 'Handler_read_prev')",
    );
    return (status as { Value: string }[]).reduce((sum, { Value }) => sum + Number(Value), 0);
  }

  async function all(filter: FindingFilter): Promise<FindingSummary[]> {
    const items: FindingSummary[] = [];
    for (let cursor: string | undefined; ;) {
      const page = answer(await lists.list(tenantId, filter, { limit: 200, cursor }));
      items.push(...page.items);
      if (page.nextCursor === null) return items;
      cursor = page.nextCursor;
    }
  }

  it('give every finding of the tenant once, gravest first, the newest of a severity first', async () => {
    const items = await all({});
    expect(items.map(({ severity, id }) => ({ severity, id }))).toEqual(
      await order('severity DESC, id DESC', TOTAL),
    );
  });

  it('show a finding', async () => {
    const item = (await all({ address: ['10.0.17.1'] })).find(({ port }) => port === 77);
    expect(item).toEqual({
      id: expect.any(String) as string,
      title: 'Title 77',
      severity: 5,
      severityLabel: 'critical',
      type: 'information',
      cvss: 9.8,
      cves: [],
      address: '10.0.17.1',
      hostname: 'h.example',
      protocol: 'tcp',
      port: 77,
      service: 'http',
      checkId: 'nmap:open-port',
      state: 'Active',
      stateSince: new Date('2026-01-01T00:00:00Z'),
      firstSeenAt: new Date('2026-01-01T00:00:00Z'),
      lastSeenAt: at(77),
      timesSeen: 3,
    });
  });

  it.each<[string, FindingFilter, (n: number) => boolean]>([
    ['severity', { severity: [4] }, (n) => ((n * 7) % 5) + 1 === 4],
    ['severities', { severity: [4, 5] }, (n) => ((n * 7) % 5) + 1 >= 4],
    ['address', { address: ['10.0.17.1'] }, (n) => n % 60 === 17],
    ['addresses', { address: ['10.0.17.1', '10.0.3.1'] }, (n) => n % 60 === 17 || n % 60 === 3],
    ['state', { state: ['New', 'Reopened'] }, (n) => n % 4 === 0 || n % 4 === 3],
    [
      'state and severity',
      { state: ['Fixed'], severity: [1, 2] },
      (n) => n % 4 === 2 && ((n * 7) % 5) + 1 <= 2,
    ],
    ['network', { networkId: [tenantId], state: ['Active'] }, (n) => n % 4 === 1],
    ['engine', { engine: ['nmap'], severity: [3] }, (n) => ((n * 7) % 5) + 1 === 3],
    ['time', { sort: '-lastSeen', from: at(10_000), to: at(20_000) }, (n) => n >= 10_000 && n < 20_000],
    ['CVE', { cve: ['CVE-2017-5638'] }, (n) => n % 50 === 0],
    ['CVEs, each once', { cve: ['CVE-2017-5638', 'CVE-2020-0001'] }, (n) => n % 50 === 0],
    ['job', { jobId: [jobId], state: ['New'] }, (n) => n % 100 === 0],
    ['title', { q: 'Title 129', severity: [2] }, (n) => `${n}`.startsWith('129') && ((n * 7) % 5) + 1 === 2],
    ['title of wild cards', { q: '%_!' }, () => false],
    [
      'type at an address',
      { type: ['potential'], address: ['10.0.16.1'], severity: [2] },
      (n) => n % 60 === 16 && n % 3 === 1 && ((n * 7) % 5) + 1 === 2,
    ],
    ['check', { checkId: ['nmap:rare'] }, (n) => n % 100 === 7],
    ['scan and address', { scanId, address: ['10.0.18.1'] }, (n) => n % 60 === 18 && n % 3 === 0],
    [
      'scan, address and check',
      { scanId, address: ['10.0.27.1'], checkId: ['nmap:rare'] },
      (n) => n % 60 === 27 && n % 100 === 7 && n % 3 === 0,
    ],
    ['scan', { scanId, severity: [4] }, (n) => n % 3 === 0 && ((n * 7) % 5) + 1 === 5],
    ['nothing', { scanId: randomUUID() }, () => false],
  ])('keep to the %s asked for', async (_, filter, wanted) => {
    const ports = (await all(filter)).map(({ port }) => port).sort((a, b) => a - b);
    expect(ports).toEqual(Array.from({ length: TOTAL }, (_none, n) => n).filter(wanted));
  });

  it('tell the severity that the scan saw', async () => {
    const items = await all({ scanId, address: ['10.0.27.1'] });
    expect(items.length).toBeGreaterThan(100);
    const severities = items.map(({ severity }) => severity);
    expect(severities).toEqual([...severities].sort((a, b) => b - a));
    for (const { port, severity, severityLabel } of items) {
      expect(severity).toBe(Math.max((port * 7) % 5, 1));
      expect(severityLabel).toBe(['', 'information', 'low', 'medium', 'high', 'critical'][severity]);
    }
  });

  it.each<[string, string]>([
    ['severity', 'severity, id'],
    ['lastSeen', 'last_seen_at, id'],
    ['firstSeen', 'id'],
    ['address', 'address, severity, id'],
  ])('are sorted by %s, both ways', async (sort, columns) => {
    for (const [name, way] of [
      [sort, 'ASC'],
      [`-${sort}`, 'DESC'],
    ] as const) {
      const ids = (await all({ sort: name })).map(({ id }) => id);
      const by = columns.replaceAll(',', ` ${way},`);
      expect(ids).toEqual((await order(`${by} ${way}`, TOTAL)).map(({ id }) => id));
    }
  });

  const deepPages: [string, FindingFilter, number][] = [
    ['of everything', {}, 1],
    ['by the last sighting', { sort: '-lastSeen' }, 20],
    ['by the first sighting', { sort: '-firstSeen' }, 5],
    ['by address', { sort: 'address' }, 1],
    ['of some states', { state: ['New', 'Active', 'Reopened'] }, 3],
    ['of some states, by the last sighting', { state: ['New', 'Active'], sort: '-lastSeen' }, 10],
    ['of one address', { address: ['10.0.17.1'] }, 1],
    ['of one check', { checkId: ['nmap:open-port'] }, 1],
    ['of one network', { networkId: [tenantId] }, 4],
    ['of one engine', { engine: ['nmap'], state: ['New'] }, 1],
    ['of one CVE', { cve: ['CVE-2017-5638'] }, 4],
    ['of one job', { jobId: [jobId] }, 4],
    ['of one scan', { scanId }, 1],
  ];
  it.each(deepPages)('read as few rows for a deep page as for the first, %s', async (_, filter, walks) => {
    const rows = 50 * (walks + 1) + 10 * walks + 50;
    const { jobId: jobs, from, to, q, sort, ...filters } = filter;
    const jobTerms = jobs?.map((id) => `job:${id}`);
    const plan = answer(
      planList(findingGrammar, { filters: { ...filters, jobId: jobTerms }, ranges: { from, to }, q, sort }),
    );
    const every = await all(filter);
    const key = pageKey<FindingSummary>(plan);
    for (const depth of [0, 0.3, 0.6, 0.95]) {
      const row = every[Math.floor(every.length * depth)];
      const { sql, values } = listQuery(tenantId, plan, depth && row ? key.of(row) : undefined, 50);
      const before = await rowsRead();
      await ledger.connection.query(sql, values as never);
      expect((await rowsRead()) - before).toBeLessThanOrEqual(rows);
    }
  });

  it.each<[string, FindingFilter]>([
    ['type alone', { type: ['potential'] }],
    ['scan and state', { scanId, state: ['New'] }],
    ['network, by the last sighting', { networkId: [tenantId], sort: '-lastSeen' }],
    ['CVE and check', { cve: ['CVE-2017-5638'], checkId: ['nmap:rare'] }],
    ['a time in another order', { from: at(1) }],
    ['no such sort', { sort: 'title' }],
    ['more walks than one page may take', { engine: ['a', 'b', 'c', 'd'], sort: 'firstSeen' }],
  ])('refuse what no index serves, and say what is possible: %s', async (_, filter) => {
    const refused = await lists.list(tenantId, filter, { limit: 1 });
    expect(isRefusal(refused) && [refused.code, refused.status]).toEqual(['unsupported-filter', 400]);
    expect(isRefusal(refused) && (refused.extensions['supported'] as object[]).length).toBeGreaterThan(5);
  });

  it('refuse a cursor of another filter or sort', async () => {
    const { nextCursor } = answer(await lists.list(tenantId, { severity: [4] }, { limit: 1 }));
    const cursor = nextCursor as string;
    expect(isRefusal(await lists.list(tenantId, { severity: [4] }, { limit: 1, cursor }))).toBe(false);
    for (const filter of [{}, { severity: [5] }, { severity: [4], sort: 'severity' }]) {
      const refused = await lists.list(tenantId, filter, { limit: 1, cursor });
      expect(isRefusal(refused) && refused.code).toBe('invalid-cursor');
    }
  });

  it('refuse a cursor that they did not give', async () => {
    for (const cursor of ['x', encodeCursor('findings', [5, newId()]), encodeCursor('scans', [5, newId()])]) {
      const refused = await lists.list(tenantId, {}, { limit: 1, cursor });
      expect(isRefusal(refused) && refused.code).toBe('invalid-cursor');
    }
  });

  it('give one finding with everything, to its tenant only', async () => {
    const { id } = deepest;
    expect(answer(await lists.find(tenantId, id))).toMatchObject({
      id,
      severity: 1,
      severitySource: 'source',
      summary: 'summary',
      solution: 'solution',
      cves: expect.any(Array) as string[],
      references: ['https://a.example/'],
      evidence: 'evidence',
      firstScanId: scanId,
      lastScanId: scanId,
    });
    const refused = await lists.find(otherTenant, id);
    expect(isRefusal(refused) && refused.status).toBe(404);
    expect((await lists.list(otherTenant, { scanId }, { limit: 10 })) as object).toMatchObject({ items: [] });
  });
});
