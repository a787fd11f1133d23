import { startBell, type Bell } from '../harness/bell';
import { condition } from '../harness/condition';
import { startControlPlane, type ControlPlane } from '../harness/control-plane';
import { startLedger, type Ledger } from '../harness/ledger';

const REPLICAS = 4;
const OCCURRENCES = 200;
const MINUTE = 60_000;
/** Occurrences are spread over so much, so that replicas die between them and inside them. */
const JITTER_SECONDS = 60;
const QUOTAS = { SCANFLEET_QUOTA_CONCURRENT_SCANS: '100000' };

interface Row {
  scheduleId: string;
  state: string;
  code: string;
  scanId: string | null;
  scans: string;
}

/**
 * Four replicas on one database, killed all the while: 200 occurrences, each fired once or recorded as missed.
 * Figures go to standard error.
 */
describe('schedules', () => {
  let ledger: Ledger;
  let bell: Bell;
  let replicas: ControlPlane[];
  beforeAll(async () => {
    ledger = await startLedger();
    bell = await startBell();
    replicas = [];
    for (let n = 0; n < REPLICAS; n++) replicas.push(await startControlPlane({ ledger, bell }, QUOTAS));
  }, 120_000);
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await bell.stop();
    await ledger.stop();
  }, 60_000);

  it(
    'fire once each, or say why not, while replicas are killed',
    async () => {
      const [first] = replicas as [ControlPlane, ...ControlPlane[]];
      await schedule(first);
      let kills = 0;
      let dying = 0;
      const ended = async () => {
        const [rows] = await ledger.connection.query<never[]>('SELECT COUNT(*) n FROM schedule_occurrences');
        return Number((rows as { n: string }[])[0]?.n) >= OCCURRENCES;
      };
      const end = performance.now() + 6 * MINUTE;
      while (!(await ended())) {
        if (performance.now() > end) throw new Error('occurrences are left over');
        await replicas[dying]?.restart('SIGKILL');
        kills += 1;
        dying = (dying + 1) % REPLICAS;
      }
      // A round that was under way when the last one was recorded may still do harm: one more of each has to pass.
      for (const replica of replicas) await replica.restart('SIGTERM');
      const rows = await occurrences();
      const inState = (wanted: string) => rows.filter(({ state }) => state === wanted).length;
      process.stderr.write(
        `${rows.length} occurrences: ${inState('fired')} fired, ${inState('missed')} missed; ${kills} kills\n`,
      );
      expect(new Set(rows.map(({ scheduleId }) => scheduleId)).size).toBe(OCCURRENCES);
      expect(rows).toHaveLength(OCCURRENCES);
      expect(rows.filter(({ state, scans }) => Number(scans) !== (state === 'fired' ? 1 : 0))).toEqual([]);
      expect(rows.filter(({ state, code }) => state !== 'fired' && code === '')).toEqual([]);
      expect(inState('fired')).toBeGreaterThan(OCCURRENCES / 2);
      expect(kills).toBeGreaterThan(REPLICAS);
    },
    10 * MINUTE,
  );

  /** One job for each occurrence, due within the two next minutes but one. */
  async function schedule({ rest, first }: ControlPlane): Promise<void> {
    const { networkId } = first;
    const profiles = [{ engine: 'nmap', preset: 'quick' }];
    for (let n = 0; n < OCCURRENCES; n++) {
      const body = { name: `job ${n}`, networkId, targets: ['127.0.0.1'], profiles };
      const job = await rest.post<{ id: string }>('/jobs', body);
      const start = new Date(Date.now() + (1 + (n % 2)) * MINUTE).toISOString().slice(0, 16);
      const recurrence = { kind: 'once', zone: 'UTC', start };
      const put = await rest.put(`/jobs/${job.body.id}/schedule`, {
        recurrence,
        jitterSeconds: JITTER_SECONDS,
      });
      expect([job.status, put.status]).toEqual([201, 200]);
    }
    await condition('all are saved', async () => (await rest.all('/schedules')).length === OCCURRENCES);
  }

  async function occurrences(): Promise<Row[]> {
    const [rows] = await ledger.connection.query<never[]>(
      `SELECT o.schedule_id scheduleId, o.state, o.code, o.scan_id scanId,
              (SELECT COUNT(*) FROM scans s WHERE s.job_id = o.job_id) scans
         FROM schedule_occurrences o`,
    );
    return rows as Row[];
  }
});
