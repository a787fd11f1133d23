import { SystemClock } from '../../control-plane/server/src/platform';
import { ANSWER_WITHIN_MS } from '../../control-plane/server/src/platform/http';
import { condition } from '../harness/condition';
import { type OwnMariadb, startOwnMariadb } from '../harness/mariadb';
import type { Rest } from '../harness/rest';
import { startWholeApi, type ProblemBody, type WholeApi } from './whole-api';

/** The longest wait for an answer passes when the spec says so. */
class ImpatientClock extends SystemClock {
  private readonly waiting = new Set<() => void>();

  override after(ms: number, call: () => void): () => void {
    if (ms !== ANSWER_WITHIN_MS) return super.after(ms, call);
    this.waiting.add(call);
    return () => void this.waiting.delete(call);
  }

  /** Waits until `requests` are without an answer, then lets their time be over. */
  async runOut(requests: number): Promise<void> {
    await condition(`${requests} requests waiting`, () => this.waiting.size === requests);
    for (const call of [...this.waiting]) call();
  }
}

describe('while the database is away', () => {
  const clock = new ImpatientClock();
  let mariadb: OwnMariadb;
  let api: WholeApi;
  let rest: Rest;
  beforeAll(async () => {
    mariadb = await startOwnMariadb();
    api = await startWholeApi({ server: mariadb.url, clock });
    rest = await api.as('fleet-administrator');
  }, 90_000);
  afterAll(async () => {
    await api.stop().finally(() => mariadb.stop());
  }, 60_000);

  const job = async (name: string): Promise<string> => {
    const profiles = [{ engine: 'nmap', preset: 'quick' }];
    const body = { name, networkId: api.networkId, targets: ['127.0.0.1'], profiles };
    return (await rest.post<{ id: string }>('/jobs', body)).body.id;
  };
  const start = (id: string, key: string) =>
    rest.post<{ id: string } & ProblemBody>(`/jobs/${id}/start`, {}, { key });
  const scansOf = async (jobId: string): Promise<string[]> =>
    (await api.database.rows<{ id: string }>('SELECT id FROM scans WHERE job_id = ?', [jobId])).map(
      ({ id }) => id,
    );

  it('a frozen one is told in time, and what was asked is done once when it goes on', async () => {
    const id = await job('frozen');
    mariadb.signal('SIGSTOP');
    const asked = start(id, 'key-of-the-start');
    await clock.runOut(1);
    const late = await asked;
    expect([late.status, late.headers.get('retry-after')]).toEqual([503, '5']);
    expect(late.body.code).toBe('unavailable');
    mariadb.signal('SIGCONT');
    const scan = await condition('the start accepted', async () => {
      const again = await start(id, 'key-of-the-start');
      return again.status < 300 && again.body.id;
    });
    expect(await scansOf(id)).toEqual([scan]);
  });

  it('a killed one is told at once, and requests are served again when it is back', async () => {
    const id = await job('killed');
    mariadb.signal('SIGKILL');
    const refused = await condition('told', async () => {
      const answer = await start(id, 'another-key-of-a-start');
      return answer.status === 503 && answer;
    });
    expect(refused.body.code).toBe('unavailable');
    await mariadb.start();
    const scan = await condition('the start accepted', async () => {
      const again = await start(id, 'another-key-of-a-start');
      return again.status < 300 && again.body.id;
    });
    expect(await scansOf(id)).toEqual([scan]);
  });
});
