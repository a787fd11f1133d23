import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { entities } from '../../control-plane/server/src/entities';
import {
  FindingLists,
  type FindingFilter,
  type FindingSummary,
} from '../../control-plane/server/src/findings';
import { listQuery } from '../../control-plane/server/src/findings/finding-lists';
import { migrations } from '../../control-plane/server/src/migrations';
import {
  answer,
  Database,
  isRefusal,
  ledgerSource,
  migrate,
  newId,
  SystemClock,
} from '../../control-plane/server/src/platform';
import { encodeCursor } from '../../control-plane/server/src/platform/http';
import { startLedger, type Ledger } from '../harness/ledger';

const TOTAL = 30_000;
const tenantId = randomUUID();
const otherTenant = randomUUID();
const scanId = randomUUID();

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
    await migrate(source);
    lists = new FindingLists(new Database(source, new SystemClock()));
    await record(tenantId, TOTAL);
    await record(otherTenant, 500);
    // The scan saw every third, and one severity less than what is remembered.
    await ledger.connection.query(
      `INSERT INTO sightings SELECT ?, id, tenant_id, GREATEST(severity - 1, 1), last_seen_at FROM findings
        WHERE tenant_id = ? AND port % 3 = 0; ANALYZE TABLE findings, sightings`,
      [scanId, tenantId],
    );
    deepest = (await order('severity, id', 20))[19] as typeof deepest;
  });
  afterAll(async () => {
    await source.destroy();
    await ledger.stop();
  });

  /** Findings with ports from 0; addresses, checks, severities and types in cycles. */
  async function record(tenant: string, count: number): Promise<void> {
    const at = new Date('2026-01-01T00:00:00Z');
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
          '["CVE-2017-5638"]',
          'summary',
          'solution',
          '["https://a.example/"]',
          'evidence',
          scanId,
          scanId,
          at,
          at,
          3,
          at,
        ];
      });
      await ledger.connection.query(
        `INSERT INTO findings (id, tenant_id, network_id, fingerprint, check_id, address, hostname, protocol, port,
           service, title, severity, severity_source, type, cvss, cves, summary, solution, \`references\`, evidence,
           first_scan_id, last_scan_id, first_seen_at, last_seen_at, times_seen, state_since) VALUES ?`,
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
    const item = (await all({ address: '10.0.17.1' })).find(({ port }) => port === 77);
    expect(item).toEqual({
      id: expect.any(String) as string,
      title: 'Title 77',
      severity: 5,
      severityLabel: 'critical',
      type: 'information',
      cvss: 9.8,
      cves: ['CVE-2017-5638'],
      address: '10.0.17.1',
      hostname: 'h.example',
      protocol: 'tcp',
      port: 77,
      service: 'http',
      checkId: 'nmap:open-port',
      state: 'New',
      stateSince: new Date('2026-01-01T00:00:00Z'),
      firstSeenAt: new Date('2026-01-01T00:00:00Z'),
      lastSeenAt: new Date('2026-01-01T00:00:00Z'),
      timesSeen: 3,
    });
  });

  it.each<[string, FindingFilter, (n: number) => boolean]>([
    ['severity', { severity: 4 }, (n) => ((n * 7) % 5) + 1 === 4],
    ['least severity', { minSeverity: 4 }, (n) => ((n * 7) % 5) + 1 >= 4],
    ['address', { address: '10.0.17.1' }, (n) => n % 60 === 17],
    ['type', { type: 'potential', severity: 2 }, (n) => n % 3 === 1 && ((n * 7) % 5) + 1 === 2],
    ['check', { checkId: 'nmap:rare' }, (n) => n % 100 === 7],
    ['scan and address', { scanId, address: '10.0.18.1' }, (n) => n % 60 === 18 && n % 3 === 0],
    ['scan and check', { scanId, checkId: 'nmap:rare' }, (n) => n % 100 === 7 && n % 3 === 0],
    ['scan', { scanId, severity: 4 }, (n) => n % 3 === 0 && ((n * 7) % 5) + 1 === 5],
    ['nothing', { scanId: randomUUID() }, () => false],
  ])('keep to the %s asked for', async (_, filter, wanted) => {
    const ports = (await all(filter)).map(({ port }) => port).sort((a, b) => a - b);
    expect(ports).toEqual(Array.from({ length: TOTAL }, (_none, n) => n).filter(wanted));
  });

  it('tell the severity that the scan saw', async () => {
    const items = await all({ scanId, checkId: 'nmap:rare' });
    const severities = items.map(({ severity }) => severity);
    expect(severities).toEqual([...severities].sort((a, b) => b - a));
    for (const { port, severity, severityLabel } of items) {
      expect(severity).toBe(Math.max((port * 7) % 5, 1));
      expect(severityLabel).toBe(['', 'information', 'low', 'medium', 'high', 'critical'][severity]);
    }
  });

  it.each<[string, FindingFilter, number]>([
    ['of everything', {}, 51],
    ['of one address', { address: '10.0.17.1' }, 51],
    ['of one check', { checkId: 'nmap:open-port' }, 51],
    ['of one scan', { scanId }, 102],
  ])('read as few rows for a deep page as for the first, %s', async (_, filter, rows) => {
    for (const after of [undefined, { ...deepest, severity: 2 }, deepest]) {
      const { sql, values } = listQuery(tenantId, filter, after, 50);
      const before = await rowsRead();
      await ledger.connection.query(sql, values as never);
      const read = (await rowsRead()) - before;
      expect(read).toBeLessThanOrEqual(rows);
    }
  });

  it('refuse a cursor that they did not give', async () => {
    for (const cursor of [
      'x',
      encodeCursor('findings', [5, 'not-an-id']),
      encodeCursor('scans', [5, newId()]),
    ]) {
      const refused = await lists
        .list(tenantId, {}, { limit: 1, cursor })
        .catch((error: { refusal: unknown }) => error.refusal);
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
      cves: ['CVE-2017-5638'],
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
