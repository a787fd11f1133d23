import { randomUUID } from 'node:crypto';
import { entities } from '../../control-plane/server/src/entities';
import { FindingCounts } from '../../control-plane/server/src/findings';
import { CoverageSweep } from '../../control-plane/server/src/findings/coverage-sweep';
import { countFindings } from '../../control-plane/server/src/findings/finding-counts';
import { migrations } from '../../control-plane/server/src/migrations';
import {
  Database,
  ledgerSource,
  makeLogger,
  ManualClock,
  migrate,
  newId,
  readConfig,
} from '../../control-plane/server/src/platform';
import { IdleSweeper } from '../../control-plane/server/src/platform/sweeper';
import { startLedger, type Ledger } from '../harness/ledger';
import { inSchema } from '../harness/schema';

describe('what is kept beside findings', () => {
  let ledger: Ledger;
  let database: Database;
  let counts: FindingCounts;
  let sweep: CoverageSweep;
  let close: () => Promise<void>;
  const clock = new ManualClock();

  beforeAll(async () => {
    ledger = await startLedger();
    const { host, port, user, password, database: name } = ledger;
    const options = { database: { host, port, user, password, name, connections: 16 } };
    const source = await ledgerSource(options, { entities, migrations }).initialize();
    await inSchema(ledger, () => migrate(source));
    const log = makeLogger('silent');
    database = new Database(source);
    const sweeper = new IdleSweeper(clock, log);
    const config = readConfig({ SCANFLEET_DATABASE_URL: ledger.url, SCANFLEET_KEYS: '/nowhere' });
    counts = new FindingCounts(database, clock, log, sweeper);
    sweep = new CoverageSweep(database, clock, config, sweeper);
    close = () => source.destroy();
  });
  afterAll(async () => {
    await close();
    await ledger.stop();
  });

  it('loses no count when many transactions of one tenant write together with a comparison', async () => {
    const tenantId = randomUUID();
    const writer = async (n: number): Promise<void> => {
      await database.transaction(async (tx) => {
        for (const severity of n % 2 ? [1, 5, 3] : [3, 5, 1]) countFindings(tx, tenantId, 'New', severity, 1);
        countFindings(tx, tenantId, 'Fixed', 2, 0);
        await tx.change(
          `INSERT INTO findings (id, tenant_id, network_id, fingerprint, check_id, address, title, severity, severity_source,
             type, cves, summary, solution, \`references\`, evidence, first_scan_id, last_scan_id, first_seen_at, last_seen_at,
             times_seen, state_since, counted_severity)
           SELECT UUID(), ?, ?, SHA2(CONCAT(?, g.seq), 256), 'a:b', '10.0.0.1', 't', g.seq, '', 'confirmed', '[]', '', '', '[]', '',
             UUID(), UUID(), NOW(3), NOW(3), 1, NOW(3), g.seq FROM seq_1_to_5_step_2 g`,
          [tenantId, tenantId, `${n} `],
        );
      });
    };
    await Promise.all(
      Array.from({ length: 60 }, (_, n) => (n % 20 === 7 ? counts.verify(tenantId) : writer(n))),
    );
    const { open, byState } = await counts.of(tenantId);
    expect(open).toEqual({ critical: 57, high: 0, medium: 57, low: 0, information: 57 });
    expect(byState.New).toEqual(open);
    expect(byState.Fixed).toEqual({ critical: 0, high: 0, medium: 0, low: 0, information: 0 });
    expect(await counts.verify(tenantId)).toBe(false);
    await ledger.connection.query(
      'UPDATE finding_counts SET findings = findings + 7 WHERE tenant_id = ? AND severity = 5 LIMIT 1',
      [tenantId],
    );
    expect(await counts.verify(tenantId)).toBe(true);
    expect((await counts.of(tenantId)).open).toEqual(open);
  });

  it('counts nothing of a transaction that is rolled back', async () => {
    const tenantId = randomUUID();
    const failing = database.transaction(async (tx) => {
      countFindings(tx, tenantId, 'New', 5, 1);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect((await counts.of(tenantId)).open.critical).toBe(0);
  });

  it('forgets looks that are old, judged and repeated since, and no others', async () => {
    const tenantId = randomUUID();
    await ledger.connection.query('INSERT INTO tenants (id, name, created_at) VALUES (?, ?, NOW(3))', [
      tenantId,
      tenantId,
    ]);
    const day = (before: number) => new Date(clock.now().getTime() - before * 24 * 3_600_000);
    const rows: [string, number, string, string, boolean][] = [
      ['repeated', 400, '10.0.0.1', 'a', true],
      ['repeated too', 300, '10.0.0.1', 'a', true],
      ['newest of its kind', 200, '10.0.0.1', 'a', true],
      ['another kind', 500, '10.0.0.1', 'b', true],
      ['another address', 500, '10.0.0.2', 'a', true],
      ['not judged', 500, '10.0.0.3', 'a', false],
      ['its repetition is not judged', 300, '10.0.0.4', 'a', true],
      ['not judged either', 200, '10.0.0.4', 'a', false],
      ['repeated lately', 300, '10.0.0.5', 'a', true],
      ['young', 100, '10.0.0.5', 'a', true],
      ['youngest', 10, '10.0.0.5', 'a', true],
    ];
    const names = new Map<string, string>();
    for (const [name, before, address, look, judged] of rows) {
      const scanId = newId();
      names.set(scanId, name);
      await ledger.connection.query('INSERT INTO coverage SET ?', {
        scan_id: scanId,
        profile: 0,
        address,
        tenant_id: tenantId,
        network_id: tenantId,
        looked_at: day(before),
        look,
        ruled_out: '{}',
        judged_at: judged ? day(before) : null,
      });
    }
    await Promise.all([sweep.forget(), sweep.forget()]);
    const left = await database.rows<{ id: string }>('SELECT scan_id id FROM coverage WHERE tenant_id = ?', [
      tenantId,
    ]);
    const gone = new Set(['repeated', 'repeated too', 'repeated lately']);
    expect(left.map(({ id }) => names.get(id)).sort()).toEqual(
      rows
        .map(([name]) => name)
        .filter((name) => !gone.has(name))
        .sort(),
    );
  });
});
