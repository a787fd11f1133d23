import fc from 'fast-check';
import { Evaluations } from '../../control-plane/server/src/compliance';
import { entities } from '../../control-plane/server/src/entities';
import { FindingProcessing } from '../../control-plane/server/src/findings';
import { CoverageLists } from '../../control-plane/server/src/findings/coverage-lists';
import { Judging } from '../../control-plane/server/src/findings/judging';
import { migrations } from '../../control-plane/server/src/migrations';
import {
  answer,
  Database,
  isRefusal,
  ledgerSource,
  makeLogger,
  ManualClock,
  migrate,
  newId,
  Outbox,
  Sweeper,
} from '../../control-plane/server/src/platform';
import { ScanProcessing } from '../../control-plane/server/src/scans';
import { startLedger, type Ledger } from '../harness/ledger';
import { inSchema } from '../harness/schema';
import {
  newOwner,
  openPort,
  recordLook,
  recordScan,
  recordTargets,
  report,
  type Owner,
  type RecordedTarget,
} from './scan-record';

const HOST = '10.0.0.1';
const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 0, minute));
const host = (extraPorts: object[] = []) => ({ kind: 'host', body: { status: 'up', extraPorts } });
const closedPort = (port: number) => openPort(port, { state: 'closed', reason: 'reset', service: null });

describe('what is remembered of a port', () => {
  let ledger: Ledger;
  let processing: FindingProcessing;
  let database: Database;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ledger = await startLedger();
    const { host: server, port, user, password, database: name } = ledger;
    const options = { database: { host: server, port, user, password, name, connections: 4 } };
    const source = await ledgerSource(options, { entities, migrations }).initialize();
    await inSchema(ledger, () => migrate(source));
    const clock = new ManualClock();
    const log = makeLogger('silent');
    database = new Database(source);
    const sweeper = new Sweeper(clock, log);
    const outbox = new Outbox(database, clock, sweeper, log);
    const scans = new ScanProcessing(database, clock);
    const judging = new Judging(database, clock);
    processing = new FindingProcessing(
      database,
      clock,
      log,
      outbox,
      sweeper,
      scans,
      judging,
      new Evaluations(database),
    );
    close = () => source.destroy();
  });
  afterAll(async () => {
    await close();
    await ledger.stop();
  });

  /** Whatever was done: the counts are the findings', and each term has its finding's state and severity. */
  afterEach(async () => {
    const differing = await database.rows(
      `SELECT tenant_id, state, severity FROM (
         SELECT tenant_id, state, severity, COUNT(*) n FROM findings GROUP BY 1, 2, 3
         UNION ALL SELECT tenant_id, state, severity, -SUM(findings) FROM finding_counts GROUP BY 1, 2, 3) both_of_them
        GROUP BY 1, 2, 3 HAVING SUM(n) <> 0`,
    );
    expect(differing).toEqual([]);
    const stale = await database.rows(
      `SELECT term FROM finding_terms t JOIN findings f ON f.id = t.finding_id
        WHERE t.state <> f.state OR t.severity <> f.severity OR t.tenant_id <> f.tenant_id`,
    );
    expect(stale).toEqual([]);
  });

  async function scanned(owner: Owner, targets: readonly RecordedTarget[], profiles = 1): Promise<string> {
    const id = await recordScan(ledger.connection, owner, targets, 'Finished', profiles);
    expect(await processing.process(id)).toMatchObject({ end: 'processed', unread: 0 });
    return id;
  }

  async function states(owner: Owner): Promise<Record<string, string>> {
    const [rows] = await ledger.connection.query(
      'SELECT port, check_id, state FROM findings WHERE tenant_id = ? ORDER BY port, check_id',
      [owner.tenantId],
    );
    return Object.fromEntries(
      (rows as { port: number; state: string }[]).map((row) => [row.port, row.state]),
    );
  }

  const look = () => recordLook(ledger.connection, [1, 100]);
  const target = async (minute: number, ...observations: RecordedTarget['observations'][number][]) => ({
    ...{ address: HOST, at: at(minute), look: await look() },
    observations: [host(), ...observations],
  });

  it('is New, Active, Fixed, Reopened, Active, and stays so when the host times out', async () => {
    const owner = newOwner();
    await scanned(owner, [await target(1, openPort(22))]);
    expect(await states(owner)).toEqual({ 22: 'New' });
    await scanned(owner, [await target(2, openPort(22))]);
    expect(await states(owner)).toEqual({ 22: 'Active' });
    const closed = await scanned(owner, [await target(3, closedPort(22))]);
    expect(await states(owner)).toEqual({ 22: 'Fixed' });
    await scanned(owner, [await target(4, openPort(22))]);
    expect(await states(owner)).toEqual({ 22: 'Reopened' });
    await scanned(owner, [{ ...(await target(5, closedPort(22))), kind: 'timed out' }]);
    expect(await states(owner)).toEqual({ 22: 'Reopened' });
    await scanned(owner, [await target(6, openPort(22))]);
    await scanned(owner, [{ ...(await target(7, closedPort(22))), kind: 'timed out' }]);
    expect(await states(owner)).toEqual({ 22: 'Active' });
    const [history] = await ledger.connection.query(
      'SELECT to_state state FROM finding_history WHERE tenant_id = ? ORDER BY id',
      [owner.tenantId],
    );
    const moves = (history as { state: string }[]).map(({ state }) => state);
    expect(moves).toEqual(['New', 'Active', 'Fixed', 'Reopened', 'Active']);
    const [scan] = await ledger.connection.query('SELECT summary FROM scans WHERE id = ?', [closed]);
    const { summary } = (scan as { summary: string | object }[])[0]!;
    expect(typeof summary === 'string' ? JSON.parse(summary) : summary).toMatchObject({ fixed: 1, new: 0 });
  });

  it('of a package is Fixed when its manager was asked for all of them and did not name it', async () => {
    const owner = newOwner();
    const account = async (
      minute: number,
      names: string[],
      gaps: string[] = [],
    ): Promise<RecordedTarget> => ({
      ...{ address: HOST, at: at(minute), look: await recordLook(ledger.connection) },
      observations: [
        { kind: 'system', body: { manager: 'apt', osId: 'debian', gaps } },
        ...names.map((name) => ({ kind: 'update', body: { package: name, available: '2', security: true } })),
      ],
    });
    const checks = async () => {
      const [rows] = await ledger.connection.query(
        'SELECT check_id, state, engine FROM findings WHERE tenant_id = ? ORDER BY check_id',
        [owner.tenantId],
      );
      return (rows as { check_id: string; state: string; engine: string }[]).map((row) => [
        row.check_id.split(':').at(-1),
        row.state,
        row.engine,
      ]);
    };
    await scanned(owner, [await account(1, ['curl', 'openssl'])]);
    await scanned(owner, [await account(2, ['curl'], ['apt list: exit code 100'])]);
    expect(await checks()).toEqual([
      ['curl', 'Active', 'os-patch'],
      ['openssl', 'New', 'os-patch'],
    ]);
    await scanned(owner, [await target(3, closedPort(22))]);
    await scanned(owner, [{ ...(await account(4, [])), kind: 'timed out', observations: [] }]);
    expect((await checks()).map(([, state]) => state)).toEqual(['Active', 'New']);
    await scanned(owner, [await account(5, ['curl'])]);
    expect((await checks()).map(([, state]) => state)).toEqual(['Active', 'Fixed']);
    await scanned(owner, [await account(6, ['openssl'])]);
    expect((await checks()).map(([, state]) => state)).toEqual(['Fixed', 'Reopened']);
  });

  it.each(['down', 'timed out', 'unreachable', 'failed', 'not reached', 'not applicable'])(
    'is not fixed by a target that is %s',
    async (kind) => {
      const owner = newOwner();
      await scanned(owner, [await target(1, openPort(22))]);
      await scanned(owner, [{ ...(await target(2, closedPort(22))), kind }]);
      expect(await states(owner)).toEqual({ 22: 'New' });
    },
  );

  it('is fixed only where it was looked at', async () => {
    const owner = newOwner();
    await scanned(owner, [await target(1, openPort(22), openPort(80), openPort(443))]);
    const partly = { ...(await target(2, closedPort(22), closedPort(80))) };
    await scanned(owner, [{ ...partly, look: await recordLook(ledger.connection, [1, 79]) }]);
    expect(await states(owner)).toEqual({ 22: 'Fixed', 80: 'New', 443: 'New' });
    await scanned(owner, [{ ...(await target(3, closedPort(80))), look: '' }]);
    expect(await states(owner)).toEqual({ 22: 'Fixed', 80: 'New', 443: 'New' });
    await scanned(newOwner(), [await target(4, closedPort(80))]);
    expect(await states(owner)).toEqual({ 22: 'Fixed', 80: 'New', 443: 'New' });
  });

  it('is not fixed by a filter, and fixed by a group of closed ports that names it', async () => {
    const owner = newOwner();
    await scanned(owner, [await target(1, openPort(22), openPort(80))]);
    const group = (state: string, port: number) => ({
      ...{ state, count: 1 },
      ranges: [{ protocol: 'tcp', ranges: [{ first: port, last: port }] }],
    });
    const told = host([group('filtered', 22), group('closed', 80)]);
    await scanned(owner, [{ ...(await target(2)), observations: [told] }]);
    expect(await states(owner)).toEqual({ 22: 'New', 80: 'Fixed' });
  });

  it('counts what any profile saw, and waits for all of them', async () => {
    const owner = newOwner();
    await scanned(owner, [await target(1, openPort(22))]);
    const missed = await target(2, closedPort(22));
    const paused = await recordScan(ledger.connection, owner, [missed], 'Paused', 2);
    await processing.process(paused);
    expect(await states(owner)).toEqual({ 22: 'New' });
    await recordTargets(ledger.connection, owner, paused, [
      { ...(await target(3, openPort(22))), profile: 1 },
    ]);
    await ledger.connection.query("UPDATE scans SET state = 'Finished', processed = 0 WHERE id = ?", [
      paused,
    ]);
    await processing.process(paused);
    expect(await states(owner)).toEqual({ 22: 'Active' });
    await scanned(
      owner,
      [missed, { ...missed, profile: 1, epoch: 2 }].map((one) => ({ ...one, at: at(5) })),
      2,
    );
    expect(await states(owner)).toEqual({ 22: 'Fixed' });
  });

  it('is reopened by a second profile that saw it after another scan had found it fixed', async () => {
    const owner = newOwner();
    const first = await recordScan(ledger.connection, owner, [await target(10, openPort(22))], 'Paused', 2);
    await processing.process(first);
    await scanned(owner, [await target(15, closedPort(22))]);
    expect(await states(owner)).toEqual({ 22: 'Fixed' });
    await recordTargets(ledger.connection, owner, first, [
      { ...(await target(20, openPort(22))), profile: 1 },
    ]);
    await ledger.connection.query("UPDATE scans SET state = 'Finished', processed = 0 WHERE id = ?", [first]);
    await processing.process(first);
    expect(await states(owner)).toEqual({ 22: 'Reopened' });
  });

  it('is not fixed by the look of a profile whose scan saw it, whichever scan is judged', async () => {
    const owner = newOwner();
    const seen = await target(10, openPort(22));
    const missed = { ...(await target(20, closedPort(22))), profile: 1, epoch: 2 };
    await scanned(owner, [seen, missed], 2);
    expect(await states(owner)).toEqual({ 22: 'New' });
    await scanned(owner, [await target(15)]);
    expect(await states(owner)).toEqual({ 22: 'New' });
  });

  it('is fixed by a final scan that came only to some of its profiles', async () => {
    const owner = newOwner();
    await scanned(owner, [await target(1, openPort(22))]);
    await scanned(owner, [await target(2, closedPort(22))], 2);
    expect(await states(owner)).toEqual({ 22: 'Fixed' });
  });

  it('was looked at when and by what, newest first, for its tenant only', async () => {
    const owner = newOwner();
    const first = await scanned(owner, [await target(1, openPort(22))]);
    const second = await scanned(owner, [await target(2, closedPort(22))]);
    const lists = new CoverageLists(database);
    const { items: rows } = answer(await lists.list(owner.tenantId, { address: HOST }, { limit: 10 }));
    expect(rows.map(({ scanId, lookedAt }) => [scanId, lookedAt])).toEqual([
      [second, at(2)],
      [first, at(1)],
    ]);
    expect(rows[0]).toMatchObject({
      ...{ tool: 'nmap', toolVersion: '7.93', profile: 0 },
      ports: [{ protocol: 'tcp', ranges: [{ first: 1, last: 100 }] }],
    });
    const ofScan = answer(await lists.list(owner.tenantId, { scanId: first }, { limit: 10 }));
    expect(ofScan.items).toMatchObject([{ scanId: first }]);
    const { nextCursor, items } = answer(await lists.list(owner.tenantId, {}, { limit: 1 }));
    expect(items).toMatchObject([{ scanId: second }]);
    const page = { limit: 10, cursor: nextCursor as string };
    expect(answer(await lists.list(owner.tenantId, {}, page)).items).toMatchObject([{ scanId: first }]);
    const stranger = newOwner().tenantId;
    expect(answer(await lists.list(stranger, { address: HOST }, { limit: 10 })).items).toEqual([]);
    expect(isRefusal(await lists.list(owner.tenantId, { networkId: newId() }, { limit: 1 }))).toBe(true);
  });

  it('is not moved by results that come late', async () => {
    const owner = newOwner();
    await scanned(owner, [await target(5, openPort(22))]);
    await scanned(owner, [await target(3, closedPort(22))]);
    expect(await states(owner)).toEqual({ 22: 'New' });
    const later = await scanned(owner, [await target(9, closedPort(22), closedPort(80))]);
    await scanned(owner, [await target(7, openPort(22), openPort(80), openPort(443))]);
    expect(await states(owner)).toEqual({ 22: 'Fixed', 80: 'Fixed', 443: 'New' });
    const [fixed] = await ledger.connection.query(
      'SELECT fixed_scan_id scan FROM findings WHERE tenant_id = ? AND port = 80',
      [owner.tenantId],
    );
    expect(fixed).toEqual([{ scan: later }]);
  });

  it('a vulnerability is fixed by a check that came out not vulnerable, not by its silence', async () => {
    const owner = newOwner();
    await scanned(owner, [await target(1, report(80, { ids: ['CVE:CVE-2017-5638'] }))]);
    await scanned(owner, [await target(2, openPort(81))]);
    expect(await states(owner)).toMatchObject({ 80: 'New' });
    const cleared = report(80, { ids: ['CVE:CVE-2017-5638'], state: 'NOT VULNERABLE' });
    await scanned(owner, [await target(3, cleared)]);
    expect(await states(owner)).toMatchObject({ 80: 'Fixed' });
  });

  it('agrees with what can be worked out by hand, whatever the scans saw', async () => {
    const seen = fc.constantFrom('open', 'closed', 'filtered', 'not told', 'not asked');
    const scan = fc.record({
      kind: fc.constantFrom('scanned', 'scanned', 'timed out', 'down'),
      ports: fc.array(seen, { minLength: 3, maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(scan, { minLength: 1, maxLength: 6 }), async (scans) => {
        const owner = newOwner();
        const expected: Record<string, string> = {};
        for (const [minute, { kind, ports }] of scans.entries()) {
          const asked = ports.flatMap((state, port) =>
            state === 'not asked' ? [] : [[port + 1, port + 1] as const],
          );
          const observations = ports.flatMap((state, port) =>
            state === 'open' || state === 'closed' || state === 'filtered'
              ? [openPort(port + 1, { state, service: null })]
              : [],
          );
          const one = await target(minute + 1, ...(kind === 'scanned' ? observations : []));
          await scanned(owner, [{ ...one, kind, look: await recordLook(ledger.connection, ...asked) }]);
          for (const [port, state] of ports.entries()) {
            if (kind === 'scanned') remember(expected, String(port + 1), state);
          }
          expect(await states(owner)).toEqual(expected);
        }
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});

/** The life of a finding by hand. */
function remember(states: Record<string, string>, port: string, seen: string): void {
  const state = states[port];
  if (seen === 'open') states[port] = state === undefined ? 'New' : state === 'Fixed' ? 'Reopened' : 'Active';
  if (seen === 'closed' && state !== undefined) states[port] = 'Fixed';
}
