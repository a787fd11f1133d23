import type { DataSource } from 'typeorm';
import { Evaluations } from '../../control-plane/server/src/compliance';
import { entities } from '../../control-plane/server/src/entities';
import { FindingProcessing } from '../../control-plane/server/src/findings';
import { Judging } from '../../control-plane/server/src/findings/judging';
import { migrations } from '../../control-plane/server/src/migrations';
import {
  Database,
  ledgerSource,
  makeLogger,
  ManualClock,
  migrate,
  Outbox,
  Sweeper,
  SystemClock,
  type Clock,
} from '../../control-plane/server/src/platform';
import { ScanProcessing } from '../../control-plane/server/src/scans';
import { condition } from '../harness/condition';
import { startLedger, type Ledger } from '../harness/ledger';
import {
  address,
  newOwner,
  openPort,
  recordScan,
  recordTargets,
  report,
  type RecordedTarget,
} from './scan-record';

interface Remembered {
  address: string;
  port: number;
  check_id: string;
  title: string;
  severity: number;
  times_seen: number;
  first_scan_id: string;
  last_scan_id: string;
  last_seen_at: Date;
}

/** Targets with `ports` open ports each, and one vulnerability. */
const targets = (count: number, ports = 3): RecordedTarget[] =>
  Array.from({ length: count }, (_, n) => ({
    address: address(n + 1),
    observations: [
      { kind: 'host', body: { status: 'up', hostnames: [{ name: `h${n}.example`, type: 'PTR' }] } },
      ...Array.from({ length: ports }, (_, p) => openPort(8_000 + p)),
      openPort(9_000, { state: 'filtered' }),
      report(8_000, { ids: ['CVE:CVE-2017-5638'], scores: { CVSSv2: '10.0 (HIGH)' } }),
    ],
  }));

describe('the processing of a scan', () => {
  let ledger: Ledger;
  const sources: DataSource[] = [];

  beforeAll(async () => {
    ledger = await startLedger();
    await migrate(await connect());
  });
  afterAll(async () => {
    await Promise.all(sources.filter((one) => one.isInitialized).map((one) => one.destroy()));
    await ledger.stop();
  });

  async function connect(): Promise<DataSource> {
    const { host, port, user, password, database: name } = ledger;
    const options = { database: { host, port, user, password, name, connections: 4 } };
    const source = await ledgerSource(options, { entities, migrations }).initialize();
    sources.push(source);
    return source;
  }

  /** A replica's processor, with its own connections. */
  async function processor(clock: Clock = new SystemClock(), log = makeLogger('silent')) {
    const source = await connect();
    const database = new Database(source);
    const sweeper = new Sweeper(clock, log);
    const outbox = new Outbox(database, clock, sweeper, log);
    const scans = new ScanProcessing(database, clock);
    return {
      scans,
      database,
      processing: new FindingProcessing(
        database,
        clock,
        log,
        outbox,
        sweeper,
        scans,
        new Judging(database, clock),
        new Evaluations(database),
      ),
    };
  }

  /** To a processor with this clock every lease taken until now has run out. */
  const later = (): ManualClock => new ManualClock(new Date(Date.now() + 3_600_000));

  const rows = async <T>(sql: string, ...values: unknown[]): Promise<T[]> =>
    (await ledger.connection.query(sql, values))[0] as T[];
  const count = async (sql: string, ...values: unknown[]): Promise<number> =>
    Number((await rows<{ n: number }>(`SELECT COUNT(*) n ${sql}`, ...values))[0]?.n);
  const remembered = (tenantId: string): Promise<Remembered[]> =>
    rows('SELECT * FROM findings WHERE tenant_id = ? ORDER BY address, port, check_id', tenantId);
  const scanRow = async (id: string) =>
    (
      await rows<{ processed: number; result: string; processing_until: Date | null }>(
        'SELECT * FROM scans WHERE id = ?',
        id,
      )
    )[0];
  const said = (scanId: string): Promise<number> =>
    count("FROM outbox WHERE topic = 'scan.processed' AND payload LIKE ?", `%${scanId}%`);

  /** Processed by anyone, however often: each finding once, each sighting once. */
  async function expectWhole(tenantId: string, scanId: string, findings: number, times = 1): Promise<void> {
    expect(await count('FROM findings WHERE tenant_id = ?', tenantId)).toBe(findings);
    expect(await count('FROM sightings WHERE scan_id = ?', scanId)).toBe(findings);
    expect(await count('FROM findings WHERE tenant_id = ? AND times_seen <> ?', tenantId, times)).toBe(0);
    expect(await count('FROM dispositions WHERE scan_id = ? AND loaded_at IS NULL', scanId)).toBe(0);
    expect(await scanRow(scanId)).toMatchObject({ processed: 1, result: 'findings', processing_until: null });
    expect(await said(scanId)).toBe(1);
  }

  it('draws each finding once, and repeating it changes nothing', async () => {
    const owner = newOwner();
    const scanId = await recordScan(ledger.connection, owner, targets(10));
    const { processing } = await processor();
    expect(await processing.process(scanId)).toEqual({
      end: 'processed',
      targets: 10,
      findings: 40,
      unread: 0,
    });
    await expectWhole(owner.tenantId, scanId, 40);
    const before = await remembered(owner.tenantId);
    expect(before[0]).toMatchObject({
      address: '10.0.0.1',
      port: 8_000,
      check_id: 'nmap:open-port',
      hostname: 'h0.example',
      title: 'Open port 8000/tcp: http nginx 1.22.1',
      severity: 1,
    });
    expect(before[1]).toMatchObject({ check_id: 'nmap:x-vuln:CVE-2017-5638', severity: 5, cvss: 10 });

    await ledger.connection.query('UPDATE dispositions SET loaded_at = NULL WHERE scan_id = ?', [scanId]);
    await ledger.connection.query('UPDATE scans SET processed = FALSE WHERE id = ?', [scanId]);
    await processing.process(scanId);
    expect(await remembered(owner.tenantId)).toEqual(before);
    expect(await count('FROM sightings WHERE scan_id = ?', scanId)).toBe(40);
    expect((await processing.process(scanId)).end).toBe('elsewhere');
  });

  it('counts scans, keeps the first and moves the last', async () => {
    const owner = newOwner();
    const { processing } = await processor();
    const at = (day: number): Date => new Date(Date.UTC(2026, 0, day));
    const seen = (
      day: number,
      ...observations: RecordedTarget['observations'][number][]
    ): RecordedTarget[] => [{ address: '10.0.0.1', at: at(day), observations }];
    const first = await recordScan(ledger.connection, owner, seen(1, openPort(80), openPort(81)));
    await processing.process(first);
    const nameless = { service: { name: 'https' } };
    const second = await recordScan(ledger.connection, owner, seen(3, openPort(80, nameless)));
    await processing.process(second);
    // A scan of long ago that is processed late takes nothing back.
    await processing.process(await recordScan(ledger.connection, owner, seen(2, openPort(80))));
    expect(await remembered(owner.tenantId)).toMatchObject([
      {
        port: 80,
        times_seen: 3,
        first_scan_id: first,
        last_scan_id: second,
        last_seen_at: at(3),
        title: 'Open port 80/tcp: https',
      },
      { port: 81, times_seen: 1, first_scan_id: first, last_scan_id: first, last_seen_at: at(1) },
    ]);
  });

  it('takes a paused scan up again without counting it twice', async () => {
    const owner = newOwner();
    const { processing } = await processor();
    const scanId = await recordScan(ledger.connection, owner, targets(2, 1), 'Paused');
    expect(await processing.process(scanId)).toMatchObject({ end: 'processed', targets: 2 });
    // Meanwhile another scan sees one of them.
    await processing.process(await recordScan(ledger.connection, owner, targets(1, 1)));
    await recordTargets(ledger.connection, owner, scanId, [
      { address: address(3), observations: [openPort(8_000)] },
      { address: address(1), profile: 1, observations: [openPort(8_000)] },
    ]);
    await ledger.connection.query("UPDATE scans SET processed = FALSE, state = 'Finished' WHERE id = ?", [
      scanId,
    ]);
    expect(await processing.process(scanId)).toMatchObject({ end: 'processed', targets: 2, findings: 2 });
    const times = (await remembered(owner.tenantId)).map((one) => [
      one.address,
      one.severity,
      one.times_seen,
    ]);
    expect(times).toEqual([
      [address(1), 1, 2],
      [address(1), 5, 2],
      [address(2), 1, 1],
      [address(2), 5, 1],
      [address(3), 1, 1],
    ]);
  });

  it('ignores every row that the disposition does not name', async () => {
    const owner = newOwner();
    const scanId = await recordScan(ledger.connection, owner, [
      { address: '10.0.0.1', epoch: 2, run: 3, observations: [openPort(80)] },
      { address: '10.0.0.2', kind: 'timed out', observations: [] },
    ]);
    await ledger.connection.query(
      `INSERT INTO observations (scan_id, slice_id, epoch, run, address, ordinal, tenant_id, kind, body)
       SELECT scan_id, slice_id, 1, 3, address, 0, tenant_id, 'port', ? FROM dispositions WHERE scan_id = ?
       UNION ALL SELECT scan_id, slice_id, 2, 2, address, 0, tenant_id, 'port', ? FROM dispositions WHERE scan_id = ?
       UNION ALL SELECT scan_id, UUID(), 2, 3, address, 0, tenant_id, 'port', ? FROM dispositions WHERE scan_id = ?
       UNION ALL SELECT scan_id, slice_id, 2, 3, '10.0.0.9', 0, tenant_id, 'port', ? FROM dispositions WHERE scan_id = ? AND epoch = 2`,
      [81, 82, 83, 84].flatMap((port) => [JSON.stringify(openPort(port).body), scanId]),
    );
    const { processing } = await processor();
    expect(await processing.process(scanId)).toMatchObject({ targets: 2, findings: 1 });
    expect(await remembered(owner.tenantId)).toMatchObject([{ address: '10.0.0.1', port: 80 }]);
  });

  it('leaves out a body that cannot be read, counts it, and keeps the rest', async () => {
    const owner = newOwner();
    const long = report(80, { description: 'long', checkResults: ['x'.repeat(100_000)] });
    const scanId = await recordScan(ledger.connection, owner, [
      {
        address: '10.0.0.1',
        observations: [{ kind: 'port', body: '{"port":' }, openPort(80), { kind: 'port', body: '{}' }, long],
      },
    ]);
    const { processing } = await processor();
    expect(await processing.process(scanId)).toEqual({
      end: 'processed',
      targets: 1,
      findings: 2,
      unread: 2,
    });
    const evidence = (
      await rows<{ bytes: number }>(
        'SELECT LENGTH(evidence) bytes FROM findings WHERE tenant_id = ? AND severity = 3',
        owner.tenantId,
      )
    )[0];
    expect(evidence?.bytes).toBe(65_536);
  });

  it('reads a target with more rows than one page', async () => {
    const owner = newOwner();
    const observations = Array.from({ length: 4_500 }, (_, n) => openPort(n + 1));
    const scanId = await recordScan(ledger.connection, owner, [
      { address: '10.0.0.1', observations },
      ...targets(1).map((one) => ({ ...one, address: '10.0.0.2' })),
    ]);
    const { processing } = await processor();
    expect(await processing.process(scanId)).toMatchObject({ targets: 2, findings: 4_504 });
    await expectWhole(owner.tenantId, scanId, 4_504);
  });

  it('says what a scan without findings brought', async () => {
    const owner = newOwner();
    const { processing } = await processor();
    const down = { kind: 'down', observations: [] };
    const results = [];
    for (const record of [
      [
        { ...down, address: '10.0.0.1' },
        { kind: 'excluded', observations: [], address: '10.0.0.2' },
      ],
      [
        { ...down, address: '10.0.0.1' },
        { observations: [], address: '10.0.0.2' },
      ],
      [],
    ]) {
      const scanId = await recordScan(ledger.connection, owner, record);
      await processing.process(scanId);
      results.push((await scanRow(scanId))?.result);
    }
    expect(results).toEqual(['all hosts down', 'none', 'none']);
  });

  it('touches no scan that is not settled, and none that another holds', async () => {
    const owner = newOwner();
    const running = await recordScan(ledger.connection, owner, targets(1), 'Running');
    const held = await recordScan(ledger.connection, owner, targets(1));
    await ledger.connection.query('UPDATE scans SET processing_until = ? WHERE id = ?', [
      new Date(Date.now() + 60_000),
      held,
    ]);
    const { processing } = await processor();
    await processing.processDue();
    expect((await processing.process(running)).end).toBe('elsewhere');
    expect((await processing.process(held)).end).toBe('elsewhere');
    expect(await remembered(owner.tenantId)).toEqual([]);
    const other = await processor(later());
    await other.processing.processDue();
    expect((await scanRow(held))?.processed).toBe(1);
    expect((await scanRow(running))?.processed).toBe(0);
  });

  it('stops when its turn is over and goes on at the next', async () => {
    const owner = newOwner();
    const scanId = await recordScan(ledger.connection, owner, targets(450, 1));
    const { processing } = await processor();
    const turns = [];
    for (let turn = 0; turn < 3; turn++) turns.push(await processing.process(scanId, 0));
    expect(turns.map(({ end, targets }) => [end, targets])).toEqual([
      ['more', 200],
      ['more', 200],
      ['more', 50],
    ]);
    await processing.processDue();
    await expectWhole(owner.tenantId, scanId, 900);
  });

  it('goes on where a replica died', async () => {
    const owner = newOwner();
    const scanId = await recordScan(ledger.connection, owner, targets(1_500));
    const dying = await processor();
    let dead: unknown;
    const death = dying.processing.process(scanId).catch((error: unknown) => (dead = error));
    const loaded = () => count('FROM dispositions WHERE scan_id = ? AND loaded_at IS NOT NULL', scanId);
    await condition('some of it loaded', async () => (await loaded()) >= 400, {
      timeoutMs: 60_000,
      everyMs: 5,
    });
    // As SIGKILL leaves it: the open transaction rolls back, nobody gives the lease back.
    dying.scans.release = () => Promise.resolve();
    await condition(
      'death',
      async () => {
        const busy = await rows<{ id: number }>(
          'SELECT id FROM information_schema.processlist WHERE info LIKE ? AND id <> CONNECTION_ID()',
          `%${scanId}%`,
        );
        for (const { id } of busy) await ledger.connection.query('KILL ?', [id]).catch(() => undefined);
        return dead;
      },
      { timeoutMs: 60_000, everyMs: 2 },
    );
    await death;
    expect(dead).toBeInstanceOf(Error);
    expect(await loaded()).toBeLessThan(1_500);
    expect(await count('FROM sightings WHERE scan_id = ?', scanId)).toBe((await loaded()) * 4);
    const early = await processor();
    expect((await early.processing.process(scanId)).end).toBe('elsewhere');
    const heir = await processor(later());
    const done = await heir.processing.process(scanId);
    expect(done).toMatchObject({ end: 'processed' });
    expect(done.targets).toBeLessThanOrEqual(1_100);
    await expectWhole(owner.tenantId, scanId, 6_000);
  }, 120_000);

  it('may be done by two replicas at once, and for two scans of the same targets', async () => {
    const owner = newOwner();
    const one = await recordScan(ledger.connection, owner, targets(1_000));
    const two = await recordScan(ledger.connection, owner, targets(1_000));
    const [a, b, c] = [await processor(), await processor(later()), await processor()];
    const first = a.processing.process(one);
    await condition('the lease taken', async () => (await scanRow(one))?.processing_until, {
      timeoutMs: 60_000,
      everyMs: 5,
    });
    const [ended, beside, other] = await Promise.all([
      first,
      b.processing.process(one),
      c.processing.process(two),
    ]);
    expect([ended.end, beside.end].sort()).toEqual(['interrupted', 'processed']);
    expect(Math.min(ended.targets, beside.targets)).toBeGreaterThan(0);
    expect(ended.targets + beside.targets).toBe(1_000);
    expect(other).toMatchObject({ end: 'processed', findings: 4_000 });
    await expectWhole(owner.tenantId, one, 4_000, 2);
    await expectWhole(owner.tenantId, two, 4_000, 2);
  }, 120_000);
});
